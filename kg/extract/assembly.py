"""What the encoder found in a document, as events with their actors, dates and places."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kg import ids
from kg.extract import codes, coreference, dates, encoder, ontology, places
from kg.extract.actors import is_political
from kg.extract.confidence import confidence
from kg.extract.found import Argument, Found
from kg.extract.spellings import alike
from kg.model import Actor, Event, Mention, Place, Span, Time, When
from kg.text.document import Document, Entity, Sentence

_Placed = TypeVar("_Placed", Entity, Place)
_NEAR = 700
"""Characters before and after the trigger in which a very long sentence says when and where."""
_LOOK_BACK = 500
"""Events of a type that a later mention of one is compared with, the last ones."""


class _Anchor(Struct, frozen=True):
    """An event of the article that has a date or a place, for later mentions of the same event."""

    actors: frozenset[str]
    date: When | None


def assemble(
    document: Document, found: Sequence[Found], said: Sequence[Time], named: Sequence[Place]
) -> Iterator[Event]:
    """Events with their actors, dates and places, in the order of the text."""
    slots = {(a.start, a.end) for f in found for a in (*f.source, *f.target, *f.speaker[:1])}
    members = alike(coreference.resolve_members(document, sorted(slots)), named)
    key = ids.article_digest(document.article)
    anchors: dict[str, deque[_Anchor]] = {}
    scene: Place | None = None
    seen: dict[str, int] = {}
    for f in found:
        sources, targets = mentions(document, f.source, members), mentions(document, f.target, members)
        if not worth_keeping(f, sources, targets):
            continue
        sources, targets = one_side_each(sources, targets)
        actors = frozenset(m.actor.id for m in (*sources, *targets))
        earlier = anchors.setdefault(f.type, deque(maxlen=_LOOK_BACK))
        context = next((a.date for a in reversed(earlier) if same_actors(a.actors, actors)), None)
        sentence, trigger = document.sentences[f.sentence], (f.trigger.start, f.trigger.end)
        near = surroundings(sentence, trigger)
        when, dated = dates.event_date(
            sentence=near, trigger=trigger, marked=[(a.start, a.end) for a in f.date], times=said,
            published=document.published, modality=f.modality, context=context,
            event_type=f.type,
        )  # fmt: skip
        where, placed = places.event_place(
            sentence=near, trigger=trigger, places=named, document=document,
            marked=[(a.start, a.end) for a in f.place if not is_person(document, a, named)],
            event_type=f.type, modality=f.modality, crowd=is_crowd(f.type, sources), scene=scene,
        )  # fmt: skip
        scene = where if where is not None and where.kind == "city" else scene
        targets = without_venue(f.type, targets, where)
        earlier.append(_Anchor(actors, when))
        words = document.article.text
        code = codes.code(f.type, document.text[slice(*trigger)], near.text, trigger[0] - near.start)
        base = f"{trigger}{f.type}"
        seen[base] = seen.get(base, -1) + 1
        speaker = mentions(document, f.speaker[:1], members)
        scores = f.scores | argument_scores(f)
        yield Event(
            id=ids.event_id(key, *trigger, f.type, seen[base]),
            sentence=Span(text=words[sentence.start : sentence.end], start=sentence.start, end=sentence.end),
            trigger=Span(text=words[slice(*trigger)], start=trigger[0], end=trigger[1]),
            type=f.type,
            mode=code.mode,
            cameo=code.cameo,
            quad=ontology.quad(f.type),
            source=sources,
            target=targets,
            date=when and dated_as_written(when, words),
            place=where,
            modality=f.modality,
            speaker=speaker[0] if speaker else None,
            confidence=confidence(scores),
            rule=f"{encoder.version()}; {code.entry}",
            goldstein=ontology.goldstein(code.cameo),
            scores=scores,
            why={"date": dated, "place": placed},
        )


def as_written(time: Time, text: str) -> Time:
    """A time that was read in readable case, with its words as the article has them ("TUESDAY")."""
    words = text[time.start : time.end]
    return replace(time, text=words) if words != time.text and words.lower() == time.text.lower() else time


def dated_as_written(when: When, text: str) -> When:
    """The same for a date."""
    words = text[when.start_char or 0 : when.end_char or 0]
    return replace(when, text=words) if when.text and words.lower() == when.text.lower() else when


def surroundings(sentence: Sentence, trigger: tuple[int, int]) -> Sentence:
    """The sentence, or of a very long one what is near the trigger: what is said further off is of other events."""
    if sentence.end - sentence.start <= 2 * _NEAR:
        return sentence
    start = max(sentence.start, trigger[0] - _NEAR)
    end = min(sentence.end, trigger[1] + _NEAR)
    return replace(sentence, text=sentence.text[start - sentence.start : end - sentence.start], start=start, end=end)


def worth_keeping(found: Found, sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """An event needs an actor, a place or a date; mere saying is a STATEMENT only of political actors (ruling 6 of the
    marked sentences), so that of media, companies and private persons is left out."""
    if found.type == "STATEMENT" and sources:
        return any(m.actor.kind == "other" or is_political(m.actor, m.text) for m in sources)
    return bool(sources or targets or found.place or found.date)


def mentions(
    document: Document, arguments: Sequence[Argument], members: Mapping[tuple[int, int], tuple[Actor, ...]]
) -> tuple[Mention, ...]:
    """A mention for each actor that an argument stands for; an actor that two arguments name is mentioned once."""
    kept: dict[str, Mention] = {}
    for a in arguments:
        for actor in members[a.start, a.end]:
            words = document.article.text[a.start : a.end]
            kept.setdefault(actor.id, Mention(text=words, start=a.start, end=a.end, actor=actor))
    return tuple(kept.values())


def one_side_each(
    sources: tuple[Mention, ...], targets: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Nobody does something to himself: who is source already is no target; two that share one side are parted."""
    if len(sources) > 1 and {m.actor.id for m in sources} == {m.actor.id for m in targets}:
        return sources[:1], sources[1:]
    doing = {m.actor.id for m in sources}
    return sources, tuple(m for m in targets if m.actor.id not in doing)


