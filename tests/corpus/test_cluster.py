"""Coding by Ray: the same records, whatever happens to an actor. Each start of a cluster costs some 25 CPU seconds, so
there are few, with one story each."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import lethal_coder
import pytest
import quick_coder
from lethal_coder import LethalCoder
from shared import PROJECT, kg, lines, own_process, until

from kg.corpus.corpus import reading
from kg.model import ArticleRecord

LINES = quick_coder.LINES[:24]
LONE = ("--no-load", "--corpus")
SCRIPT = Path(lethal_coder.__file__)
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="pip install 'kg[ray]'")


@pytest.fixture(autouse=True)
def _lethal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The coder that kills, with batches of a few articles, so that each actor gets several."""
    monkeypatch.setattr("kg.cli_coding._coder", LethalCoder)
    monkeypatch.setattr("kg.corpus.coding.ARTICLES", lethal_coder.ARTICLES)
    monkeypatch.setenv("KILLED", str(tmp_path / "killed"))


def with_texts(texts: dict[int, str]) -> Path:
    told = [line | {"text": texts.get(at, line["text"])} for at, line in enumerate(LINES)]
    return lines(Path("articles.jsonl"), told)


def shard_bytes(folder: str) -> list[bytes]:
    return [file.read_bytes() for file in sorted(Path(folder, "records").iterdir())]


def set_aside(folder: str) -> list[tuple[str, str]]:
    with reading(Path(folder)) as corpus:
        return [(one.file, one.reason) for one in corpus.asides.all()]


@needs_ray
def test_an_actor_is_lost_and_an_article_ends_its_worker() -> None:
    """Two actors write what one process writes."""
    articles = with_texts({9: "It kills once.", 13: "It dies of this."})
    counts = json.loads(kg("build", articles, *LONE, "ray", "--ray", "local", "--workers", 2, "--json").stdout)
    assert (counts["coded"], counts["set_aside"]) == (len(LINES) - 1, 1)
    assert Path("killed").exists(), "no actor was lost"
    assert os.environ.get("RAY_USAGE_STATS_ENABLED") == "0"
    kg("build", articles, *LONE, "one", "--workers", 1)
    assert shard_bytes("one") == shard_bytes("ray")
    assert set_aside("one") == set_aside("ray")


@needs_ray
def test_an_article_that_ends_each_actor_is_set_aside_alone() -> None:
    articles = lines(Path("articles.jsonl"), [LINES[0] | {"text": "It kills."}])
    result = kg("build", articles, *LONE, "ray", "--ray", "local", "--workers", 1, "--json")
    assert result.exit_code == 1, result.stderr
    assert json.loads(result.stdout)["set_aside"] == 1
    ((_, reason),) = set_aside("ray")
    assert "3 actors of the cluster ended when they coded it" in reason


@needs_ray
def test_ctrl_c_keeps_what_was_coded_and_leaves_no_process() -> None:
    """As a terminal sends it: to every process that was started."""
    articles = with_texts({})
    environment = {"PYTHONPATH": os.pathsep.join([str(PROJECT), *sys.path]), "RECORDS_A_SECOND": "4"}
    build = ("build", articles, *LONE, "ray", "--ray", "local", "--workers", 1)
    process = own_process(*build, script=SCRIPT, env=environment, start_new_session=True)
    try:
        until(lambda: Path("ray/manifest.sqlite").exists() and coded("ray") > 0, process, 300)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate()
    finally:
        process.kill()
    assert (process.returncode, "Traceback" in said) == (130, False), said
    assert 0 < coded("ray") < len(LINES)
    assert not started_here()
    assert kg("build", articles, *LONE, "ray").exit_code == 0
    assert kg("build", articles, *LONE, "one").exit_code == 0
    assert records("one") == records("ray")


def records(folder: str) -> list[ArticleRecord]:
    with reading(Path(folder)) as corpus:
        return sorted(corpus.shards.records([line["id"] for line in LINES]), key=lambda record: record.id)


def started_here() -> list[str]:
    """The processes that this test started and that have not ended, where the system tells."""
    mark = f"KILLED={os.environ['KILLED']}".encode()
    return [str(one) for one in Path("/proc").glob("[0-9]*/environ") if mark in _content(one)]


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def coded(folder: str) -> int:
    time.sleep(0.1)
    with reading(Path(folder)) as corpus:
        return corpus.manifest.totals()[0]


@needs_ray
def test_no_cluster_is_there() -> None:
    result = kg("build", with_texts({}), "--ray", "127.0.0.1:1")
    assert result.exit_code == 2
    assert "no Ray cluster at 127.0.0.1:1" in result.stderr


def test_without_ray_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    result = kg("build", with_texts({}), "--ray", "local")
    assert (result.exit_code, result.stderr) == (
        2,
        "kg: --ray needs Ray, which is not installed: pip install 'kg[ray]'\n",
    )
