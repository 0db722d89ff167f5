"""The labels, relationship types and properties that a query speaks of, and the nearest ones to those that are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from kg.graph import schema
from kg.graph.store import Store
from kg.graph.tokens import END, Token, tokens

_NEAR = 0.7
_JOINS = frozenset(":|&!%")


class Names(NamedTuple):
    """What a query names, in its order. Keys of its own maps are no properties."""

    labels: tuple[str, ...]
    types: tuple[str, ...]
    properties: tuple[str, ...]


def hints(query: str, store: Store) -> list[str]:
    """A line for each name in `query` that is not of the graph model: of labels and types those that the graph does
    not have either, of properties those that are nearly one of the model. TooLongError, StoreError."""
    used, known = names(query), _known()
    labels = [name for name in used.labels if _missing(name, known.labels, store, "(n:{})")]
    types = [name for name in used.types if _missing(name, known.types, store, "()-[:{}]->()")]
    near = [name for name in used.properties if name not in known.properties and _near(name, known.properties)]
    return [
        *(_hint("label", name, known.labels) for name in labels),
        *(_hint("relationship type", name, known.types) for name in types),
        *(_hint("property", name, known.properties) for name in near),
    ]


def names(query: str) -> Names:
    """The names in `query`, each once. What only looks like one (`date.truncate(…)`, `$row.name`) is not among them."""
    found = [END, *tokens(query), END, END]
    labels: list[str] = []
    types: list[str] = []
    properties: list[str] = []
    own: set[str] = set()
    opened: list[str] = []
    for at, token in enumerate(found):
        if token.text in ("(", "[", "{"):
            opened.append(_opens(found, at, opened))
        elif token.text in (")", "]", "}") and opened:
            opened.pop()
        elif token.text == ":":
            inside = opened[-1] if opened else ""
            if inside in ("map", "pattern") and found[at - 2].text in ("{", ","):
                (properties.append if inside == "pattern" else own.add)(found[at - 1].name or "")
            elif found[at - 1].text not in _JOINS:
                (types if inside == "relationship" else labels).extend(_alternatives(found, at))
        elif token.text == "." and _is_property(found, at):
            properties.append(found[at + 1].name or "")
    return Names(_once(labels), _once(types), _once(name for name in properties if name not in own))


def _opens(found: list[Token], at: int, opened: list[str]) -> str:
    """What kind of bracket opens: of a relationship, of the properties in a pattern, of a map, or any other."""
    before, text = found[at - 1], found[at].text
    if text == "[":
        return "relationship" if before.text == "-" else "list"
    if text == "{" and found[at + 1].name is not None and found[at + 2].text == ":":
        inside = opened[-1] if opened else ""
        return "pattern" if inside == "relationship" or (inside == "round" and before.name is not None) else "map"
    return "round" if text == "(" else "block"


def _alternatives(found: list[Token], at: int) -> Iterator[str]:
    """The names in `:A|B&!C` from the colon on."""
    while found[at].text in _JOINS:
        at += 1
        name = found[at].name
        if name is not None and found[at + 1].text not in (".", "("):
            yield name
            at += 1


def _is_property(found: list[Token], at: int) -> bool:
    """Whether the point at `at` is followed by a property: not within a function's name, nor of a parameter."""
    if found[at + 1].name is None or not (found[at - 1].name or found[at - 1].text in (")", "]", "{", ",")):
        return False
    first, last = at - 1, at + 1
    while found[first].name and found[first - 1].text == ".":
        first -= 2
    while found[last + 1].text == "." and found[last + 2].name:
        last += 2
    return found[last + 1].text != "(" and found[max(first - 1, 0)].text != "$"


def _known() -> Names:
    rollups = (*schema.ROLLUPS, schema.ACTOR_TALLY)
    properties = [name for names in schema.NODES.values() for name in names]
    properties += [name for rollup in rollups for name in rollup.properties]
    properties += [*schema.SET_ASIDE, *schema.META]
    properties += [name for relationship in schema.RELATIONSHIPS for name in relationship.properties]
    labels = [*schema.NODES, *(rollup.label for rollup in schema.ROLLUPS), "SetAside", "Graph"]
    return Names(tuple(labels), tuple(each.name for each in schema.RELATIONSHIPS), _once(properties))


def _missing(name: str, known: Iterable[str], store: Store, pattern: str) -> bool:
    """Whether neither the model nor the graph has the label or type, which may be somebody's own."""
    if name in known:
        return False
    quoted = f"`{name.replace('`', '``')}`"
    return not store.read(f"MATCH {pattern.format(quoted)} RETURN 1 AS one LIMIT 1", {}, 1).rows


def _hint(what: str, name: str, known: Iterable[str]) -> str:
    near = _near(name, known)
    return f"the graph has no {what} {name}{f'; did you mean {near}?' if near else ''}"


def _near(name: str, known: Iterable[str]) -> str | None:
    plain = {each.casefold().replace("_", ""): each for each in known}
    found = get_close_matches(name.casefold().replace("_", ""), plain, n=1, cutoff=_NEAR)
    return plain[found[0]] if found else None


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
