"""The places of an article, and the place of an event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract.countries import is_demonym
from kg.extract.gazetteer import Candidate, Gazetteer
from kg.extract.toponyms.described import described
from kg.extract.toponyms.names import Name, names_of_entities, trimmed
from kg.extract.toponyms.scan import scan
from kg.extract.toponyms.senses import resolve
from kg.model import Modality, Place
from kg.text.document import Document, Sentence

_SPECIFIC = {"facility": 0, "city": 1, "place": 2, "water": 3, "admin": 4, "region": 5, "country": 6, "continent": 7}
"""Kinds of places from the most specific to the widest."""

_LOCATIVE = re.compile(r"\b(?:in|at|near|outside|inside)(?: the)?(?: [A-Za-z]+){0,2} ?$")
_CLAUSE = re.compile(r"[,;:]|\b(?:that|who|which|to|said|after|before|of)\b")
_GOES_ON = re.compile(
    r"(?!['’]s\b)[^\w\s]|\s*$|\s(?:[A-Z\d]|(?:after|as|at|before|by|during|early|earlier|for|from|has|have|in|is|last|late|later|near|next"
    r"|on|over|since|that|this|to|today|under|until|was|were|when|where|which|while|who|with|yesterday)\b)"
)
_COORDINATED = re.compile(r"(?:, [A-Z][^\W\d_]+,?)? (?:and|or) (?:in |at |near )?(?:the )?[A-Z]")
_CLAUSE_LENGTH = 120
_OPENING = re.compile(r"(?:In|At|From|Outside|Near) (?:the )?")
_OPENED = re.compile(r"(?!['’]s\b),?(?: [^,;:\"]*)?")
_WHERE = re.compile(r",? where\b[^,;:\"]*")
_LEAD = 2
_ELSEWHERE = frozenset({"SANCTION", "MOBILIZE", "RETREAT"})
"""Types of acts that are ordered in one place and happen in another."""
_BACKGROUND = re.compile(r"\bhad\b[^,;]*$")
"""In such a clause it is told what was before the news."""
_AFAR = re.compile(r"\b(?:tele)?phone|\bby (?:radio|video)\b|\btelegram\b|\bin a letter\b")
_NEAR = 45
"""Characters between a trigger and the place that follows it."""
_REACH = 30


def find_places(document: Document, gazetteer: Gazetteer) -> list[Place]:
    """Every mention of a place in the order of the text, resolved where the gazetteer has it."""
    named = names_of_entities(document, gazetteer)
    names = sorted([*named, *scan(document, named, gazetteer)], key=lambda name: name.start)
    senses = resolve(names, document.text, gazetteer)
    return [_place(document, name, sense) for name, sense in zip(names, senses, strict=True)]


def event_place(
    *,
    sentence: Sentence,
    trigger: tuple[int, int],
    marked: Sequence[tuple[int, int]],
    places: Sequence[Place],
    document: Document,
    event_type: str = "",
    modality: Modality = "asserted",
    crowd: bool = False,
    scene: Place | None = None,
) -> tuple[Place | None, str]:
    """Where the act of the trigger takes place, and in words how that was worked out.

    `crowd` says that people without a name do it. `marked` are the spans that the encoder marks as its place, best
    first; where one only describes a place ("the city"), `scene`, the town of the event before, helps to tell which.
    Without any, the place is that which follows the trigger closely after "in", "at" or "near"; else, for what the lead
    tells as done and as news, the town of the dateline. Further down, coders leave the place open four times out of
    five where that is all there is.
    """
    for start, end in marked:
        inside = [place for place in _within(places, start, end) if not is_demonym(place.text)]
        if inside:
            best = min(inside, key=lambda place: (_SPECIFIC.get(place.kind, 2), place.start))
            return best, f"the encoder marks “{document.article.text[start:end]}”"
        start, end = trimmed(document.text, start, end)
        if document.text[start:end].casefold() == "here" and (written := _dateline_place(places, document)):
            return written, "“here” is where the report was written"
        words = " ".join(document.article.text[start:end].split())
        if words[:1].isupper():
            place = Place(text=document.article.text[start:end], start=start, end=end, name=words, kind="place")
            return place, f"the encoder marks “{words}”, which the gazetteer does not have"
        if meant := described(document.article.text[start:end], start, end, places, scene):
            return meant, f"“{words}”, marked by the encoder, is {meant.name}, named before"
    following = _following(sentence, trigger, places, document.text)
    if following is not None:
        return following, f"“{following.text}” follows the trigger after a preposition of place"
    before = _before(sentence, trigger, places, document.text)
    if before is not None:
        return before, f"“{before.text}” is where this part of the sentence is told of"
    written = _dateline_place(places, document)
    told_there = modality == "asserted" and event_type not in _ELSEWHERE and not crowd and _is_lead(sentence, document)
    if written and told_there and not _is_away(sentence, trigger, places, written, document):
        return written, "the lead tells of it where the report was written"
    return None, "the sentence does not say where"


def _before(sentence: Sentence, trigger: tuple[int, int], places: Sequence[Place], text: str) -> Place | None:
    """The place that the clause of the trigger opens with: "In Seoul the president thanked …", "a summit in Samarkand,
    where he complained"."""
    for place in _within(places, max(sentence.start, trigger[0] - _CLAUSE_LENGTH), trigger[0]):
        if is_demonym(place.text) or place.end > trigger[0]:
            continue
        opens = _OPENING.fullmatch(text, sentence.start, place.start)
        if (opens and _OPENED.fullmatch(text, place.end, trigger[0])) or _WHERE.fullmatch(text, place.end, trigger[0]):
            return place
    return None


