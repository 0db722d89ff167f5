"""Labels of entities set right within one article: what a name is called once in full, its parts are called too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kg.text.document import Entity

_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def settle_labels(entities: Sequence[Entity], known_places: Iterable[str] = ()) -> tuple[Entity, ...]:
    """The entities with one label a name.

    A single word that is the last part of a full PERSON name of the article ("Alexander Lavrentiev") is a PERSON,
    unless it is a place of the article as often; the same string gets the label it has most often in the article.
    `known_places` are names that are places whatever the tagger says.
    """
    counts: dict[str, dict[str, int]] = {}
    for entity in entities:
        if entity.label in _NAMES:
            labels = counts.setdefault(_key(entity.text), {})
            labels[entity.label] = labels.get(entity.label, 0) + 1
    surnames = _surnames(entities)
    places = {name.casefold() for name in known_places}
    return tuple(_settled(entity, counts, surnames, places) for entity in entities)


def _settled(entity: Entity, counts: dict[str, dict[str, int]], surnames: frozenset[str], places: set[str]) -> Entity:
    if entity.label not in _NAMES:
        return entity
    key = _key(entity.text)
    labels = counts[key]
    if key in places:
        label = entity.label if entity.label in _PLACES else "GPE"
    elif key in surnames and sum(labels.get(place, 0) for place in _PLACES) <= labels.get("PERSON", 0) + 1:
        label = "PERSON"
    else:
        most = max(labels.values())
        label = entity.label if labels[entity.label] == most else max(labels, key=lambda name: (labels[name], name))
    return entity if label == entity.label else replace(entity, label=label)


def _surnames(entities: Sequence[Entity]) -> frozenset[str]:
    """Last words of PERSON names of two words and more, in lower case."""
    parts = (_key(entity.text).split() for entity in entities if entity.label == "PERSON")
    return frozenset(words[-1] for words in parts if len(words) > 1 and len(words[-1]) > 2)


def _key(name: str) -> str:
    return name.casefold().removesuffix("'s").removesuffix("'").strip()
