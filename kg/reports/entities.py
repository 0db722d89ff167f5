"""Values of the parameter types `actor`, `place` and `country`: names as people write them, as what queries ask.

A query gets a list of ids: `MATCH (a:Actor) WHERE a.id IN $actor`; of countries a list of their alpha-3 codes, at most
one. Empty text is an empty list: a report whose default it is asks for any (`size($actor) = 0 OR …`). `*` is the actor
or place with most events, `*person` the person with most, and in a further actor parameter of a report `*` is the one
that has most events with those of the first. Where the default is one of these, empty text means it too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from kg.errors import UsageError
from kg.graph.store import Store, Value
from kg.reports.names import Named, Names
from kg.reports.parameters import BUSIEST, ENTITY_TYPES, Parameter

MOST = 50
"""So many actors or places one value may mean; more, and it is too little to go by."""

_VERSION = "MATCH (g:Graph) RETURN g.version AS version"
_ACTORS = """
MATCH (a:Actor)
RETURN a.id AS id, a.name AS name, coalesce(a.aliases, []) AS aliases, a.kind AS kind, a.country AS country,
  coalesce(a.events, 0) + coalesce(a.unasserted, 0) AS events
"""
_PLACES = """
MATCH (p:Place)
OPTIONAL MATCH (m:PlaceMonth {place: p.id})
WITH p, sum(coalesce(m.events, 0) + coalesce(m.unasserted, 0)) AS events
RETURN p.id AS id, p.name AS name, [] AS aliases, p.kind AS kind, p.country AS country, events AS events
"""
_PARTNER = """
UNWIND $ids AS id
CALL { WITH id MATCH (d:DyadMonth {source: id}) RETURN d, d.target AS partner
       UNION ALL WITH id MATCH (d:DyadMonth {target: id}) RETURN d, d.source AS partner }
WITH partner, d WHERE NOT partner IN $ids
WITH partner, sum(d.events) + sum(d.unasserted) AS events
RETURN partner AS id ORDER BY events DESC, id LIMIT 1
"""


def version_of(store: Store) -> str | None:
    """Which graph this is: the same version, the same rows. None for a graph without roll-ups or without articles."""
    rows = store.read(_VERSION, {}).rows
    return rows[0][0] if rows else None


def names_of(store: Store, kind: str) -> Names:
    """The names of all actors or places (`kind`) of the graph, read once for each version of it."""
    version = version_of(store)
    if version is None:
        return _read(store, kind)
    key = (store.address, version, kind)
    if key not in _cache():
        _cache()[key] = _read(store, kind)
        for old in list(_cache())[:-8]:
            del _cache()[old]
    return _cache()[key]


def resolve(
    parameters: Sequence[Parameter], values: Mapping[str, Value], store: Store
) -> tuple[dict[str, Value], dict[str, Value]]:
    """`values` as the query takes them, and as people read them: names in place of ids.

    Raises UsageError, with the nearest names, for a name that the graph does not have or that means too many, and
    where the second of a pair is the first again.
    """
    ids, shown = dict(values), dict(values)
    first: list[str] = []
    for parameter in parameters:
        if parameter.type not in ENTITY_TYPES:
            continue
        words = str(values[parameter.name]).strip() or parameter.default
        if parameter.type == "country":
            ids[parameter.name] = _country(parameter, words)
            shown[parameter.name] = ", ".join(ids[parameter.name])
            continue
        names = names_of(store, parameter.type)
        if words.startswith(BUSIEST):
            found = _busiest(parameter.type, names, first, store, words.removeprefix(BUSIEST).strip())
        else:
            found = _named(parameter, words, names)
        if parameter.type == "actor":
            if found and found == first and parameter.default == BUSIEST:
                raise UsageError(f"parameter {parameter.name}: that is {words} again; name another actor")
            first = first or found
        ids[parameter.name] = found
        shown[parameter.name] = ", ".join(names.by_id[key].name for key in found)
    return ids, shown


def _busiest(entity: str, names: Names, first: list[str], store: Store, kind: str) -> list[str]:
    if entity == "actor" and first:
        return [row[0] for row in store.read(_PARTNER, {"ids": first}).rows]
    of_kind = (entry for entry in names.entries if entry.kind == kind)
    return [entry.id for entry in [*islice(of_kind, 1), *names.entries[:1]][:1]]


def _named(parameter: Parameter, words: str, names: Names) -> list[str]:
    if not words:
        return []
    kind = parameter.type
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: names.exactly(words),
        lambda: _in_gazetteer(words, names) if kind == "place" else [],  # before what stands for a country: "Teheran"
        lambda: _of_country(words, names, "state" if kind == "actor" else "country"),
        lambda: names.partly(words),
    )
    found = next((ids for ids in (way() for way in ways) if ids), [])
    near = names.nearest(words) if not found else [names.by_id[key].name for key in found[:3]]
    if not found:
        meant = f"did you mean {' or '.join(near)}?" if near else f"no {kind} here has a name like it"
        raise UsageError(f"parameter {parameter.name}: no {kind} {words!r} in this graph; {meant}")
    if len(found) > MOST:
        many = f"{words!r} may mean any of {len(found)} {kind}s, {', '.join(near)}, …"
        raise UsageError(f"parameter {parameter.name}: {many}; say more")
    return found


def _of_country(words: str, names: Names, kind: str) -> list[str]:
    """States and countries by code and by all that the table of countries calls them."""
    code = _code(words)
    return names.countries(code, kind) if code else []


def _country(parameter: Parameter, words: str) -> list[str]:
    from kg.extract.countries import country_names

    if not words:
        return []
    code = _code(words)
    if code is None:
        table = country_names()
        near = Names(Named(key, name, (), None, None, 0) for key, name in table.items()).nearest(words)
        meant = f"did you mean {' or '.join(near)}?" if near else "write its name or ISO 3166 alpha-3 code"
        raise UsageError(f"parameter {parameter.name}: no country {words!r}; {meant}")
    return [code]


def _code(words: str) -> str | None:
    from kg.extract.countries import country_names, country_of

    if words.upper() in country_names():
        return words.upper()
    return next((code for code in map(country_of, (words, words.title(), words.upper())) if code), None)


def _in_gazetteer(words: str, names: Names) -> list[str]:
    """Places by the other names that the gazetteer has for them."""
    from kg.extract.gazetteer import load

    ids = [place.geonames_id for place in load().lookup(words)]
    return [key for key in ids if key and key in names.by_id]


def _read(store: Store, kind: str) -> Names:
    rows = store.read(_ACTORS if kind == "actor" else _PLACES, {}).rows
    return Names(Named(key, name, tuple(aliases), *rest) for key, name, aliases, *rest in rows)


@lru_cache(maxsize=1)
def _cache() -> dict[tuple[str, str, str], Names]:
    return {}
