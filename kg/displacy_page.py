"""`kg extract --format html`: articles with their events marked in the text, drawn by displaCy, on one page that loads
nothing.

Texts are hostile: all of them are escaped, control characters are made visible, and the page's policy lets nothing be
loaded or run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypedDict

from msgspec import Struct

from kg.model import Article, ArticleRecord, Event
from kg.reports.escape import visible
from kg.text.front_matter import front_matter

COLOURS = {"source": "#9ecae1", "target": "#fdae6b", "place": "#c7c7c7", "date": "#dbdb8d", "speaker": "#e7cbee"}
TRIGGER_COLOURS = {1: "#a1d99b", 2: "#41ab5d", 3: "#fc9272", 4: "#de2d26"}
"""By quad class: green cooperation, red conflict, the material the darker."""

_PARAGRAPH = re.compile(r"\n\s*\n")
_PIECE = re.compile(r"\s+|\S+")
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Events in their articles</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
article { margin-bottom: 4rem; border-top: 1px solid #ccc; }
.origin { color: #555; }
.spans span { white-space: nowrap; }
.spans > span:has(> span > span) { min-width: 4.8em; }
</style>
</head>
<body>
<h1>Events in their articles</h1>
<p>A number is an event's; its trigger bears the PLOVER type, green for cooperation, red for conflict.</p>"""
_FOOT = "</body>\n</html>"


class Mark(Struct, frozen=True):
    """Words of the article and what they are to events: "1 CONSULT", "source 1, 3"."""

    start: int
    end: int
    label: str
    colour: str


class _DisplacySpan(TypedDict):
    start_token: int
    end_token: int
    label: str


def page(coded: Iterable[tuple[Article, ArticleRecord]]) -> Iterator[bytes]:
    """The lines of the page, article by article."""
    yield _HEAD.encode()
    for article, record in coded:
        yield section(article, record.events).encode("utf-8", "backslashreplace")
    yield _FOOT.encode()


def section(article: Article, events: Sequence[Event]) -> str:
    """One article: where it comes from, its text with its marks, its events as a list."""
    marked = marks(events)
    origin = " · ".join(filter(None, (article.published, article.source, article.id)))
    return "\n".join(
        [
            "<article>",
            f"<h2>{_escaped(article.title or article.id)}</h2>",
            f'<p class="origin">{_escaped(origin)}</p>',
            *(_drawn(article.text, start, end, marked) for start, end in _paragraphs(article.text)),
            "<ol>",
            *(f"<li>{_escaped(_told(event))}</li>" for event in events),
            "</ol>",
            "</article>",
        ]
    )


def marks(events: Sequence[Event]) -> list[Mark]:
    """What to mark, in the order of the text; a span with the same role in several events is marked once."""
    found: list[Mark] = []
    roles: dict[tuple[int, int, str], list[int]] = {}
    for number, event in enumerate(events, 1):
        label = f"{number} {event.type}"
        found.append(Mark(event.trigger.start, event.trigger.end, label, TRIGGER_COLOURS[event.quad]))
        for start, end, role in _slots(event):
            roles.setdefault((start, end, role), []).append(number)
    for (start, end, role), numbers in roles.items():
        found.append(Mark(start, end, f"{role} {', '.join(map(str, dict.fromkeys(numbers)))}", COLOURS[role]))
    return sorted((mark for mark in found if mark.start < mark.end), key=lambda m: (m.start, -m.end, m.label))


def _slots(event: Event) -> Iterator[tuple[int, int, str]]:
    yield from ((mention.start, mention.end, "source") for mention in event.source)
    yield from ((mention.start, mention.end, "target") for mention in event.target)
    if event.place:
        yield event.place.start, event.place.end, "place"
    if event.date and event.date.start_char is not None and event.date.end_char is not None:
        yield event.date.start_char, event.date.end_char, "date"
    if event.speaker:
        yield event.speaker.start, event.speaker.end, "speaker"


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between empty lines, after the block of `key: value` lines."""
    _, start = front_matter(text)
    for gap in _PARAGRAPH.finditer(text, start):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _drawn(text: str, start: int, end: int, marked: Sequence[Mark]) -> str:
    """A paragraph as displaCy draws spans; a mark that runs on is cut off where the paragraph ends."""
    from spacy import displacy

    here = [mark for mark in marked if start <= mark.start < end]
    tokens = list(_tokens(text, start, end, here))
    spans: list[_DisplacySpan] = [
        {
            "start_token": next(i for i, (at, _) in enumerate(tokens) if at >= mark.start),
            "end_token": sum(at < mark.end for at, _ in tokens),
            "label": mark.label,
        }
        for mark in here
    ]
    words = [visible(text[first:last].replace("\n", " ").replace("\t", " ")) for first, last in tokens]
    drawn = {"text": text[start:end], "tokens": words, "spans": spans}
    return displacy.render(
        drawn, style="span", manual=True, jupyter=False, options={"colors": {mark.label: mark.colour for mark in here}}
    )


def _tokens(text: str, start: int, end: int, marked: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Words and the white space between them, parted also where a mark begins or ends; what no mark covers is whole."""
    covered = [False] * (end - start)
    for mark in marked:
        covered[mark.start - start : min(mark.end, end) - start] = [True] * (min(mark.end, end) - mark.start)
    edges = {start, end} | {edge for mark in marked for edge in (mark.start, min(mark.end, end))}
    edges |= {
        start + edge
        for found in _PIECE.finditer(text[start:end])
        for edge in found.span()
        if edge < end - start and covered[edge] and covered[max(0, edge - 1)]
    }
    ordered = sorted(edges)
    yield from pairwise(ordered)


def _told(event: Event) -> str:
    """An event in one line: who, what, whom, when, where."""
    sides = [", ".join(mention.actor.name for mention in side) or "?" for side in (event.source, event.target)]
    kind = f"{event.type}{f'/{event.mode}' if event.mode else ''} {event.cameo}"
    told = f"{sides[0]} – {kind} – {sides[1]}"
    if event.modality != "asserted":
        told += f", {event.modality}"
    if event.date:
        told += f", {event.date.start}"
    return told + (f", {event.place.name}" if event.place else "")


def _escaped(text: str) -> str:
    return html.escape(visible(text))
