from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from generate import records as generated
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError, UsageError
from kg.model import Article, ArticleRecord, Problem
from kg.records import Journal, code_missing, read_records, write_lines

RECORDS = tuple(generated(30))
LINES = [msgspec.json.encode(record) + b"\n" for record in RECORDS]


def journal_of(path: Path, content: bytes) -> dict[str, str]:
    path.write_bytes(content)
    with Journal(path) as journal:
        return journal.digests


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    write_lines(path, map(msgspec.json.encode, RECORDS))
    assert tuple(read_records([path])) == RECORDS
    assert path.read_bytes() == b"".join(LINES)


def test_a_line_that_is_no_record_is_said_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    bad = [b"{}\n", b"\xff\xfe\n", b"\n", b'{"id": "a", "published": "2017-02-30"}\n', b'{"id": "a"\n', b"[1]\n"]
    path.write_bytes(LINES[0] + b"".join(bad) + LINES[1].rstrip(b"\n"))
    found = list(read_records([path]))
    assert [r for r in found if isinstance(r, ArticleRecord)] == list(RECORDS[:2])
    problems = [p for p in found if isinstance(p, Problem)]
    assert [p.line for p in problems] == [2, 3, 5, 6, 7]
    assert all(p.file == str(path) and p.reason.startswith("no event record: ") and p.set_aside for p in problems)


def test_an_event_on_a_day_of_no_calendar_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    record = next(r for r in RECORDS if any(e.date and e.date.end for e in r.events))
    raw = msgspec.to_builtins(record)
    next(e for e in raw["events"] if e["date"] and e["date"]["end"])["date"]["end"] = "2017-13-01"
    path.write_bytes(msgspec.json.encode(raw))
    (problem,) = read_records([path])
    assert isinstance(problem, Problem)
    assert problem.line == 1


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(UsageError, match="cannot read"):
            list(read_records([path]))


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, sum(map(len, LINES))))
def test_a_journal_cut_anywhere_keeps_its_whole_lines(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("journal") / "a.jsonl"
    whole = b"".join(LINES)[:cut].count(b"\n")
    assert journal_of(path, b"".join(LINES)[:cut]) == {r.id: r.digest for r in RECORDS[:whole]}
    assert path.read_bytes() == b"".join(LINES[:whole])
    with Journal(path) as journal:
        for record in RECORDS[whole:]:
            journal.add(record)
        assert tuple(journal.records(r.id for r in RECORDS)) == RECORDS
    assert path.read_bytes() == b"".join(LINES)


def test_a_damaged_line_in_the_middle_is_passed_over(tmp_path: Path) -> None:
    content = LINES[0] + b"\0\0\0 garbage\n" + LINES[1]
    assert set(journal_of(tmp_path / "a.jsonl", content)) == {RECORDS[0].id, RECORDS[1].id}


def test_a_replaced_record_leaves_the_journal_when_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    new = msgspec.structs.replace(RECORDS[0], digest="new", events=())
    with Journal(path) as journal:
        for record in (*RECORDS[:2], new):
            journal.add(record)
        assert journal.superseded == 1
        assert next(journal.records([new.id])) == new
    assert list(read_records([path])) == [RECORDS[1], new]


def test_an_error_keeps_the_journal_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with pytest.raises(ZeroDivisionError), Journal(path) as journal:
        journal.add(RECORDS[0])
        journal.add(msgspec.structs.replace(RECORDS[0], digest="new"))
        raise ZeroDivisionError
    assert len(path.read_bytes().splitlines()) == 2


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.jsonl"
    write_lines(path, [b"1"])

    def breaking() -> list[bytes]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_lines(path, (line for one in ("2", "3") for line in (one.encode(), *(breaking() if one == "3" else ()))))
    assert path.read_bytes() == b"1\n"
    assert [file.name for file in path.parent.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize("target", ["/dev/null", "/"])
def test_devices_and_folders_are_no_place_for_records(target: str) -> None:
    before = Path(target).stat().st_mode
    with pytest.raises(UsageError, match="it is a folder or a device"):
        write_lines(Path(target), [b"1"])
    with pytest.raises(UsageError, match="it is a folder or a device"):
        Journal(Path(target))
    assert Path(target).stat().st_mode == before


def test_standard_output_is_no_place_for_records() -> None:
    with pytest.raises(UsageError, match="name a file"):
        write_lines(Path("-"), [b"1"])


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for attempt in (lambda p: write_lines(p, [b"1"]), Journal):
        with pytest.raises(KgError, match="cannot write") as caught:
            attempt(tmp_path / "file" / "a.jsonl")
        assert caught.value.exit_code == 1


def test_only_what_is_missing_or_changed_is_coded(tmp_path: Path) -> None:
    articles = [Article(id=str(i), text=f"Text {i}.") for i in range(4)]
    problem = Problem(file="a", line=1, reason="no text")
    coded: list[str] = []
    told: list[Problem] = []

    def code(missing: object) -> object:
        for article in missing:  # type: ignore[attr-defined]
            coded.append(article.id)
            yield ArticleRecord(id=article.id, published=None, digest=article.text)

    def run(given: list[Article | Problem]) -> list[str]:
        with Journal(tmp_path / "a.jsonl") as journal:
            return code_missing(given, journal, lambda a: a.text, code, told.append, lambda _: None)  # type: ignore[arg-type]

    assert run([articles[0], problem, articles[1]]) == ["0", "1"]
    assert run([articles[2], articles[1], msgspec.structs.replace(articles[0], text="other")]) == ["2", "1", "0"]
    assert (coded, told) == (["0", "1", "2", "0"], [problem])
