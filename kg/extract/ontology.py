"""The one place that knows the ontology: PLOVER event types and CAMEO codes, from data/ontology."""

from __future__ import annotations

from functools import cache
from typing import get_args

import msgspec
from msgspec import Struct

from kg import settings
from kg.errors import DataError
from kg.model import PloverType


class EventType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PLOVER event type. `codes` are the CAMEO codes whose whole branches belong to it, the longest match wins."""

    name: PloverType
    quad: int
    codes: tuple[str, ...]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    types: tuple[EventType, ...]


@cache
def types() -> dict[PloverType, EventType]:
    """Every event type by name, in the order of CAMEO. Raises DataError if data/ontology/types.json is broken."""
    path = settings.data("ontology", "types.json")
    try:
        listed = msgspec.json.decode(path.read_bytes(), type=_File).types
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"{path.name}: {error}") from error
    if {each.name for each in listed} != set(get_args(PloverType)):
        raise DataError(f"{path.name}: does not list every event type once")
    return {each.name: each for each in listed}


@cache
def type_of(cameo: str) -> PloverType:
    """The event type of a CAMEO code of two to four digits. Raises DataError for a code of no type."""
    of_code = {code: each.name for each in types().values() for code in each.codes}
    for length in range(len(cameo), 1, -1):
        if cameo[:length] in of_code:
            return of_code[cameo[:length]]
    raise DataError(f"{cameo!r} is no CAMEO code")
