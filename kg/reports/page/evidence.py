"""The sentences that events were coded from, cut where a slot begins or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from kg.graph.store import Result, Store
from kg.reports.escape import visible

SLOTS = ("trigger", "source", "target", "speaker", "place")
"""What words of a sentence may be to its event. Where two meet, the first here has them."""

Piece = tuple[str, str]
"""Words, and the slot that they fill, or "" for none."""

_SENTENCES = """
UNWIND $events AS id
MATCH (e:Event {id: id})-[r:REPORTED_IN]->(article:Article)
RETURN e.id AS event, article.id AS article, article.source AS outlet, article.headline AS headline, article.url AS url,
  article.published AS published, r.sentence AS sentence, r.start AS start, r.trigger AS trigger,
  r.trigger_start AS trigger_start, e.digest = article.digest AS own,
  CASE WHEN r.modality <> e.modality THEN r.modality END AS told_as
ORDER BY event, published, article
"""
_MENTIONS = {
    "source": "MATCH (e)<-[m:SOURCE_OF]-(:Actor)",
    "target": "MATCH (e)-[m:TARGET]->(:Actor)",
    "speaker": "MATCH (e)-[m:STATED_BY]->(:Actor)",
    "place": "MATCH (e)-[m:AT]->(:Place)",
}
_OF_EVENTS = "UNWIND $events AS id MATCH (e:Event {id: id}) "
_SPAN = " RETURN e.id AS event, m.text AS text, m.start AS start"


class Evidence(Struct, frozen=True, kw_only=True):
    """One sentence of one article for one event."""

    event: str
    article: str
    pieces: tuple[Piece, ...]
    outlet: str | None = None
    headline: str | None = None
    url: str | None = None
    published: date | None = None
    told_as: str | None = None
    """The modality that this article gives it, where the event was resolved to another."""


class Span(Struct, frozen=True):
    """Words with their slot, and the offset in the article's text where they begin."""

    slot: str
    text: str
    start: int


def of_events(store: Store, events: Iterable[str]) -> dict[str, list[Evidence]]:
    """What each event was coded from, oldest article first; unknown ids are left out. StoreError."""
    wanted = {"events": sorted(set(events))}
    if not wanted["events"]:
        return {}
    spans: dict[str, list[Span]] = defaultdict(list)
    for slot, pattern in _MENTIONS.items():
        for event, text, start in store.read(_OF_EVENTS + pattern + _SPAN, wanted).rows:
            spans[event].append(Span(slot, text, start))
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in store.read(_SENTENCES, wanted).rows:
        event, article, outlet, headline, url, published, sentence, start, trigger, trigger_start, own, as_ = row
        here = [Span("trigger", trigger, trigger_start), *spans[event]]
        found[event].append(
            Evidence(
                event=event, article=article, outlet=outlet, headline=headline, url=url, published=published,
                told_as=as_,
                pieces=cut(sentence, start if own else None, here),
            )
        )  # fmt: skip
    return dict(found)


def of_rows(store: Store, result: Result) -> dict[str, list[Evidence]]:
    """`of_events` for all ids of events in a result: its columns `event`, `first_event` and the like, if it has any."""
    columns = [at for at, name in enumerate(result.columns) if is_event(name)]
    return of_events(store, (row[at] for row in result.rows for at in columns if isinstance(row[at], str)))


def is_event(column: str) -> bool:
    """Whether a column of this name holds ids of events."""
    return column == "event" or column.endswith("_event")


def cut(sentence: str, start: int | None, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """`sentence` in pieces. `start` is its offset in the text that the spans count in; None if they are of the same
    words told elsewhere. A span that is not at its offset is looked for, and left out if its words are not there."""
    slots = [""] * len(sentence)
    for span in sorted(spans, key=lambda span: -SLOTS.index(span.slot)):
        at = -1 if start is None else span.start - start
        if at < 0 or not sentence.startswith(span.text, at):
            at = -1 if start is not None and _is_elsewhere(sentence, at) else sentence.find(span.text)
        if span.text and at >= 0:
            slots[at : at + len(span.text)] = [span.slot] * len(span.text)
    edges = [0, *(at for at in range(1, len(slots)) if slots[at] != slots[at - 1]), len(slots)]
    return tuple((_one_line(sentence[a:b]), slots[a]) for a, b in pairwise(edges) if a < b)


def html(evidence: Sequence[Evidence]) -> Markup:
    """The sentences of one event as a list of quotations, with where each was published."""
    from kg.reports.html import template

    return Markup(template(Path(__file__).with_name("evidence.html.j2")).render(evidence=evidence))


def choose(found: Mapping[str, Sequence[Evidence]], event: object, article: object = None) -> Evidence | None:
    """The sentence of `event` in `article`, else its first one."""
    sentences = found.get(event, ()) if isinstance(event, str) else ()
    return next((each for each in sentences if each.article == article), sentences[0] if sentences else None)


def _is_elsewhere(sentence: str, at: int) -> bool:
    """Whether an offset lies outside of the sentence: words of another one, as where a pronoun stands for a name."""
    return not 0 <= at < len(sentence)


def _one_line(text: str) -> str:
    return visible("".join(" " if character in "\t\n\r\f\v" else character for character in text))
