"""Hostile and broken files are set aside, the run goes on, and nothing asks another machine for anything."""

from __future__ import annotations

import gzip
import os
import random
import resource
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hostile import accounted
from hostile_files import BODY, PAGE, damaged, escapes, feed, lies, loops, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.model import Article, Problem
from kg.text.readers import Limits, read_articles
from kg.text.readers.columns import parse_columns

SMALL = Limits(free=2_000_000, ratio=50, page=1_000_000, file=2_000_000, seconds=5)


def write(folder: Path, made: object) -> dict[Path, int | None]:
    files: dict[Path, int | None] = {}
    for name, raw, holds in made:  # type: ignore[attr-defined]
        (folder / name).write_bytes(raw)
        files[folder / name] = holds
    return files


@pytest.mark.parametrize("attack", [escapes, loops, lies])
def test_attacks_are_accounted_for(tmp_path: Path, attack: object) -> None:
    wrong, counts, _ = accounted(write(tmp_path, attack()), Limits(seconds=10))  # type: ignore[operator]
    assert wrong == []
    assert counts["ARTICLES"]
    assert not Path("/tmp/escaped.txt").exists()


def test_damaged_files_are_accounted_for(tmp_path: Path) -> None:
    choose = random.Random(5)
    files = write(tmp_path, ((f"{n}-{name}", raw, holds) for n in range(120) for name, raw, holds in [damaged(choose)]))
    wrong, counts, _ = accounted(files, Limits(seconds=10))
    assert wrong == []
    assert counts["ARTICLES"] > 20


def test_files_are_the_same_for_the_same_seed() -> None:
    assert [damaged(random.Random(3)) for _ in range(2)] == [damaged(random.Random(3))] * 2


def test_a_bomb_is_set_aside_before_it_takes_memory(tmp_path: Path) -> None:
    zeros = bytes(30_000_000)
    made = {
        "a.zip": zipped(("a.html", b"<html>" + zeros), ("b.txt", BODY.encode())),
        "b.txt.gz": gzip.compress(zeros),
        "c.zip": zipped(*((f"{n}.zip", zipped(("a.txt", zeros))) for n in range(3))),
        "d.txt": BODY.encode(),
    }
    for name, raw in made.items():
        (tmp_path / name).write_bytes(raw)
    items = list(read_articles([tmp_path], limits=SMALL))
    assert [item.id for item in items if isinstance(item, Article)][-1] == "d"
    reasons = {Path(i.file.partition("!")[0]).name: i.reason for i in items if isinstance(i, Problem) and i.set_aside}
    assert reasons["b.txt.gz"].startswith(("larger than 2 MB", "expands to more than"))
    assert "far more than articles do" in reasons["c.zip"]
    assert "a.zip" in reasons


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.json", b"[" * 500_000, "nested more than 1,000 levels deep, so no articles"),
        ("a.json", b'[{"text":' * 500_000, "nested more than 1,000 levels deep, so no articles"),
        ("a.json", b'[{"id": "a", "text": "' + b"a" * 5_000_000, "an object of more than 2 MB, so hardly one article"),
        ("a.tsv", b"text\n" + b"\t" * 1_000_000, "a table without rows"),
    ],
)
def test_what_nobody_would_write_is_set_aside(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(raw)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    problems = list(read_articles([tmp_path / name], limits=SMALL))
    assert [problem.reason for problem in problems if isinstance(problem, Problem)] == [reason]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    inner = zipped(("a.txt", BODY.encode()))
    for depth in range(5):
        inner = zipped((f"{depth}.zip", inner))
    (tmp_path / "a.zip").write_bytes(inner)
    (problem,) = read_articles([tmp_path / "a.zip"], limits=SMALL)
    assert isinstance(problem, Problem)
    assert problem.reason == "nested more than 3 archives deep"
    assert problem.file == f"{tmp_path}/a.zip!4.zip!3.zip!2.zip"


def test_a_page_that_takes_too_long_is_set_aside_and_the_next_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + "<a href=x>link</a> <p>2020-01-01 " * 150_000)
    (tmp_path / "b.html").write_text(PAGE)
    begin = time.monotonic()
    slow, good = read_articles([tmp_path], limits=Limits(seconds=0.5))
    assert isinstance(slow, Problem)
    assert slow.reason == "took longer than 0.5 seconds to read"
    assert isinstance(good, Article)
    assert good.text == BODY
    assert time.monotonic() - begin < 100


