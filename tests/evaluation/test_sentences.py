from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import kg

from kg.errors import DataError
from kg.evaluation.sentences import Score, count, evaluate, match, overlap, score
from kg.model import Actor, Article, ArticleRecord, Event, Mention, PloverType, Span
from kg.train.notation import Marked, parse

MET = parse("{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} and {t1 Syria} on Monday.")
QUIET = parse("Oil was dearer.")


def mention(text: str, words: str) -> Mention:
    start = text.index(words)
    return Mention(text=words, start=start, end=start + len(words), actor=Actor(id=words, name=words, kind="state"))


def event(
    text: str, trigger: str, kind: PloverType = "CONSULT", source: str = "", targets: Iterable[str] = ()
) -> Event:
    start = text.index(trigger)
    return Event(
        id=trigger + kind, sentence=Span(text=text, start=0, end=len(text)),
        trigger=Span(text=trigger, start=start, end=start + len(trigger)), type=kind, mode=None, cameo="040", quad=1,
        source=(mention(text, source),) if source else (), target=tuple(mention(text, t) for t in targets), date=None,
        place=None, modality="asserted", speaker=None, confidence=1, rule="",
    )  # fmt: skip


def record(*events: Event) -> ArticleRecord:
    return ArticleRecord(id="a", published=None, events=events)


def test_everything_right() -> None:
    right = record(event(MET.text, "met", source="Iran", targets=["Iraq", "Syria"]))
    counts = count([(MET, right), (QUIET, record())])
    assert counts == {
        "trigger": (1, 1, 1), "type": (1, 1, 1), "source": (1, 1, 1), "target": (2, 2, 2), "modality": (1, 1, 1),
        "quiet": (1, 1, 1),
    }  # fmt: skip


def test_what_is_wrong_is_counted_where_it_is_wrong() -> None:
    wrong = record(event(MET.text, "met", "AID", source="Syria", targets=["Iraq"]), event(MET.text, "Monday"))
    counts = count([(MET, wrong), (QUIET, record(event(QUIET.text, "Oil")))])
    assert counts["trigger"] == (1, 3, 1)
    assert counts["type"] == (0, 3, 1)
    assert counts["source"] == (0, 1, 1)
    assert counts["target"] == (1, 1, 2)
    assert counts["quiet"] == (0, 0, 1)


def test_an_event_is_matched_once_and_its_own_type_first() -> None:
    aid, consult = event(MET.text, "met", "AID"), event(MET.text, "met")
    assert match(MET.events, [aid, consult]) == [(MET.events[0], consult)]
    assert match([*MET.events, *MET.events], [consult]) == [(MET.events[0], consult)]
    assert match(MET.events, [event(MET.text, "Monday")]) == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 2, 1), (0.5, 1.0, 0.667)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
        ((0, 3, 0), (0.0, 0.0, 0.0)),
        ((2, 2, 2), (1.0, 1.0, 1.0)),
    ],
)
def test_precision_recall_f1(counts: tuple[int, int, int], expected: tuple[float, float, float]) -> None:
    found = score(*counts, None)
    assert (found.precision, found.recall, found.f1) == expected
    assert found.holds


def test_a_floor() -> None:
    assert Score(1, 1, 0.5, 0.5).holds
    assert not Score(1, 1, 0.499, 0.5).holds


spans = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1]))


@given(spans, spans)
def test_overlap_is_a_shared_character(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert overlap(a, b) == overlap(b, a) == bool(set(range(*a)) & set(range(*b)))


class Repeating:
    """A coder that answers what it is told for each text."""

    def __init__(self, answers: dict[str, ArticleRecord]) -> None:
        self._answers = answers

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        for article in articles:
            yield self._answers[article.text]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "# Two sentences\n{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} and {t1 Syria} on Monday.\n\nOil was dearer.\n"
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "floors.json").write_text('{"type": 1.0, "source": 0.2}')
    return tmp_path


def test_a_folder_is_scored_against_its_floors(folder: Path) -> None:
    coder = Repeating({MET.text: record(event(MET.text, "met", "AID", source="Iran")), QUIET.text: record()})
    scores = evaluate(coder, folder)  # type: ignore[arg-type]
    assert (scores["type"].f1, scores["type"].floor, scores["type"].holds) == (0.0, 1.0, False)
    assert (scores["source"].f1, scores["source"].holds) == (1.0, True)
    assert (scores["trigger"].f1, scores["trigger"].floor) == (1.0, None)


@pytest.mark.parametrize("content", [None, "{s1 Iran {e1:CONSULT.040 met.\n"])
def test_a_folder_that_cannot_be_scored(content: str | None, tmp_path: Path) -> None:
    if content:
        (tmp_path / "a.txt").write_text(content)
    with pytest.raises(DataError):
        evaluate(Repeating({}), tmp_path)  # type: ignore[arg-type]


@pytest.mark.usefixtures("loaded_once")
def test_the_command_fails_under_a_floor(folder: Path) -> None:
    told = kg("eval", "--gold", folder, "--json")
    scores = msgspec.json.decode(told.stdout, type=dict[str, Score])
    assert set(scores) == {"trigger", "type", "source", "target", "modality", "quiet"}
    assert told.exit_code == (0 if all(s.holds for s in scores.values()) else 1)
    (folder / "floors.json").write_text('{"type": 1.01}')
    low = kg("eval", "--gold", folder)
    assert (low.exit_code, low.stderr) == (1, "kg: under the floor: type\n")
    assert [line.split()[0] for line in low.stdout.splitlines() if line.split()[0] in scores] == list(scores)
    assert json.loads(told.stdout).keys() == scores.keys()


def test_the_command_without_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.Coder", lambda _: Repeating({}))
    result = kg("eval", "--gold", tmp_path)
    assert (result.exit_code, result.stderr) == (2, f"kg: there are no marked sentences in {tmp_path}\n")


def test_a_marked_sentence_is_read_as_it_is_scored() -> None:
    assert isinstance(MET, Marked)
    assert [MET.text[a:b] for a, b in MET.events[0].target] == ["Iraq", "Syria"]