def is_crowd(event_type: str, sources: Sequence[Mention]) -> bool:
    """Whether people without a name did it, who may be anywhere in the country; a protest is where the report is."""
    return event_type != "PROTEST" and any(m.actor.kind == "civilians" for m in sources)


def is_person(document: Document, argument: Argument, named: Sequence[Place]) -> bool:
    """Whether the words are a person's name and no known place's."""
    span = (argument.start, argument.end)
    return any(e.label == "PERSON" for e in overlapping(document.entities, span)) and not any(overlapping(named, span))


def overlapping(items: Sequence[_Placed], span: tuple[int, int]) -> Iterator[_Placed]:
    """Those that share a character with the span, of items in order that do not overlap."""
    first = bisect_right(items, span[0], key=lambda item: item.end)
    return takewhile(lambda item: item.start < span[1], islice(items, first, None))


def without_venue(event_type: str, targets: tuple[Mention, ...], where: Place | None) -> tuple[Mention, ...]:
    """Whom one meets is no town: that is the place of a visit; the state that a capital stands for is its target."""
    if event_type != "CONSULT" or where is None:
        return targets
    return tuple(m for m in targets if m.actor.country or not (where.start <= m.start and m.end <= where.end))


def same_actors(earlier: frozenset[str], later: frozenset[str]) -> bool:
    """Whether a later mention of the same type can be the same event: all its actors took part in the earlier one."""
    return bool(later) and later <= earlier


def argument_scores(found: Found) -> dict[str, float]:
    """The encoder's probability of each filled slot, that of the weakest span where a slot has several."""
    slots = {"source": found.source, "target": found.target, "speaker": found.speaker[:1], "date": found.date[:1],
             "place": found.place[:1]}  # fmt: skip
    return {name: min(a.score for a in arguments) for name, arguments in slots.items() if arguments}
