"""`kg explain`: everything that is known of one event's coding, as a record and as text."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from kg.extract import ontology
from kg.extract.explain import Neighbour, marked_sentence, neighbours
from kg.model import ArticleRecord, Event
from kg.reports.escape import readable


class Identified(Struct, frozen=True):
    """Who a mention was taken for, and why."""

    slot: str
    words: str
    name: str
    basis: str


class Explanation(Struct, frozen=True, kw_only=True):
    """`sentence` has its slots marked in brackets; `nearest` are marked sentences of the training data."""

    event: str
    article: str
    headline: str | None
    published: str | None
    type: str
    code: str
    rule: str
    modality: str
    confidence: float
    sentence: str
    actors: tuple[Identified, ...]
    date: str
    place: str
    scores: dict[str, float]
    nearest: tuple[Neighbour, ...]
    also: tuple[tuple[str, str], ...]
    """Other mentions of the same event in the corpus: their ids and articles."""
    mend: str
    """How a person corrects the coding."""


def explanation(
    record: ArticleRecord, event: Event, examples: int, records: Path, also: Sequence[tuple[str, str]] = ()
) -> Explanation:
    """What `kg explain` tells of an event in the file or corpus `records`, where `also` tell of it. Runs the encoder if
    `examples` is not 0."""
    mentions = [("source", m) for m in event.source] + [("target", m) for m in event.target]
    if event.speaker:
        mentions.append(("speaker", event.speaker))
    when = "none" if event.date is None else f"{event.date.start} to {event.date.end or 'now'} ({event.date.basis})"
    where = (
        "none" if event.place is None else f"{event.place.name} (GeoNames {event.place.geonames_id or 'unresolved'})"
    )
    return Explanation(
        event=event.id,
        article=record.id,
        headline=record.title,
        published=record.published,
        type=event.type + (f"/{event.mode}" if event.mode else ""),
        code=f"CAMEO {event.cameo} ({ontology.name(event.cameo)}), Goldstein {event.goldstein}",
        rule=event.rule,
        modality=event.modality,
        confidence=event.confidence,
        sentence=marked_sentence(event),
        actors=tuple(Identified(slot, m.text, m.actor.name, m.actor.basis) for slot, m in mentions),
        date=f"{when}: {event.why.get('date', '')}",
        place=f"{where}: {event.why.get('place', '')}",
        scores=event.scores,
        nearest=tuple(neighbours(event, examples)) if examples else (),
        also=tuple(also),
        mend=f"kg teach --event {event.id} {shlex.quote(str(records))} prints the sentence as coded; correct it, "
        "then kg teach 'THE SENTENCE' and kg train",
    )


def as_text(told: Explanation) -> str:
    """The explanation for a terminal, a line a fact; control characters of the article's text are made harmless."""
    facts = [
        ("event", f"{told.event} in {told.article}" + (f", published {told.published}" if told.published else "")),
        ("headline", told.headline or "-"),
        ("type", f"{told.type}, {told.code}"),
        ("rule", told.rule),
        ("modality", told.modality),
        ("confidence", str(told.confidence)),
        ("sentence", told.sentence),
        *((a.slot, f"{a.words!r} is {a.name}: {a.basis}") for a in told.actors),
        ("date", told.date),
        ("place", told.place),
        ("scores", ", ".join(f"{name} {value:.2f}" for name, value in told.scores.items())),
        *(("nearest", f"{n.likeness:.2f} {n.type} {n.trigger!r} in: {n.sentence}") for n in told.nearest),
        *(("also told", f"{event} in {article}") for event, article in told.also),
        ("mend", told.mend),
    ]
    return "\n".join(f"{name:<11} {readable(fact)}" for name, fact in facts)
