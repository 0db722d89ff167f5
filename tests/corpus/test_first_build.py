"""The files for neo4j-admin that a corpus gives without a store are those of its graph in a store, and building goes on
in the Neo4j that they were imported into."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import quick_coder
import real_neo4j
from graph_dump import Graph, dump
from shared import kg, lines

from kg.export import neo4j_admin
from kg.graph.audit import differences
from kg.graph.store import open_store

TOLD = quick_coder.LINES


def _contents(folder: Path) -> dict[str, list[str]]:
    """The header of each file, and its other lines sorted."""
    found = {}
    for file in sorted(folder.iterdir()):
        head, *rest = file.read_text("utf-8").splitlines()
        found[file.name] = [head, *(rest if file.suffix != ".csv" else sorted(rest))]
    return found


def test_files_of_a_corpus_are_those_of_its_store(tmp_path: Path) -> None:
    given = lines(tmp_path / "x.jsonl", TOLD)
    done = kg("build", given, "--no-load", "--corpus", tmp_path / "kg.corpus", "--store", tmp_path / "kg.db")
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "kg.db").exists()
    done = kg("export", "neo4j-admin", tmp_path / "kg.corpus", "-o", tmp_path / "direct")
    assert done.exit_code == 0, done.output
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["#", "sh", "#", "cypher-shell"]
    assert kg("build", given, "--corpus", tmp_path / "kg.corpus", "--store", tmp_path / "kg.db").exit_code == 0
    assert kg("export", "neo4j-admin", "-o", tmp_path / "stored", "--store", tmp_path / "kg.db").exit_code == 0
    assert _contents(tmp_path / "direct") == _contents(tmp_path / "stored")


def test_building_goes_on_after_the_import(tmp_path: Path, all_articles: Path, undisturbed: Graph) -> None:
    if not (shutil.which("java") and shutil.which("mvn")):
        pytest.skip("neo4j-admin needs Java 17 or 21 and Maven")
    first = lines(tmp_path / "first.jsonl", TOLD[: len(TOLD) // 3])
    assert kg("build", first, "--no-load", "--corpus", tmp_path / "kg.corpus").exit_code == 0
    assert kg("export", "neo4j-admin", tmp_path / "kg.corpus", "-o", tmp_path / "files").exit_code == 0
    home = tmp_path / "neo4j"
    real_neo4j.bulk_import(home, tmp_path / "files")
    with real_neo4j.from_java(home) as bolt:
        address = f"bolt://neo4j:{real_neo4j.PASSWORD}@127.0.0.1:{bolt}/neo4j"
        real_neo4j.run_file(address, tmp_path / "files" / neo4j_admin.AFTER)
        into = ("--corpus", tmp_path / "kg.corpus", "--store", address, "--json")
        again = json.loads(kg("build", first, *into).stdout)
        assert (again["loaded"], again["replaced"]) == (0, 0)
        assert again["unchanged"] > 0
        more = json.loads(kg("build", all_articles, *into).stdout)
        assert more["loaded"] > 0
        with open_store(address) as server:
            assert dump(server) == undisturbed
            assert list(differences(server)) == []
