"""Sentences of the user: what is added, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.train.notation import read
from kg.train.teach import HEAD, Known, append, checked

MET = "{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq}."


@pytest.fixture
def known(tmp_path: Path) -> Known:
    (tmp_path / "train.txt").write_text("# mine\n\n{s1 Iran}'s envoy {e1:STATEMENT.010 left}.\n")
    (tmp_path / "test.txt").write_text('"No," {s1 Iran} {e1:STATEMENT.010 said}.\n')
    return Known([tmp_path / "train.txt", tmp_path / "missing.txt"], [tmp_path / "test.txt"])


def refused(text: str, known: Known) -> str:
    with pytest.raises(UsageError) as error:
        checked(text, known)
    return str(error.value)


def test_lines_are_taken_in_the_typography_of_the_encoder(known: Known) -> None:
    assert checked(f"# a comment\r\n\n  {MET.replace(' ', '  ')} \nIt’s  raining.\n", known) == [MET, "It's raining."]


def test_what_is_there_is_refused_with_its_place(known: Known) -> None:
    assert refused("IRAN’s envoy  {e1:STATEMENT.010 left}.", known).endswith("train.txt:3 already")
    assert "in the test set (" in refused("“No,” Iran said.", known)
    assert "test.txt:1), which is never learned" in refused("“No,” Iran said.", known)
    assert refused(f"{MET}\nIran met Iraq.", known) == "line 2: not added: it is given twice"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{s1 Iran} {e1:MEET.040 met}.", "e1:MEET.040: no event type MEET"),
        (f"{MET}\n\n{{s1 Iran met.", "line 3: s1: { without }"),
        (" \n# a comment\n", "there is no sentence"),
        ("{@1 Iran} met.", "{@…} marks an actor of an article"),
    ],
)
def test_what_is_wrong_is_said(text: str, reason: str, known: Known) -> None:
    assert refused(text, known).startswith(reason)


def test_a_file_is_made_and_grows(tmp_path: Path) -> None:
    file = tmp_path / "my" / "own.txt"
    assert append([MET], file) == 1
    assert append(["It rained.", "It snowed."], file) == 3
    assert file.read_text() == f"{HEAD}{MET}\nIt rained.\nIt snowed.\n"
    assert len(read([file])[0]) == 3


def test_a_last_line_without_its_end_stays_apart(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text("It rained.")
    assert append([MET], file) == 2
    assert file.read_text() == f"It rained.\n{MET}\n"


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"\xe9")
    for name, reason in (("latin.txt", "UTF-8"), (".", "cannot write"), ("articles/a.txt", "whole articles")):
        with pytest.raises(UsageError, match=reason):
            append([MET], tmp_path / name)
    assert (tmp_path / "latin.txt").read_bytes() == b"\xe9"
