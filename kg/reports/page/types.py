"""The type of a column that no header declares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.graph.store import Value
from kg.reports.parameters import ValueType


def type_of(values: Sequence[Value]) -> ValueType:
    """What all values that are not null have in common; `string` where that is nothing."""
    known = [value for value in values if value is not None]
    if not known:
        return "string"
    if all(isinstance(value, bool) for value in known):
        return "boolean"
    if all(isinstance(value, int) and not isinstance(value, bool) for value in known):
        return "integer"
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return "number"
    if all(isinstance(value, date) for value in known):
        return "date"
    return "strings" if all(isinstance(value, list) for value in known) else "string"
