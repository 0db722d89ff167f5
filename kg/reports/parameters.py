"""Typed parameters: what a report declares, and the words of a command line turned into values of Cypher."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from kg.errors import UsageError
from kg.graph.store import Value

ValueType = Literal["string", "strings", "integer", "number", "boolean", "date"]
VALUE_TYPES: tuple[str, ...] = get_args(ValueType)
ParameterType = Literal[ValueType, "actor", "place", "country"]
PARAMETER_TYPES: tuple[str, ...] = get_args(ParameterType)
ENTITY_TYPES = ("actor", "place", "country")
"""Of these a value is a name as people write it; `kg.reports.entities` turns it into ids of the graph, or codes."""
BUSIEST = "*"
"""As a value of an actor or place: the one with most events; `*person`: of this kind, where there is any."""
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGERS = range(-(2**63), 2**63)  # what Cypher's INTEGER holds
_ALLOWED = {
    "string": "any text",
    "actor": "a name",
    "place": "a name",
    "country": "a name",
    "strings": "words separated by commas",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date as YYYY-MM-DD, or nothing",
}


class Parameter(Struct, frozen=True):
    """One parameter of a report; `default` is a value of `type`. A date may be None: nothing is asked of it."""

    name: str
    type: ParameterType
    default: Value
    meaning: str


def parse(text: str, value_type: ParameterType) -> Value:
    """The value that `text` writes: `2017-09-05`, `3`, `true`, `a, b`. No text at all is no date: None.

    Raises ValueError, which says what is allowed.
    """
    if value_type == "string" or value_type in ENTITY_TYPES:
        return text
    words = text.strip()
    if value_type == "strings":
        return [word.strip() for word in words.split(",") if word.strip()]
    if value_type == "date" and not words:
        return None
    try:
        value = _scalar(words, value_type)
    except (ValueError, KeyError):
        raise ValueError(f"takes {_ALLOWED[value_type]}, not {text!r}") from None
    _check(value, value_type)
    return value


def bind(parameters: Sequence[Parameter], given: Mapping[str, Value]) -> dict[str, Value]:
    """A value for every parameter: of `given` (words, or values of the right type), else its default.

    Raises UsageError for a name that is not among `parameters` and for a value that is not of the type.
    """
    known = {parameter.name: parameter for parameter in parameters}
    values = {parameter.name: parameter.default for parameter in parameters}
    for name, value in given.items():
        if name not in known:
            raise UsageError(unknown("parameter", name, known))
        try:
            if isinstance(value, str):
                values[name] = parse(_encodable(value), known[name].type)
            else:
                _check(value, known[name].type)
                values[name] = value
        except ValueError as error:
            raise UsageError(f"parameter {name} {error}") from None
    return values


def assignments(words: Iterable[str]) -> dict[str, str]:
    """`["actor=Ali", …]` as a mapping. UsageError for a word without `=`, and for a name given twice."""
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"a parameter is written name=value, not {word!r}")
        if name.strip() in given:
            raise UsageError(f"parameter {name.strip()} is given twice")
        given[name.strip()] = value
    return given


def guess(text: str) -> Value:
    """The value of a parameter without a declared type: JSON if it is that, an ISO date, else the text itself.

    Raises UsageError for what no store can take: a number out of range, text that is not UTF-8.
    """
    try:
        value = date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else json.loads(text, parse_constant=_no_json)
    except (ValueError, RecursionError):
        value = text
    try:
        _check_deeply(value)
    except ValueError as error:
        raise UsageError(f"a parameter {error}") from None
    return value


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """One line that says that `name` does not exist, what was perhaps meant, and what there is."""
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name.lower(), names, n=3) or [other for other in names if name and name.lower() in other]
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    there = f" There is: {', '.join(names)}" if names else f" There is no {what} here"
    return f"no {what} {name!r}{meant or '.'}{there}"


def _scalar(words: str, value_type: ParameterType) -> Value:
    if value_type == "date":
        if not _ISO_DATE.fullmatch(words):
            raise ValueError
        return date.fromisoformat(words)
    if value_type == "boolean":
        return {"true": True, "false": False}[words.lower()]
    return int(words) if value_type == "integer" else float(words)


def _check(value: Value, value_type: ParameterType) -> None:
    """ValueError unless `value` is of the type; a date may be None."""
    fits = {
        **dict.fromkeys(("string", *ENTITY_TYPES), isinstance(value, str)),
        "strings": isinstance(value, list) and all(isinstance(item, str) for item in value),
        "integer": isinstance(value, int) and not isinstance(value, bool) and value in _INTEGERS,
        "number": isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value),
        "boolean": isinstance(value, bool),
        "date": value is None or isinstance(value, date),
    }
    if not fits[value_type]:
        raise ValueError(f"takes {_ALLOWED[value_type]}, not {value!r}")


def _encodable(text: str) -> str:
    """`text`, unless it holds bytes of the command line that are no UTF-8, which no store can keep."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("is not valid UTF-8 text") from None
    return text


def _check_deeply(value: Value) -> None:
    """ValueError unless each number and text in `value` is one that a store can take."""
    if isinstance(value, str):
        _encodable(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        _check(value, "integer" if isinstance(value, int) else "number")
    elif isinstance(value, list | dict):
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            _check_deeply(item)


def _no_json(constant: str) -> None:
    """`NaN` and `Infinity` are words here: JSON does not have them, though Python reads them."""
    raise ValueError(constant)
