"""The import files, imported into a real Neo4j: the graph that loading makes, roll-ups and all."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
import real_neo4j
from generate import records
from graph_dump import dump, totals
from shared import kg

from kg.errors import KgError
from kg.export import neo4j_admin
from kg.export.reading import Reader
from kg.graph.audit import differences
from kg.graph.store import open_store
from kg.model import ArticleRecord

RECORDS = tuple(records(300, actors=30))


def test_imported_graph_is_the_loaded_one(tmp_path: Path) -> None:
    if not (shutil.which("java") and shutil.which("mvn")):
        pytest.skip("neo4j-admin needs Java 17 or 21 and Maven")
    articles = [*RECORDS, *_awkward()]
    with open_store(str(tmp_path / "kg.db"), create=True) as store:
        store.load(articles)
        expected, counts = dump(store), totals(store)
    done = kg("export", "neo4j-admin", "-o", tmp_path / "files", "--store", tmp_path / "kg.db")
    assert done.exit_code == 0, done.output
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["#", "sh", "#", "cypher-shell"]
    home = tmp_path / "neo4j"
    real_neo4j.bulk_import(home, tmp_path / "files")
    address = f"bolt://neo4j:{real_neo4j.PASSWORD}@127.0.0.1"
    with real_neo4j.from_java(home) as bolt, open_store(f"{address}:{bolt}/neo4j") as server:
        server.load(articles[:1])  # before the last step, too, it is a graph to load into
        real_neo4j.run_file(f"{address}:{bolt}", tmp_path / "files" / neo4j_admin.AFTER)
        assert dump(server) == expected
        assert totals(server) == counts
        assert list(differences(server)) == []
        assert server.load(articles).unchanged == len(articles)


def _awkward() -> list[ArticleRecord]:
    """Titles that a CSV may lose: empty, quotes, line breaks, delimiters, what reads as a number."""
    titles = ('""', '"', 'a\r\nb\rc\n\n"d",e', "; ; \x1f", " a ", "\\", "1e5", "é\U0001f600\ufeff", ",", "null")
    return [
        msgspec.structs.replace(record, id=f"awkward {title}", title=title, url=title, source=title, digest=f"{number}")
        for number, (record, title) in enumerate(zip(records(100, seed=7), titles, strict=False))
    ]


def test_names_that_hold_a_delimiter(tmp_path: Path) -> None:
    names = ["a\x1fb", "a\x1eb;", "the longest of the names is no alias"]
    articles = [_named(record, names) for record in records(20, seed=3)]
    with open_store(str(tmp_path / "kg.db"), create=True) as store:
        store.load(articles)
        neo4j_admin.write(Reader(store), tmp_path)
        assert "--array-delimiter=U+001D " in (tmp_path / neo4j_admin.SCRIPT).read_text("utf-8")
        with pytest.MonkeyPatch.context() as patch, pytest.raises(KgError, match="every character"):
            patch.setattr(neo4j_admin, "DELIMITERS", ("\x1f",))
            neo4j_admin.write(Reader(store), tmp_path)


def _named(record: ArticleRecord, names: list[str]) -> ArticleRecord:
    """All actors are one, with these names."""

    def mention(number: int, given: object) -> object:
        assert hasattr(given, "actor")
        return msgspec.structs.replace(
            given, actor=msgspec.structs.replace(given.actor, id="actor:a", name=names[number % len(names)])
        )

    events = tuple(
        msgspec.structs.replace(event, source=tuple(mention(number, each) for each in event.source), target=())
        for number, event in enumerate(record.events)
    )
    return msgspec.structs.replace(record, events=events)