def _is_lead(sentence: Sentence, document: Document) -> bool:
    """One of the first two sentences: the news itself, or its headline and the news."""
    return sentence.start < document.sentences[:_LEAD][-1].end


def _is_away(
    sentence: Sentence, trigger: tuple[int, int], places: Sequence[Place], written: Place, document: Document
) -> bool:
    """Whether something speaks against the town of the dateline: it is one of two, the act is told as background or
    done from afar, or the sentence says of something that it is in another place."""
    if document.dateline and "/" in document.text[document.dateline.start : document.dateline.end].split("(")[0]:
        return True
    if _BACKGROUND.search(sentence.text[: trigger[0] - sentence.start]) or _AFAR.search(sentence.text):
        return True
    return any(
        place.kind not in ("country", "continent")
        and place.name != written.name
        and _LOCATIVE.search(document.text, max(sentence.start, place.start - _REACH), place.start)
        for place in _within(places, sentence.start, sentence.end)
    )


def _within(places: Sequence[Place], start: int, end: int) -> Iterator[Place]:
    """The places that overlap the span; `places` are in the order of the text and do not overlap."""
    first = bisect_left(places, start, key=lambda place: place.end - 1)
    for index in range(first, len(places)):
        if places[index].start >= end:
            return
        yield places[index]


def _dateline_place(places: Sequence[Place], document: Document) -> Place | None:
    if document.dateline is None or document.dateline.place is None:
        return None
    return next(_within(places, *document.dateline.place), None)


def _following(sentence: Sentence, trigger: tuple[int, int], places: Sequence[Place], text: str) -> Place | None:
    """The first place behind the trigger in its clause that stands for itself: not "the U.S. embassy", and not
    one of two places."""
    for place in _within(places, trigger[1], min(sentence.end, trigger[1] + _NEAR)):
        if place.start < trigger[1]:
            continue
        if _CLAUSE.search(text, trigger[1], place.start):
            return None
        if is_demonym(place.text) or not _LOCATIVE.search(text, max(trigger[1], place.start - _REACH), place.start):
            continue
        if _COORDINATED.match(text, place.end):
            return None
        if _GOES_ON.match(text, place.end):
            return place
    return None


def _place(document: Document, name: Name, sense: Candidate | None) -> Place:
    text = document.article.text[name.start : name.end]
    if sense is None:
        kind = "facility" if name.label == "FAC" else "place"
        return Place(text=text, start=name.start, end=name.end, name=" ".join(name.words.split()), kind=kind)
    return Place(
        text=text,
        start=name.start,
        end=name.end,
        name=sense.name,
        kind=sense.kind,
        country=sense.country,
        geonames_id=sense.geonames_id,
        lat=sense.lat,
        lon=sense.lon,
    )
