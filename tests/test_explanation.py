"""`kg explain`: from the id of an event to everything that is known of its coding."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from shared import MEETING, kg

from kg.explanation import as_text, explanation
from kg.model import Article, ArticleRecord, Event
from kg.pipeline import Coder
from kg.records import write_lines

HERE = Path("kg.records.jsonl")


@pytest.fixture(scope="module")
def record(coder: Coder) -> ArticleRecord:
    article = Article(id="tehran", text=MEETING, published="2017-09-06", title="Talks\x1b[2J in Tehran")
    (found,) = coder.code([article])
    return found


@pytest.fixture(scope="module")
def event(record: ArticleRecord) -> Event:
    return record.events[0]


@pytest.fixture
def records(tmp_path: Path, record: ArticleRecord, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KG_CORPUS", raising=False)
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "kg.records.jsonl"
    write_lines(path, [msgspec.json.encode(record)])
    return path


def test_what_is_told(record: ArticleRecord, event: Event) -> None:
    told = explanation(record, event, 2, HERE)
    assert (told.event, told.article, told.published) == (event.id, "tehran", "2017-09-06")
    assert told.type == "CONSULT/meet"
    assert told.code.startswith(f"CAMEO {event.cameo} (")
    for slot in ("[trigger ", "[source ", "[target ", "[place Tehran]", "[date "):
        assert slot in told.sentence
    assert {(a.slot, a.name) for a in told.actors} == {("source", "Ali Shamkhani"), ("target", "Alexander Lavrentiev")}
    assert all(a.basis for a in told.actors)
    assert told.date.startswith("2017-09-05 to 2017-09-05 (relative): ")
    assert told.date.endswith(event.why["date"])
    assert told.place.startswith("Tehran (GeoNames 112931): ")
    assert {"trigger", "type", "modality", "source", "target"} <= set(told.scores)
    assert len(told.nearest) == 2


def test_an_event_of_which_little_is_known(record: ArticleRecord, event: Event) -> None:
    bare = msgspec.structs.replace(event, date=None, place=None, target=(), mode=None, speaker=event.source[0])
    told = explanation(record, bare, 0, HERE)
    assert (told.type, told.nearest) == ("CONSULT", ())
    assert told.date.startswith("none: ")
    assert told.place.startswith("none: ")
    assert [a.slot for a in told.actors] == ["source", "speaker"]
    ongoing = msgspec.structs.replace(event.date, end=None)
    assert explanation(record, msgspec.structs.replace(event, date=ongoing), 0, HERE).date.startswith(
        "2017-09-05 to now ("
    )


def test_text_for_a_terminal_is_harmless(record: ArticleRecord, event: Event) -> None:
    text = as_text(explanation(record, event, 1, HERE))
    assert "\x1b" not in text
    names = [line.split()[0] for line in text.splitlines()]
    assert names == [
        "event", "headline", "type", "rule", "modality", "confidence", "sentence", "source", "target", "date", "place",
        "scores", "nearest", "mend",
    ]  # fmt: skip


def test_the_command(records: Path, event: Event) -> None:
    shown = kg("explain", event.id, "--records", records.name)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert f"event       {event.id} in tehran" in shown.stdout
    assert shown.stdout.count("\nnearest") == 3
    assert shown.stdout.splitlines()[-1].startswith(f"mend        kg teach --event {event.id} kg.records.jsonl prints")
    assert kg("explain", event.id[:6], "--records", records, "--examples", 1).stdout.count("\nnearest") == 1
    told = json.loads(kg("explain", event.id, "--records", records, "--json", "--examples", 0).stdout)
    assert (told["event"], told["sentence"].count("[trigger ")) == (event.id, 1)


def refused(*words: object) -> str:
    result = kg("explain", *words)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    return result.stderr


def test_an_event_that_is_not_there(records: Path) -> None:
    assert refused("ffffffffffff", "--records", records.name).startswith(
        f"kg: no event in {records.name} whose id begins with 'ffffffffffff'"
    )
    assert "\x1b" not in refused("\x1b[2J", "--records", records)


def test_a_beginning_that_several_events_have(records: Path, record: ArticleRecord, event: Event) -> None:
    second = msgspec.structs.replace(event, id=event.id[:-1] + "x")
    twice = msgspec.structs.replace(record, events=(event, second))
    write_lines(records, [msgspec.json.encode(twice), b"broken", msgspec.json.encode(record)])
    assert refused(event.id[:5], "--records", records).startswith("kg: 2 events in ")
    assert kg("explain", event.id, "--records", records, "--examples", 0).exit_code == 0


@pytest.mark.usefixtures("records")
def test_without_records() -> None:
    assert "there are no event records at kg.corpus" in refused("abc")
    assert "cannot read ." in refused("abc", "--records", ".")
