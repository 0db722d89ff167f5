"""Coding by several processes: the same records, whatever happens to one of them."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest
import quick_coder
from graph_dump import Graph, dump
from shared import PROJECT, kg, lines, own_process, until

from kg.corpus.corpus import reading
from kg.graph.store import open_store

SCRIPT = Path(quick_coder.__file__)
LINES = quick_coder.LINES


def shard_bytes(folder: str) -> list[bytes]:
    return [file.read_bytes() for file in sorted(Path(folder, "records").iterdir())]


def test_two_workers_write_the_same_shards_as_one_process(all_articles: Path, undisturbed: Graph) -> None:
    assert kg("build", all_articles, "--store", "one.db", "--workers", 1).exit_code == 0
    assert kg("build", all_articles, "--store", "two.db", "--workers", 2).exit_code == 0
    assert shard_bytes("one.corpus") == shard_bytes("two.corpus")
    with open_store("two.db") as store:
        assert dump(store) == undisturbed


def test_an_article_that_ends_its_worker_is_set_aside_alone() -> None:
    articles = lines(Path("articles.jsonl"), [*LINES[:9], LINES[9] | {"text": "It dies of this."}, *LINES[10:20]])
    counts = json.loads(kg("build", articles, "--workers", 2, "--json").stdout)
    assert (counts["coded"], counts["set_aside"]) == (19, 1)
    with reading(Path("kg.corpus")) as corpus:
        (aside,) = corpus.asides.all()
        assert aside.reason == f"article {LINES[9]['id']}: a process died when it coded it"
        assert list(corpus.manifest.ids("failed")) == [LINES[9]["id"]]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_never_ends_is_set_aside_alone(workers: int) -> None:
    """It keeps a regular expression busy that lets no signal and no thread of Python in."""
    words = "It goes on, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
    articles = lines(Path("articles.jsonl"), [*LINES[:9], LINES[9] | {"text": words}, *LINES[10:20]])
    limited = ("--workers", workers, "--limits", "seconds=1", "--json")
    counts = json.loads(kg("build", articles, *limited).stdout)
    assert (counts["coded"], counts["set_aside"], counts["loaded"]) == (19, 1, 19)
    told = json.loads(kg("status", "--json").stdout)
    assert told["too_slow"] == [f"article {LINES[9]['id']}: took longer than 1 seconds to code"]
    assert f"too slow: article {LINES[9]['id']}: took longer" in kg("status").stdout
    lines(articles, LINES[:20])
    again = json.loads(kg("build", "--retry", *limited).stdout)
    assert (again["coded"], again["set_aside"]) == (1, 0)
    assert json.loads(kg("status", "--json").stdout)["too_slow"] == []


def test_this_process_codes_where_no_other_is_wanted(all_articles: Path) -> None:
    assert kg("build", all_articles, "--store", "one.db", "--workers", 1).exit_code == 0
    assert kg("build", all_articles, "--store", "none.db", "--workers", 0).exit_code == 0
    assert shard_bytes("one.corpus") == shard_bytes("none.corpus")


def test_ctrl_c_keeps_what_was_coded_and_ends_the_workers(all_articles: Path, undisturbed: Graph) -> None:
    paths = f"{PROJECT}:{PROJECT / 'tests' / 'graph'}"
    environment = {"PYTHONPATH": paths, "RECORDS_A_SECOND": "40"}
    process = own_process("build", all_articles, "--workers", 2, script=SCRIPT, env=environment, start_new_session=True)
    manifest = Path("kg.corpus/manifest.sqlite")
    until(lambda: manifest.exists() and _under_way(), process)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "kg: interrupted\n")
    told = json.loads(kg("status", "--json").stdout)
    assert (told["run"]["phase"], told["building"], told["waiting"]) == ("stopped", False, 0)
    assert told["articles"].get("coded", 0) == told["run"]["coded"]
    assert kg("build", all_articles).exit_code == 0
    with open_store("kg.db") as store:
        assert dump(store) == undisturbed


def test_a_killed_build_leaves_no_scratch_files(all_articles: Path) -> None:
    scratch = Path("scratch").resolve()
    scratch.mkdir()
    paths = f"{PROJECT}:{PROJECT / 'tests' / 'graph'}"
    environment = {"PYTHONPATH": paths, "RECORDS_A_SECOND": "40", "TMPDIR": str(scratch)}
    process = own_process("build", all_articles, "--workers", 2, script=SCRIPT, env=environment)
    manifest = Path("kg.corpus/manifest.sqlite")
    until(lambda: manifest.exists() and _under_way(), process)
    assert any(scratch.iterdir())
    process.kill()
    process.communicate(timeout=60)
    end = time.monotonic() + 30
    while any(scratch.iterdir()):
        assert time.monotonic() < end
        time.sleep(0.02)


def _under_way() -> bool:
    with reading(Path("kg.corpus")) as corpus:
        run = corpus.runs.last()
        return run is not None and run.coding_since is not None
