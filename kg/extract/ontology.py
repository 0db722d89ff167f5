"""The one place that knows the ontology: PLOVER event types and CAMEO codes, read from data/ontology.

Types and modes follow PLOVER (github.com/openeventdata/PLOVER), with the modes of its 2021 mapping from CAMEO, and
CAMEO's 01 as STATEMENT. Modes of ours, where PLOVER has a context or another type: CONSULT/meet, mediate, negotiate;
ASSAULT/aerial, drone, blockade, occupy, cyber; COERCE/crowd-control. Contexts are those that PLOVER's data set POLECAT
uses (Halterman et al. 2023), those of a code as in the mapping of 2021. Codes are those of CAMEO 1.1b3, and 1213 and
1214, which ICEWS and that mapping add; Goldstein values those that GDELT publishes for them. Definitions and examples
are ours; what a type is not follows the rulings in data/gold/train/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeVar, get_args

import msgspec
from msgspec import Struct, field

from kg import settings
from kg.errors import DataError
from kg.model import PloverType


class Border(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an event type is not: an example that is taken for it, the type that this is, and why."""

    type: PloverType
    example: str
    why: str


class EventType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PLOVER event type: `modes` by name with their meaning; `codes` are the CAMEO codes whose branches belong to it
    (the longest that fits wins); `quad` is 1 to 4, see `quads`."""

    name: PloverType
    quad: int
    codes: tuple[str, ...]
    definition: str
    example: str
    borders: tuple[Border, ...] = field(name="not")
    modes: dict[str, str]


class CameoCode(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A CAMEO code of two to four digits. A mode or Goldstein value that is null is its parent's, and so are contexts
    and `plover`: the type that PLOVER's mapping of 2021 gives the code where ours is another. Codes of four digits may
    leave the definition to their name."""

    code: str
    name: str
    example: str
    definition: str | None = None
    goldstein: float | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    plover: PloverType | None = None


class _Types(Struct, frozen=True, forbid_unknown_fields=True):
    quads: dict[int, str]
    contexts: dict[str, str]
    types: tuple[EventType, ...]


class _Codes(Struct, frozen=True, forbid_unknown_fields=True):
    codes: tuple[CameoCode, ...]


class _Ontology(Struct, frozen=True):
    quads: dict[int, str]
    contexts: dict[str, str]
    types: dict[PloverType, EventType]
    codes: dict[str, CameoCode]
    type_of: dict[str, PloverType]


def quads() -> Mapping[int, str]:
    """The four quad classes: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return _load().quads


def types() -> Mapping[PloverType, EventType]:
    """Every event type by name, in the order of CAMEO."""
    return _load().types


def codes() -> Mapping[str, CameoCode]:
    """Every CAMEO code."""
    return _load().codes


def contexts() -> Mapping[str, str]:
    """PLOVER's contexts with what each covers: why an event happens, or what it is about."""
    return _load().contexts


def quad(event_type: PloverType) -> int:
    """The quad class of an event type."""
    return types()[event_type].quad


def type_of(cameo: str) -> PloverType:
    """The event type of a CAMEO code. Raises DataError for what is no CAMEO code."""
    try:
        return _load().type_of[cameo]
    except KeyError:
        raise DataError(f"{cameo!r} is no CAMEO code") from None


def name(cameo: str) -> str:
    """What a CAMEO code means, as a verb phrase. Raises DataError for what is no CAMEO code."""
    type_of(cameo)
    return codes()[cameo].name


def goldstein(cameo: str) -> float | None:
    """The Goldstein value of a code, from -10 (conflict) to 10 (cooperation); its parent's where it has none."""
    return next((each.goldstein for each in branch(cameo) if each.goldstein is not None), None)


def mode_of(cameo: str) -> str | None:
    """The PLOVER mode of a code; its parent's where it has none, null where that has none either."""
    return next((each.mode for each in branch(cameo) if each.mode is not None), None)


def codes_of(event_type: PloverType, mode: str | None = None) -> list[str]:
    """The CAMEO codes of a type, or of one of its modes: the way back from PLOVER."""
    return [code for code, kind in _load().type_of.items() if kind == event_type and mode in (None, mode_of(code))]


def branch(cameo: str) -> list[CameoCode]:
    """The code and its parents, the nearest first."""
    type_of(cameo)
    return [codes()[cameo[:length]] for length in range(len(cameo), 1, -1)]


@cache
def _load() -> _Ontology:
    """Read and check both files. Raises DataError where they do not fit their schema or each other."""
    listed = _decode("types.json", _Types)
    kinds = {each.name: each for each in listed.types}
    if set(kinds) != set(get_args(PloverType)) or len(kinds) != len(listed.types):
        raise DataError("types.json: does not list every event type once")
    entries = {each.code: each for each in _decode("cameo.json", _Codes).codes}
    branches = {code: each.name for each in kinds.values() for code in each.codes}
    type_of = {code: _longest(branches, code) for code in entries}
    for code, entry in entries.items():
        if len(code) > 2 and code[:-1] not in entries:
            raise DataError(f"cameo.json: {code} has no parent")
        if unknown := set(entry.contexts) - set(listed.contexts):
            raise DataError(f"cameo.json: {code}: no context {', '.join(sorted(unknown))}")
        if entry.mode is not None and entry.mode not in kinds[type_of[code]].modes:
            raise DataError(f"cameo.json: {code}: {type_of[code]} has no mode {entry.mode}")
    for each in kinds.values():
        if each.quad not in listed.quads:
            raise DataError(f"types.json: {each.name}: no quad class {each.quad}")
    return _Ontology(listed.quads, listed.contexts, kinds, entries, type_of)


def _longest(branches: Mapping[str, PloverType], code: str) -> PloverType:
    for length in range(len(code), 1, -1):
        if code[:length] in branches:
            return branches[code[:length]]
    raise DataError(f"cameo.json: {code} belongs to no event type")


_Schema = TypeVar("_Schema")


def _decode(file: str, schema: type[_Schema]) -> _Schema:
    try:
        return msgspec.json.decode(settings.data("ontology", file).read_bytes(), type=schema)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"{file}: {error}") from error
