"""Parameters of reports as Neo4j Browser takes them.

A parameter of a type such as `actor` is a list of ids. `kg` finds them by name before it asks; in Browser the line that
sets the parameter finds them, on whatever graph it is run: `:param actor => COLLECT { … };`, an expression of Neo4j 5.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.browser.literals import literal
from kg.reports.parameters import BUSIEST, ENTITY_TYPES, Parameter

_BUSIEST = {
    "actor": "MATCH (n:Actor) WITH n, coalesce(n.events, 0) + coalesce(n.unasserted, 0) AS events "
    "RETURN n.id ORDER BY {kind}events DESC, n.name, n.id LIMIT 1",
    "place": "MATCH (n:Place) OPTIONAL MATCH (m:PlaceMonth {{place: n.id}}) "
    "WITH n, sum(coalesce(m.events, 0) + coalesce(m.unasserted, 0)) AS events "
    "RETURN n.id ORDER BY {kind}events DESC, n.name, n.id LIMIT 1",
}
_PARTNER = (
    "WITH {first} AS ids MATCH (d:DyadMonth) WHERE (d.source IN ids) <> (d.target IN ids) "
    "WITH CASE WHEN d.source IN ids THEN d.target ELSE d.source END AS id, sum(d.events) + sum(d.unasserted) AS events "
    "RETURN id ORDER BY events DESC, id LIMIT 1"
)
_NAMED = {
    "actor": "MATCH (n:Actor) WHERE any(x IN [n.name] + n.aliases WHERE toLower(x) = toLower({name})) RETURN n.id",
    "place": "MATCH (n:Place) WHERE toLower(n.name) = toLower({name}) RETURN n.id",
    "country": "MATCH (n:Place {{kind: 'country'}}) WHERE {name} IN [n.name, n.country] RETURN n.country",
}


def expression(parameter: Parameter, before: Sequence[Parameter] = ()) -> str:
    """Cypher for the default of a parameter; `before` are those that come before it in its report."""
    if parameter.type not in ENTITY_TYPES:
        return literal(parameter.default)
    words = str(parameter.default)
    if not words:
        return "[]"
    if parameter.type == "country" and len(words) == 3:
        return f"[{literal(words.upper())}]"
    if not words.startswith(BUSIEST):
        return named(parameter.type, words)
    first = next((each for each in before if each.type == parameter.type == "actor" and each.default), None)
    if first:
        return f"COLLECT {{ {_PARTNER.format(first=expression(first))} }}"
    kind = words.removeprefix(BUSIEST).strip()
    kind = f"CASE n.kind WHEN {literal(kind)} THEN 0 ELSE 1 END, " if kind else ""
    return f"COLLECT {{ {_BUSIEST[parameter.type].format(kind=kind)} }}"


def named(kind: str, name: str) -> str:
    """Cypher for the ids of the actors or places of that name in any case, or the code of a country (`kind`)."""
    return f"COLLECT {{ {_NAMED[kind].format(name=literal(name))} }}"


def expressions(parameters: Sequence[Parameter]) -> dict[str, str]:
    """Cypher for the default of each parameter, by its name."""
    return {each.name: expression(each, parameters[:at]) for at, each in enumerate(parameters)}


def param_lines(parameters: Sequence[Parameter]) -> list[str]:
    """A line for each parameter that sets it to its default: `:param since => date("2017-09-05");`.

    `=>` has the server read the value, so that an integer stays one and a date is a date; `:param {…}` makes floats.
    """
    return [f":param {name} => {text};" for name, text in expressions(parameters).items()]
