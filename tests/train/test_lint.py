"""The linter of marked text: every finding with its place, and what a file is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.settings import data
from kg.train.balance import as_text, balance
from kg.train.corpus import all_marked, marked_files
from kg.train.lint import Checked, check
from kg.train.notation import parse

LONG = "The foreign minister told reporters in {} on Thursday that he had nothing to add."
ARTICLE = "= {} 2020-01-08\n@1 Iran; state; IRN\n{}\n"


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    (tmp_path / "articles").mkdir()
    (tmp_path / "a.txt").write_text(f"{{s1 Iran,}} {{e1:CONSULT.040 met}} {{t1 Iraq}}.\n{LONG.format('Doha')}\n}}\n")
    (tmp_path / "b.txt").write_text(
        f"# nothing\n{LONG.format('Cairo')}\nA test that is long enough to be met again today.\n"
    )
    long = LONG.format("{@1 Iran}")
    (tmp_path / "articles" / "c.txt").write_text(ARTICLE.format("one", long) + ARTICLE.format("two", long))
    (tmp_path / "test.txt").write_text("A test that is long enough to be met again tomorrow.\nIt rained.\n")
    names = ["a.txt", "b.txt", "articles/c.txt"]
    return check([tmp_path / name for name in names], [tmp_path / "test.txt"])


def test_findings_have_file_line_and_reason(checked: Checked, tmp_path: Path) -> None:
    assert [(finding.file, finding.line, finding.error) for finding in checked.findings] == [
        (str(tmp_path / "a.txt"), 1, True),
        (str(tmp_path / "a.txt"), 3, True),
        (str(tmp_path / "b.txt"), 2, False),
        (str(tmp_path / "b.txt"), 3, True),
        *[(str(tmp_path / "articles" / "c.txt"), line, False) for line in (3, 3, 6, 6)],
    ]
    assert (checked.files, checked.errors, checked.warnings) == (3, 3, 5)
    assert str(checked.findings[0]) == f"{tmp_path}/a.txt:1: punctuation at the edge of 'Iran,'"
    near = checked.findings[2:4]
    assert str(near[0]).startswith(
        f"{tmp_path}/b.txt:2: warning: but for a word or two the sentence at {tmp_path}/a.txt:2"
    )
    assert f"the sentence of the test set {tmp_path}/test.txt:1 (likeness 0.83)" in near[1].reason


def test_a_test_set_is_not_compared_with_itself(tmp_path: Path) -> None:
    (tmp_path / "test.txt").write_text("It rained on all of us today.\n")
    assert check([tmp_path / "test.txt"], [tmp_path / "test.txt"]).findings == ()


def test_the_balance_counts_sentences_and_events() -> None:
    told = balance(
        parse(line)
        for line in (
            "It rained.",
            "{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} in {p1 Basra}, {v1,s2 it} {e2:STATEMENT.010:denied said}.",
            "{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} on {d1 Monday}.",
        )
    )
    assert (told.sentences, told.without_event, told.words, told.events) == (3, 1, 14, 3)
    assert told.types == {"CONSULT": 2, "STATEMENT": 1}
    assert told.modalities == {"asserted": 2, "denied": 1}
    assert told.slots == {"source": 3, "target": 2, "place": 1, "date": 1, "speaker": 1}
    text = as_text(told).splitlines()
    assert text[0] == "sentences         3  4.7 words a sentence"
    assert text[1] == "no event          1  33.3%"
    assert "CONSULT           2  66.7%" in text
    assert "with speaker      1  33.3%" in text
    assert "sentences         0  0.0 words a sentence" in as_text(balance([]))


def test_our_marked_text_has_no_errors() -> None:
    found = check(marked_files(data("gold", "train")), all_marked(data("gold", "test")))
    assert [str(finding) for finding in found.findings if finding.error] == []
