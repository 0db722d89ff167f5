"""What is wrong with an input is said in one line and counted, and the rest goes on."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import quick_coder
from generate import HOSTILE
from generate import records as generated
from shared import ARTICLES, MEETING, PROJECT, kg, lines, own_process, rows
from typer.testing import Result

from kg.model import ArticleRecord
from kg.records import read_records, write_lines

LATER = (datetime.now(UTC).date() + timedelta(days=90)).isoformat()
RUSSIAN = "Секретарь Совета безопасности Ирана встретился во вторник в Тегеране с российским посланником."
GRAPHS = str(PROJECT / "tests" / "graph")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.delenv("KG_RECORDS", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with everything that can be wrong, and three articles that are right."""
    path = tmp_path / "articles"
    path.mkdir()
    (path / "empty.txt").touch()
    (path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (path / "lost.txt").symlink_to(tmp_path / "nowhere")
    (path / "unreadable.txt").symlink_to("/proc/self/mem")
    (path / "good-2017-09-06.txt").write_text(MEETING)
    lines(
        path / "many.jsonl",
        [
            {"id": "first", "text": MEETING, "published": "2017-09-06"},
            b'{"id": "broken", "text": "Iran',
            {"id": "no text", "published": "2017-09-06"},
            {"id": "null", "text": f"Null\0 bytes. {MEETING}", "published": "2017-09-06"},
            b'{"id": "surrogate", "text": "\\ud800 ' + MEETING.encode() + b'", "published": "2017-09-06"}',
            {"id": "no date", "text": MEETING},
            {"id": "future", "text": MEETING, "published": LATER},
            {"id": "first", "text": "Another text of the same id.", "published": "2017-09-06"},
            {"id": "russian", "text": RUSSIAN, "published": "2017-09-06"},
            {"id": "blank", "text": " \n", "published": "2017-09-06"},
        ],
    )
    return path


EXPECTED = {
    "empty.txt: ": "set aside",
    "binary.txt: ": "set aside",
    "lost.txt: ": "set aside",
    "unreadable.txt: ": "set aside",
    "many.jsonl:2: ": "set aside",
    "many.jsonl:3: ": "set aside",
    "many.jsonl:4: ": "warning",
    "many.jsonl:5: ": "warning",
    "many.jsonl:6: ": "warning",
    "many.jsonl:7: ": "warning",
    "many.jsonl:8: ": "set aside",
    "many.jsonl:9: ": "set aside",
    "many.jsonl:10: ": "set aside",
}
READABLE = ["good-2017-09-06", "first", "null", "surrogate", "no date", "future"]


def check(result: Result, articles: Path) -> dict[str, int]:
    """Each problem has its own line with file and number, and the summary counts them."""
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    for where, how in EXPECTED.items():
        (line,) = [line for line in told if f"{articles}/{where}" in line]
        assert line.startswith(f"kg: {how}: {articles}/{where}")
        assert len(line) < 300
    assert len(told) == len(EXPECTED)
    counts: dict[str, int] = json.loads(result.stdout)
    assert counts["set_aside"] == list(EXPECTED.values()).count("set aside")
    assert counts["warnings"] == list(EXPECTED.values()).count("warning")
    assert counts["articles"] == counts["coded"] == len(READABLE)
    return counts


@pytest.mark.usefixtures("loaded_once")
def test_extract(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    counts = check(kg("extract", folder, "-o", output, "--json"), folder)
    records = [r for r in read_records([output]) if isinstance(r, ArticleRecord)]
    assert sorted(r.id for r in records) == sorted(READABLE)
    assert counts["events"] == sum(len(r.events) for r in records) >= len(READABLE)
    by_id = {r.id: r for r in records}
    assert all(event.date is None for event in by_id["no date"].events)
    assert by_id["null"].events[0].sentence.start == len("Null\0 bytes. ")
    assert by_id["surrogate"].events[0].trigger.text == by_id["first"].events[0].trigger.text


@pytest.mark.usefixtures("loaded_once")
def test_build(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "kg.db"
    check(kg("build", folder, "--store", store, "--json"), folder)
    assert sorted(rows(store, "MATCH (a:Article) RETURN a.id AS id")) == sorted((key,) for key in READABLE)
    met = "MATCH (:Actor {name: $a})-[:SOURCE_OF]->(e:Event)-[:TARGET]->(:Actor {name: $b}) RETURN count(e) AS n"
    assert rows(store, met, a="Ali Shamkhani", b="Alexander Lavrentiev")[0][0] >= 1


@pytest.mark.parametrize("command", [("build", "--store", "kg.db"), ("extract", "-o", "records.jsonl")])
def test_a_folder_without_articles(
    command: tuple[str, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli_coding._coder", quick_coder.QuickCoder)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "none").mkdir()
    for path, reason in (("none", "a folder without articles"), ("missing", "there is no such file or folder")):
        result = kg(command[0], path, *command[1:])
        told = result.stderr.splitlines()
        assert result.exit_code == 1
        assert told[0].startswith(f"kg: set aside: {path}: {reason}")
        assert "1 set aside" in told[1]


def test_json_lines_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli_coding._coder", quick_coder.QuickCoder)
    given = b"\n".join([json.dumps(quick_coder.LINES[0]).encode(), b"{", b""])
    result = kg("extract", "-", "-o", tmp_path / "records.jsonl", "--json", stdin=given)
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: set aside: <stdin>:2: not JSON")
    assert json.loads(result.stdout)["articles"] == 1


@pytest.mark.usefixtures("loaded_once")
def test_a_very_long_line(tmp_path: Path) -> None:
    """Many characters without a paragraph or line end: the time stays in proportion."""
    sentence = "Officials of Iran and Russia spoke again in Tehran about trade and the harvest of the year before. "
    output = tmp_path / "records.jsonl"

    def seconds(size: int) -> float:
        text = (sentence * (size // len(sentence) + 1))[:size]
        start = time.process_time()
        path = lines(tmp_path / "long.jsonl", [{"id": "a", "text": text, "published": "2017-09-06"}])
        assert kg("extract", path, "-o", output, "--layers", "times,places").exit_code == 0
        (record,) = read_records([output])
        assert isinstance(record, ArticleRecord)
        assert all(text[p.start : p.end] == p.text for p in record.places)
        return time.process_time() - start

    seconds(10_000)
    assert seconds(160_000) < 12 * seconds(40_000)


# disks that are full


def small_files(limit: int) -> object:
    """No file may grow beyond `limit` bytes: the nearest thing to a full disk that needs no rights."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def test_a_full_disk_under_the_records(tmp_path: Path) -> None:
    articles = lines(tmp_path / "articles.jsonl", quick_coder.LINES)
    words = ("extract", articles, "-o", tmp_path / "kg.records.jsonl")
    script = Path(quick_coder.__file__)
    environment = {"PYTHONPATH": f"{PROJECT}:{GRAPHS}"}
    process = own_process(*words, script=script, env=environment, preexec_fn=small_files(60_000))
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.count("\n") == 1
    written = tmp_path / "kg.records.jsonl.part"
    assert said.startswith(f"kg: cannot write {written}: File too large; what was done before is kept, run again")
    again = own_process(*words, "--json", script=script, env=environment)
    counts = json.loads(again.communicate()[0])
    assert 0 < counts["coded"] < counts["articles"] == len(quick_coder.LINES)


def test_a_full_disk_under_the_embedded_store(tmp_path: Path) -> None:
    path, store = tmp_path / "records.jsonl", tmp_path / "kg.db"
    write_lines(path, map(msgspec.json.encode, generated(400)))
    process = own_process("load", path, "--store", store, preexec_fn=small_files(100_000))
    _, said = process.communicate()
    assert (process.returncode, said.count("\n")) == (3, 1)
    assert said.startswith(f"kg: {store}: ")
    assert kg("load", path, "--store", store).exit_code == 0
    assert rows(store, "MATCH (e:Event) RETURN count(e) AS n") == [
        (len({e.id for r in generated(400) for e in r.events}),)
    ]


def test_a_full_disk_under_standard_output() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", "from kg.cli import app; app()", "schema"],
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (1, "kg: No space left on device\n")


# records that are broken, and hostile ones


def test_broken_records_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    good = [msgspec.json.encode(record) for record in generated(12)]
    path.write_bytes(b"\n".join([good[0], b"{}", b'{"id": "a", "published": "2017-02-30"}', good[1][:40], good[1]]))
    result = kg("load", path, "--store", tmp_path / "kg.db", "--json")
    assert result.exit_code == 1
    assert [line.split(": ")[1:3] for line in result.stderr.splitlines()] == [
        ["set aside", f"{path}:{number}"] for number in (2, 3, 4)
    ]
    counts = json.loads(result.stdout)
    assert (counts["loaded"], counts["set_aside"]) == (2, 3)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\0\1\2\xff"])
def test_files_without_a_record(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(content)
    result = kg("load", path, "--store", tmp_path / "kg.db", "--json")
    assert result.exit_code == (1 if content.strip() else 0)
    assert json.loads(result.stdout)["loaded"] == 0


NAMES = [name for name in (*HOSTILE, "`Actor`}) RETURN 1 //", "{{7*7}}", "$x", "'; DROP", "–[r]→") if "\0" not in name]


@pytest.mark.usefixtures("loaded_once")
def test_hostile_titles_and_ids_go_through_build_and_reports(tmp_path: Path) -> None:
    store = tmp_path / "kg.db"
    articles = [
        {"id": f"{number} {name}", "text": MEETING, "title": name, "url": name, "source": name}
        for number, name in enumerate(NAMES)
    ]
    path = lines(tmp_path / "articles.jsonl", articles)
    assert kg("build", path, "--published", "2017-09-06", "--store", store).exit_code == 0
    kept = rows(store, "MATCH (a:Article) RETURN a.id AS id, a.headline AS h, a.url AS u, a.source AS s")
    assert sorted(kept) == sorted((f"{number} {name}", name, name, name) for number, name in enumerate(NAMES))


def test_hostile_actors_go_through_load_and_reports(tmp_path: Path) -> None:
    """Names of actors, roles and places that the reports are asked for and answer with."""
    records, store = tmp_path / "records.jsonl", tmp_path / "kg.db"
    write_lines(records, map(msgspec.json.encode, generated(300, actors=len(HOSTILE))))
    assert kg("load", records, "--store", store).exit_code == 0
    reports = json.loads(kg("report", "list", "--json").stdout)
    for report in reports:
        strings = [p["name"] for p in report["parameters"] if p["type"] == "string"]
        for name in HOSTILE[:5]:
            given = [word for key in strings for word in ("-p", f"{key}={name}")]
            result = kg("report", "run", report["name"], *given, "--store", store, "--json")
            assert result.exit_code == 0, (report["name"], name, result.stderr)
            json.loads(result.stdout)
    assert rows(store, "MATCH (a:Article) RETURN count(a) AS n")[0][0] == len(list(generated(300)))


def test_the_samples_are_without_a_problem() -> None:
    from kg.model import Problem
    from kg.text.readers import read_articles

    assert not [item for item in read_articles([ARTICLES]) if isinstance(item, Problem)]
