"""`kg teach` and what `kg train` reads."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from shared import kg

from kg import settings
from kg.cli_train import _all_of_ours
from kg.errors import UsageError
from kg.model import Actor, ArticleRecord, Event, Mention, Span
from kg.records import write_lines
from kg.settings import train_file

MET = "{s1 The vizier of Nowhere} {e1:CONSULT.040 met} {t1 an envoy}."
IRAN = Mention(text="Iran", start=0, end=4, actor=Actor(id="a", name="Iran", kind="state"))
SPOKE = Event(
    id="0c1d2e3f4a5b", sentence=Span(text="Iran spoke\x1b.", start=0, end=12), type="STATEMENT", cameo="010", quad=1,
    trigger=Span(text="spoke", start=5, end=10), mode=None, source=(IRAN,), target=(), date=None, place=None,
    modality="denied", speaker=None, confidence=1.0, rule="test",
)  # fmt: skip


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("KG_STORE", "KG_RECORDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_TRAIN_FILE", str(tmp_path / "own.txt"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "own.txt"


def refused(*words: object, stdin: bytes | None = None) -> str:
    result = kg("teach", *words, stdin=stdin)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    return result.stderr


def test_a_sentence_is_taught(own: Path) -> None:
    taught = kg("teach", MET)
    assert (taught.exit_code, taught.stdout) == (0, "")
    assert taught.stderr.splitlines()[0] == f"kg: added 1 sentence to {own}, which holds 1"
    assert taught.stderr.splitlines()[1].startswith("kg: next: kg train learns from it")
    assert own.read_text().endswith(f"\n{MET}\n")
    assert refused(MET) == f"kg: not added: it is in {own}:2 already\n"
    assert own in _all_of_ours()


def test_lines_of_standard_input_and_a_file_of_its_own(own: Path, tmp_path: Path) -> None:
    taught = kg("teach", "-", "--file", tmp_path / "b.txt", "--json", stdin=f"{MET}\nIt rained in Nowhere.\n".encode())
    assert json.loads(taught.stdout) == {"file": str(tmp_path / "b.txt"), "added": 2, "sentences": 2}
    assert f"KG_TRAIN_FILE={tmp_path / 'b.txt'} kg train" in taught.stderr
    assert not own.exists()


def test_what_the_linter_doubts_is_said(own: Path) -> None:
    taught = kg("teach", "{s1 The vizier,} {e1:CONSULT.040 met} {t1 an envoy}.")
    assert taught.exit_code == 0
    assert taught.stderr.startswith("kg: look again: punctuation at the edge of 'The vizier,'\n")
    assert own.exists()


def test_nothing_is_added_if_a_line_is_wrong(own: Path) -> None:
    assert refused("-", stdin=f"{MET}\n{{s1 Iran\x1b met.\n".encode()) == "kg: line 2: s1: { without }\n"
    assert refused("-", stdin=b"\xe9").startswith("kg: standard input is no text")
    assert refused().startswith("kg: give a marked sentence")
    assert not own.exists()


def test_what_the_test_set_holds_is_refused(own: Path) -> None:
    file = settings.data("gold", "test", "agree-consult.txt")
    sentence = next(line for line in file.read_text().splitlines() if line and line[0] != "#")
    assert f"{file}:" in refused(sentence)
    assert not own.exists()


def test_an_event_as_it_was_coded(tmp_path: Path) -> None:
    records = tmp_path / "kg.records.jsonl"
    record = ArticleRecord(id="a", published=None, events=(SPOKE,))
    write_lines(records, [msgspec.json.encode(record)])
    expected = "{s1 Iran} {e1:STATEMENT.010:denied spoke} ."
    assert kg("teach", "--event", "0c1d", records).stdout == expected + "\n"
    shown = kg("teach", "--event", "0c1d", records, "--json")
    assert json.loads(shown.stdout) == {"event": "0c1d", "sentence": expected}
    assert "no event in" in refused("--event", "ff", records)
    assert "no event records at none.jsonl" in refused("--event", "ff", "none.jsonl")


def test_where_the_users_sentences_are(monkeypatch: pytest.MonkeyPatch, own: Path, tmp_path: Path) -> None:
    assert train_file() == own
    assert own not in _all_of_ours()
    monkeypatch.delenv("KG_TRAIN_FILE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert train_file() == tmp_path / "kg" / "marked.txt"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert train_file() == tmp_path / ".local" / "share" / "kg" / "marked.txt"


def test_without_the_projects_sentences_nothing_is_trained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "data", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(UsageError, match="name FILES"):
        _all_of_ours()
