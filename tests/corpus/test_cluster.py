"""Coding by Ray: the same records, whatever happens to an actor. Skipped where the extra is not installed."""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import quick_coder
from graph_dump import Graph, dump
from shared import kg, lines

from kg.corpus.corpus import reading
from kg.graph.store import open_store

LINES = quick_coder.LINES
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="pip install 'kg[ray]'")


def shard_bytes(folder: str) -> list[bytes]:
    return [file.read_bytes() for file in sorted(Path(folder, "records").iterdir())]


@needs_ray
def test_two_actors_write_the_same_shards_as_one_process(
    all_articles: Path, undisturbed: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches of a few articles, so that each actor gets several."""
    monkeypatch.setattr("kg.corpus.coding.ARTICLES", 7)
    assert kg("build", all_articles, "--store", "one.db").exit_code == 0
    assert kg("build", all_articles, "--store", "two.db", "--ray", "local", "--workers", 2).exit_code == 0
    assert shard_bytes("one.corpus") == shard_bytes("two.corpus")
    with open_store("two.db") as store:
        assert dump(store) == undisturbed
    assert os.environ.get("RAY_USAGE_STATS_ENABLED") == "0"


@needs_ray
def test_an_article_that_ends_its_worker_is_set_aside_alone() -> None:
    articles = lines(Path("articles.jsonl"), [*LINES[:9], LINES[9] | {"text": "It dies of this."}, *LINES[10:20]])
    counts = json.loads(kg("build", articles, "--ray", "local", "--workers", 1, "--json").stdout)
    assert (counts["coded"], counts["set_aside"]) == (19, 1)
    with reading(Path("kg.corpus")) as corpus:
        (aside,) = corpus.asides.all()
        assert aside.reason == f"article {LINES[9]['id']}: a process died when it coded it"


@needs_ray
def test_no_cluster_is_there() -> None:
    articles = lines(Path("articles.jsonl"), LINES[:2])
    result = kg("build", articles, "--ray", "127.0.0.1:1")
    assert result.exit_code == 2
    assert "no Ray cluster at 127.0.0.1:1" in result.stderr


def test_without_ray_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    result = kg("build", lines(Path("articles.jsonl"), LINES[:2]), "--ray", "local")
    assert (result.exit_code, result.stderr) == (
        2,
        "kg: --ray needs Ray, which is not installed: pip install 'kg[ray]'\n",
    )
