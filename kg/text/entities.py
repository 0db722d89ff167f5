"""Entities set right within one article: what a name is called once in full, its parts are called too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kg.text.document import Entity

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"})
"""Labels of names; the others are of dates, numbers and amounts."""

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_CUE = re.compile(
    r"\b(?:city|town|village|hamlet|suburb|district|province|governorate|region|county|capital|port|island|enclave"
    r"|outskirts|countryside|area) (?:of |city )$",
    re.IGNORECASE,
)
_CUE_REACH = 24
_POSSESSIVE = re.compile(r"'s?$")


class _Evidence(Struct, frozen=True):
    """What the article says about its names; keys are names in lower case."""

    labels: Mapping[str, Counter[str]]
    places: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]


def settle(entities: Sequence[Entity], text: str) -> tuple[Entity, ...]:
    """The entities of an article with one label a name and without possessive endings; same order, `text` cleaned.

    A name after "the city of" is a place wherever it stands. One word that is the last or first part of a PERSON name
    ("Alexander Lavrentiev", "Xi Jinping") is a PERSON, unless the tagger takes it for a place more often. Else a name
    has the label that it has most often in the article.
    """
    trimmed = [_without_possessive(entity) for entity in entities]
    names = [entity for entity in trimmed if entity.label in NAMES]
    labels: dict[str, Counter[str]] = {}
    for entity in names:
        labels.setdefault(entity.text.casefold(), Counter())[entity.label] += 1
    after_cue = (e for e in names if _PLACE_CUE.search(text, max(0, e.start - _CUE_REACH), e.start))
    people = [parts for e in names if e.label == "PERSON" and len(parts := e.text.casefold().split()) > 1]
    evidence = _Evidence(
        labels=labels,
        places=frozenset(entity.text.casefold() for entity in after_cue),
        given=frozenset(parts[0] for parts in people),
        surnames=frozenset(parts[-1] for parts in people),
    )
    return tuple(_settled(entity, evidence) if entity.label in NAMES else entity for entity in trimmed)


def _settled(entity: Entity, evidence: _Evidence) -> Entity:
    key = entity.text.casefold()
    labels = evidence.labels[key]
    as_place = sum(labels[place] for place in _PLACES)
    label = entity.label
    if key in evidence.places:
        label = label if label in _PLACES else "GPE"
    elif (key in evidence.surnames and as_place <= labels["PERSON"] + 1) or (
        key in evidence.given and as_place <= labels["PERSON"]
    ):
        label = "PERSON"
    elif labels[label] < max(labels.values()):
        label = max(labels, key=lambda name: (labels[name], name))
    return entity if label == entity.label else replace(entity, label=label)


def _without_possessive(entity: Entity) -> Entity:
    match = _POSSESSIVE.search(entity.text) if entity.label in NAMES else None
    if match is None or match.start() == 0:
        return entity
    return replace(entity, text=entity.text[: match.start()], end=entity.start + match.start())
