"""The parameters of a report as fields of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from kg.model import ActorKind, Modality
from kg.reports.parameters import BUSIEST, ENTITY_TYPES, Parameter
from kg.reports.words import words

LONGEST = 1000
"""Characters of one value; names have up to a few hundred."""

_CHOICES: Mapping[str, Sequence[str]] = {"modality": get_args(Modality), "kind": get_args(ActorKind)}
"""Words that are suggested for a parameter of that name."""

_KINDS: Mapping[str, Literal["date", "number"]] = {"date": "date", "integer": "number", "number": "number"}


class Field(Struct, frozen=True, kw_only=True):
    """One input. `completes` is what names are suggested for it: actor, place, country, or nothing."""

    name: str
    label: str
    kind: Literal["text", "date", "number", "choice"]
    value: str
    placeholder: str
    meaning: str
    step: str = "any"
    choices: Sequence[str] = ()
    completes: str = ""


def fields(parameters: Sequence[Parameter], given: Mapping[str, str], shown: Mapping[str, str]) -> list[Field]:
    """A field for each parameter with what was given for it; `shown` says what a default stood for."""
    return [_field(each, given.get(each.name), shown.get(each.name, "")) for each in parameters]


def chosen(parameters: Sequence[Parameter], asked: Mapping[str, str]) -> dict[str, str]:
    """What was filled in: an empty field of a number or of true and false is its default."""
    types = {parameter.name: parameter.type for parameter in parameters}
    bare = ("integer", "number", "boolean")
    return {name: value for name, value in asked.items() if value.strip() or types.get(name) not in bare}


def _field(parameter: Parameter, given: str | None, shown: str) -> Field:
    entity = parameter.type in ENTITY_TYPES
    busiest = entity and str(parameter.default).startswith(BUSIEST)
    default = "" if busiest else words(parameter.default)
    return Field(
        name=parameter.name,
        label=parameter.name.replace("_", " "),
        kind="choice" if parameter.type == "boolean" else _KINDS.get(parameter.type, "text"),
        value=default if given is None else given,
        placeholder=(shown or "with most events") if busiest else "any" if entity else "",
        meaning=parameter.meaning,
        step="1" if parameter.type == "integer" else "any",
        choices=("true", "false") if parameter.type == "boolean" else _CHOICES.get(parameter.name, ()),
        completes=parameter.type if entity else "",
    )
