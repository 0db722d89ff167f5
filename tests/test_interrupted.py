"""A run that was stopped at any moment and started again ends as one that nothing disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import quick_coder
from graph_dump import Graph, dump
from shared import PROJECT, kg, lines, own_process, until

from kg.graph.store import open_store

SCRIPT = Path(quick_coder.__file__)
GRAPHS = str(PROJECT / "tests" / "graph")
SLOW = {"RECORDS_A_SECOND": "150"}
COUNT = len(quick_coder.LINES)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli_coding._coder", quick_coder.QuickCoder)
    monkeypatch.delenv("KG_STORE", raising=False)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lines(tmp_path_factory.mktemp("articles") / "articles.jsonl", quick_coder.LINES)


def graph(path: Path) -> Graph:
    with open_store(str(path)) as store:
        return dump(store)


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Graph]:
    folder = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.cli_coding._coder", quick_coder.QuickCoder)
        assert kg("extract", articles, "-o", folder / "records.jsonl").exit_code == 0
    assert kg("load", folder / "records.jsonl", "--store", folder / "kg.db").exit_code == 0
    return (folder / "records.jsonl").read_bytes(), graph(folder / "kg.db")


def stopped(how: signal.Signals, ready: Callable[[], bool], *words: object) -> subprocess.Popen[str]:
    """A run that got the signal as soon as `ready` held."""
    process = own_process(*words, script=SCRIPT, env=SLOW | {"PYTHONPATH": f"{PROJECT}:{GRAPHS}"})
    until(ready, process)
    process.send_signal(how)
    return process


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else -1


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("after", [1, COUNT // 2])
def test_extract(
    how: signal.Signals, after: int, articles: Path, tmp_path: Path, undisturbed: tuple[bytes, Graph]
) -> None:
    output, part = tmp_path / "records.jsonl", tmp_path / "records.jsonl.part"
    process = stopped(how, lambda: lines_of(part) >= after, "extract", articles, "-o", output)
    process.communicate()
    assert not output.exists()
    again = kg("extract", articles, "-o", output, "--json")
    assert msgspec.json.decode(again.stdout)["coded"] <= COUNT - after
    assert output.read_bytes() == undisturbed[0]
    assert [file.name for file in tmp_path.iterdir()] == ["records.jsonl"]


def test_a_journal_cut_in_a_line(articles: Path, tmp_path: Path, undisturbed: tuple[bytes, Graph]) -> None:
    whole = undisturbed[0]
    ends = [index for index, byte in enumerate(whole) if byte == ord("\n")]
    for cut in (3, ends[0], ends[0] + 1, ends[10] + 40, ends[20] - 1, len(whole) - 1):
        output, part = tmp_path / f"{cut}.jsonl", tmp_path / f"{cut}.jsonl.part"
        part.write_bytes(whole[:cut])
        assert kg("extract", articles, "-o", output).exit_code == 0
        assert output.read_bytes() == whole


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_load(how: signal.Signals, share: float, tmp_path: Path, undisturbed: tuple[bytes, Graph]) -> None:
    """Stopped at the first sign of a store, and while the rest of the records still comes in by a pipe."""
    records, store = tmp_path / "records.jsonl", tmp_path / "kg.db"
    records.write_bytes(undisturbed[0])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = own_process("load", pipe, "--store", store, script=SCRIPT, env={"PYTHONPATH": f"{PROJECT}:{GRAPHS}"})
    with pipe.open("wb", buffering=0) as writer:
        writer.write(undisturbed[0][: int(share * len(undisturbed[0]))])
        until(store.exists, process)
        process.send_signal(how)
        process.communicate()
    assert process.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
    assert kg("load", records, "--store", store).exit_code == 0
    assert graph(store) == undisturbed[1]


def test_the_real_coder_stopped_while_its_models_load(tmp_path: Path) -> None:
    process = own_process("extract", PROJECT / "data" / "articles", "-o", tmp_path / "records.jsonl")
    until((tmp_path / "records.jsonl.part").exists, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, said) == (130, "kg: interrupted\n")