def test_a_process_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One that takes no processor time either, which no timer of the kernel sees."""
    monkeypatch.setattr("kg.text.readers.process._START", "import time; time.sleep(1_000)")
    monkeypatch.setattr("kg.text.readers.process._LOADING", 0.5)
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(BODY)
    slow, *_, good = read_articles([tmp_path], limits=Limits(seconds=0.1))
    assert isinstance(slow, Problem)
    assert slow.reason == "took longer than 0.1 seconds to read"
    assert isinstance(good, Article)


def test_a_process_that_crashes_costs_one_article(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.text.readers.process._START", "import os; os.abort()")
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(BODY)
    lost, *_, good = read_articles([tmp_path], limits=SMALL)
    assert isinstance(lost, Problem)
    assert lost.reason in ("the process that read it crashed (signal 6)", "the process that reads it cannot be started")
    assert isinstance(good, Article)


def test_the_process_ends_when_nobody_reads_on(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE)
    begun = read_articles([tmp_path], limits=SMALL)
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    running = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True)
    assert "kg.text.readers.worker" not in running.stdout


def test_nothing_asks_another_machine(tmp_path: Path) -> None:
    """A server that every page and feed names hears nothing."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        place = f"http://127.0.0.1:{server.getsockname()[1]}"

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                heard.append(connection)

        done = threading.Event()
        thread = threading.Thread(target=listen)
        thread.start()
        about = f'<base href="{place}/"><link rel="canonical" href="{place}/a"><link rel="stylesheet" href="a.css">'
        (tmp_path / "a.html").write_text(
            PAGE.replace("<nav>", f'{about}<img src="b.png"><iframe src="c"></iframe><nav>')
        )
        dtd = f'<!DOCTYPE rss SYSTEM "{place}/d.dtd">'.encode()
        (tmp_path / "b.rss").write_bytes(feed(BODY).replace(b"<rss", dtd + b"<rss"))
        (tmp_path / "c.rss").write_text(f"{place}/feed.rss")
        (tmp_path / "d.xml").write_text(f'<!DOCTYPE r [<!ENTITY x SYSTEM "{place}/e">]><rss>&x;</rss>')
        items = list(read_articles([tmp_path], limits=SMALL))
        done.set()
        thread.join()
    assert [item.id for item in items if isinstance(item, Article)] == ["a", "0"]
    assert heard == []


@pytest.mark.parametrize(
    "tried", ["socket.create_connection(('127.0.0.1', 9))", "subprocess.run(['true'])", "os.system('true')"]
)
def test_the_process_that_reads_may_not_call_out(tried: str) -> None:
    begin = "import os, socket, subprocess, sys; from kg.text.readers.worker import _forbid; sys.addaudithook(_forbid)"
    script = f"{begin}\n{tried}"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "PermissionError: a reader may not do this" in ended.stderr


SUFFIXES = (
    ".html",
    ".json",
    ".csv",
    ".tsv",
    ".rss",
    ".eml",
    ".mhtml",
    ".pdf",
    ".zip",
    ".gz",
    ".zst",
    ".warc",
    ".parquet",
    "",
)
STARTS = (
    b"",
    b"<html>",
    b"<rss>",
    b"[",
    b"{",
    b"WARC/1.0\r\n",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\0",
    b"a,text\n",
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=80))
def test_no_bytes_of_any_kind_stop_the_run(tmp_path: Path, start: bytes, rest: bytes) -> None:
    paths = [tmp_path / f"x{suffix}" for suffix in SUFFIXES]
    for path in paths:
        path.write_bytes(start + rest)
    wrong, _, _ = accounted(dict.fromkeys(paths), SMALL)
    assert wrong == []


def test_limits_are_named_and_sizes_have_units(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Limits.of("seconds=2.5,page=3MB, depth=1") == Limits(seconds=2.5, page=3_000_000, depth=1)
    monkeypatch.setenv("KG_LIMITS", "page=5k,ratio=9")
    assert Limits.of("page=7") == Limits(page=7, ratio=9)
    for wrong in ("pages=3", "page", "page=-1", "page=0", "seconds=soon"):
        with pytest.raises(UsageError, match="no limit"):
            Limits.of(wrong)


def test_columns_are_named() -> None:
    assert parse_columns("text=Body Text, published=date") == {"text": "Body Text", "published": "date"}
    for wrong in ("text", "body=text", "text="):
        with pytest.raises(UsageError, match="--columns"):
            parse_columns(wrong)
