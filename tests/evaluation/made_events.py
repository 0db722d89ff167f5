"""Events as a coder might find them in a text, made by the words that they are to have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.evaluation.sentences import Judged, judge
from kg.model import Actor, Article, ArticleRecord, Event, Mention, Modality, Place, PloverType, Span, When
from kg.train.notation import parse

MET = parse("{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} and {t1 Syria} on Monday.")
QUIET = parse("Oil was dearer.")


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def mention(text: str, words: str) -> Mention:
    start, end = span(text, words)
    return Mention(text=words, start=start, end=end, actor=Actor(id=words, name=words, kind="state"))


def event(
    text: str, trigger: str, kind: PloverType = "CONSULT", source: str = "", targets: Iterable[str] = (),
    modality: Modality = "asserted", confidence: float = 1, date: str = "", place: str = "", speaker: str = "",
) -> Event:  # fmt: skip
    start, end = span(text, trigger)
    when = None
    if date:
        first, last = span(text, date)
        when = When(start="2020-06-15", end="2020-06-15", granularity="day", basis="relative", text=date,
                    start_char=first, end_char=last)  # fmt: skip
    where = span(text, place) if place else (0, 0)
    return Event(
        id=trigger + kind, sentence=Span(text=text, start=0, end=len(text)),
        trigger=Span(text=trigger, start=start, end=end), type=kind, mode=None, cameo="040", quad=1,
        source=(mention(text, source),) if source else (), target=tuple(mention(text, t) for t in targets), date=when,
        place=Place(text=place, start=where[0], end=where[1], name=place, kind="city") if place else None,
        modality=modality, speaker=mention(text, speaker) if speaker else None, confidence=confidence, rule="",
    )  # fmt: skip


def record(*events: Event) -> ArticleRecord:
    return ArticleRecord(id="a", published=None, events=events)


def judged(line: str, *events: Event) -> Judged:
    """A line in the notation beside events found in it."""
    return judge(parse(line), record(*events))


class Repeating:
    """A coder that answers what it is told for each text."""

    version = "repeating"

    def __init__(self, answers: dict[str, ArticleRecord]) -> None:
        self._answers = answers

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        for article in articles:
            yield self._answers[article.text]
