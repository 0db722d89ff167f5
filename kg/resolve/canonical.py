"""A cluster of units to one canonical actor: its name, its kind, its roles with their dates, and its key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from msgspec import Struct

from kg.ids import digest, named_actor_id, slug
from kg.model import ActorKind, Alpha3, IsoDate
from kg.resolve.article_actors import Key
from kg.resolve.holders import holders
from kg.resolve.organizations import OrganizationName
from kg.resolve.units import Seen, Unit

_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


class HeldRole(Struct, frozen=True):
    """A role with the days of publication on which it was first and last told, and by how many articles."""

    role: str
    country: Alpha3 | None
    first_seen: IsoDate | None
    last_seen: IsoDate | None
    articles: int


class CanonicalActor(Struct, frozen=True, kw_only=True):
    """One actor of the corpus. `members` are its article actors, sorted; `aliases` its other names, sorted."""

    id: str
    name: str
    kind: ActorKind
    country: Alpha3 | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    first_seen: IsoDate | None = None
    last_seen: IsoDate | None = None
    members: tuple[Key, ...] = ()
    former: tuple[str, ...] = ()
    """Where an analyst gave the name, what it was called before, though no article may call it so."""
    set_roles: tuple[HeldRole, ...] = ()
    """The roles that an analyst set, in the order of time; `first_seen` and `last_seen` are as far as he said."""


def canonical(units: Sequence[Unit]) -> CanonicalActor:
    """Depends on the members only. The id is that of the name by which the actor was published first, or that of the
    table of office holders, so that articles which come later seldom change it."""
    names: Counter[str] = Counter()
    kinds: Counter[ActorKind] = Counter()
    seen = Seen()
    for unit in units:
        names.update(unit.names)
        kinds.update(unit.kinds)
        seen.add(unit.seen.first, unit.seen.last)
    holder = next((unit.holder for unit in units if unit.holder), "")
    telling = [unit for unit in units if not unit.weak] or list(units)
    kind = min(kinds, key=lambda each: (-kinds[each], _KINDS.index(each)))
    name = holder or _listed(units) or best_name({n: c for unit in telling for n, c in unit.names.items()})
    first = holder or _listed(units) or min(unit.earliest for unit in telling if unit.earliest)[2]
    return CanonicalActor(
        id=named_actor_id(first, kind),
        name=name,
        kind=kind,
        country=_country(units, holder),
        aliases=tuple(sorted(set(names) - {name})),
        roles=_roles(units),
        first_seen=seen.first,
        last_seen=seen.last,
        members=tuple(sorted(member for unit in units for member in unit.members)),
    )


def best_name(names: dict[str, int]) -> str:
    """The name that most articles use; of equals the longest, then the first by code point."""
    return min(names, key=lambda name: (-names[name], -len(name), name))


def told_apart(actors: Iterable[CanonicalActor]) -> list[CanonicalActor]:
    """Actors of one block with ids of their own: those that would share one get their country behind it, then their
    first year, then a digest of their first member."""
    result = list(actors)
    for suffix in (_by_country, _by_year, _by_member):
        taken = Counter(actor.id for actor in result)
        result = [
            _with_id(actor, f"{actor.id}@{suffix(actor)}") if taken[actor.id] > 1 and suffix(actor) else actor
            for actor in result
        ]
    return sorted(result, key=lambda actor: actor.id)


def _by_country(actor: CanonicalActor) -> str:
    return (actor.country or "").lower()


def _by_year(actor: CanonicalActor) -> str:
    return (actor.first_seen or "")[:4]


def _by_member(actor: CanonicalActor) -> str:
    return digest(*actor.members[0]) if actor.members else ""


def _with_id(actor: CanonicalActor, key: str) -> CanonicalActor:
    return CanonicalActor(**{field: getattr(actor, field) for field in actor.__struct_fields__} | {"id": key})


def _listed(units: Sequence[Unit]) -> str:
    found = (unit.form.listed for unit in units if isinstance(unit.form, OrganizationName) and unit.form.listed)
    return min(found, default="")


def _country(units: Sequence[Unit], holder: str) -> Alpha3 | None:
    if holder and (known := sorted(holders()[holder].countries)):
        return known[0]
    counted: Counter[Alpha3] = Counter()
    for unit in units:
        own = unit.form.country if isinstance(unit.form, OrganizationName) else unit.country
        if own:
            counted[own] += unit.seen.articles
    return min(counted, key=lambda code: (-counted[code], code)) if counted else None


def _roles(units: Sequence[Unit]) -> tuple[HeldRole, ...]:
    merged: dict[tuple[str, Alpha3 | None], tuple[str, Seen]] = {}
    for unit in units:
        for key, (text, seen) in unit.roles.items():
            known, total = merged.get(key, (text, Seen()))
            total.add(seen.first, seen.last, seen.articles)
            merged[key] = (min(known, text), total)
    held = [HeldRole(text, key[1], s.first, s.last, s.articles) for key, (text, s) in merged.items()]
    return tuple(sorted(held, key=lambda h: (h.first_seen or "", slug(h.role), h.country or "")))
