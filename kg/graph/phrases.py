"""How an event reads: its name as a short sentence, and the name of the edge that joins its actors.

The words are facts of `data/ontology/edges.json`: one entry a PLOVER type, and further ones for some of its modes or
CAMEO codes. A mode decides before a code, a longer code before a shorter one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Annotated, get_args

import msgspec
from msgspec import Meta, Struct

from kg import settings
from kg.errors import DataError
from kg.model import Event, Modality, PloverType

_SHOWN = 3
"""Names of a side that an event's name lists; the rest are counted."""


class Phrase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`verb`, `alone` (no target) and `passive` (no source) are third person, singular and plural; `noun` is for an
    event without actors. `mutual`: what one side does to the other, the other does too, so one edge a pair is enough.
    """

    type: PloverType
    edge: Annotated[str, Meta(pattern="^[A-Z]+(_[A-Z]+)*$")]
    verb: tuple[str, str]
    alone: tuple[str, str]
    passive: tuple[str, str]
    noun: str
    mutual: bool = False
    modes: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[Phrase, ...]


def phrase_of(event: Event) -> Phrase:
    """The entry for an event's type, mode and CAMEO code. Raises DataError if the file is broken."""
    return _phrase(event.type, event.mode, event.cameo)


@lru_cache(maxsize=4_096)
def _phrase(kind: PloverType, mode: str | None, cameo: str) -> Phrase:
    by_key = _table()
    keys = [f"mode {mode}", *(cameo[:length] for length in range(len(cameo), 1, -1)), ""]
    return next(by_key[kind, key] for key in keys if (kind, key) in by_key)


def edge_names() -> tuple[str, ...]:
    """Every edge name once, sorted. Raises DataError if the file is broken."""
    return tuple(sorted({phrase.edge for phrase in _table().values()}))


def edge_types() -> dict[str, PloverType]:
    """The event type of each edge name, sorted by name. Raises DataError if the file is broken."""
    return dict(sorted((phrase.edge, phrase.type) for phrase in _table().values()))


def event_name(event: Event) -> str:
    """A short sentence such as "Ali Shamkhani meets Alexander Lavrentiev"; what is not asserted says so in brackets.

    Actors whose names are the same count once.
    """
    sources, targets = ([*dict.fromkeys(m.actor.name for m in side)] for side in (event.source, event.target))
    phrase = phrase_of(event)
    if sources and set(sources) == set(targets) and len(sources) > 1:
        said = f"{_listed(sources)} {phrase.alone[1]}" if phrase.mutual else _done(sources, phrase.verb, ["each other"])
    elif sources:
        said = _done(sources, phrase.verb, targets) if targets else _done(sources, phrase.alone, [])
    else:
        said = _done(targets, phrase.passive, []) if targets else phrase.noun
    return said if event.modality == _ASSERTED else f"{said} ({event.modality})"


def _done(subjects: Sequence[str], verb: tuple[str, str], objects: Sequence[str]) -> str:
    return " ".join(filter(None, (_listed(subjects), verb[len(subjects) > 1], _listed(objects))))


def _listed(names: Sequence[str]) -> str:
    if len(names) > _SHOWN:
        return f"{', '.join(names[: _SHOWN - 1])} and {len(names) - _SHOWN + 1} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


_ASSERTED: Modality = "asserted"


@cache
def _table() -> dict[tuple[PloverType, str], Phrase]:
    path = settings.data("ontology", "edges.json")
    try:
        phrases = msgspec.json.decode(path.read_bytes(), type=_File).phrases
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"{path.name}: {error}") from error
    table: dict[tuple[PloverType, str], Phrase] = {}
    for phrase in phrases:
        for key in [*(f"mode {mode}" for mode in phrase.modes), *phrase.cameo] or [""]:
            if table.setdefault((phrase.type, key), phrase) is not phrase:
                raise DataError(f"{path.name}: {phrase.type} {key} is there twice")
    for missing in set(get_args(PloverType)) - {name for name, key in table if not key}:
        raise DataError(f"{path.name}: {missing} has no entry of its own")
    return table
