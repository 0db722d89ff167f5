"""Which office holder of the tables an article actor is: by name and country, or by surname, office and day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct

from kg.extract.naming.tables import Leader
from kg.extract.naming.tables import tables as actor_tables
from kg.model import Alpha3
from kg.resolve.article_actors import ArticleActor
from kg.resolve.compare import ONLY_FAMILY, SHORTER, match
from kg.resolve.names import PersonName, person_name
from kg.resolve.sounds import likeness
from kg.resolve.tables import domain, names

_REIGNING = frozenset({"king", "queen", "emir", "sultan", "crown prince"})
_FORMER = ("former ", "ex-", "ex ", "late ", "ousted ", "deposed ")


class Holder(Struct, frozen=True):
    """A person of the tables with all offices that the tables have. `name` is the key."""

    name: str
    forms: tuple[PersonName, ...]
    terms: tuple[Leader, ...]

    @property
    def countries(self) -> frozenset[Alpha3]:
        return frozenset(term.country for term in self.terms if term.country)

    @property
    def block(self) -> str:
        return self.forms[0].block

    @property
    def reigns(self) -> bool:
        """Whether he or she is called by the given name: "King Abdullah"."""
        return bool(self.forms[0].given) and any(term.role in _REIGNING for term in self.terms)

    def away(self, day: str) -> int:
        """Days between `day` and the nearest of the days in office."""
        return min(_days(term.since, day, term.until) for term in self.terms)


class _Index(Struct, frozen=True):
    by_block: dict[str, tuple[Holder, ...]]
    by_alias: dict[str, tuple[Holder, ...]]
    """Whole names that are no full names: "Saddam", "Lula"."""


def holders() -> dict[str, Holder]:
    """All persons of the tables by name."""
    return _all()


def named(name: str, country: Alpha3 | None, day: str | None) -> Holder | None:
    """Who of the tables bears this name in full: of this country, if one is known, and of several namesakes whoever was
    nearest to office on the day."""
    fitting = _bearers(name, country)
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    if day is None:
        return None
    nearest = sorted((holder.away(day), holder.name, holder) for holder in fitting)
    return nearest[0][2] if nearest[0][0] < nearest[1][0] else None


@lru_cache(maxsize=1 << 17)
def _bearers(name: str, country: Alpha3 | None) -> tuple[Holder, ...]:
    form = person_name(name)
    found = _index().by_alias.get(form.family, ()) if form.weak and not form.given else ()
    if not found and not form.weak:
        nearby = _index().by_block.get(form.block, ())
        exact = tuple(holder for holder in nearby if form in holder.forms)
        found = exact or tuple(holder for holder in nearby if any(_fits(form, own) for own in holder.forms))
    return tuple(holder for holder in found if _serves(holder, country, form))


def anchor(actor: ArticleActor) -> Holder | None:
    """Who of the tables an article actor is, if that is sure."""
    if actor.kind != "person":
        return None
    form = person_name(actor.name)
    found = named(actor.name, actor.country, actor.day)
    if found is not None:
        return None if form.common and _private(actor) else found
    return _in_office(form, actor) if form.weak and actor.country and actor.day else None


def several(name: str, country: Alpha3 | None) -> bool:
    """Whether more than one of the tables bears this name in full."""
    return len(_bearers(name, country)) > 1


def _private(actor: ArticleActor) -> bool:
    """Whether all that the actor is called lies outside of politics."""
    return bool(actor.roles) and all(domain(role) in names().words.private_domains for role, _ in actor.roles)


def _in_office(form: PersonName, actor: ArticleActor) -> Holder | None:
    """The bearer of a surname who held the office that is told, or any office where none is, on that day."""
    day = actor.day or ""
    country = actor.country
    bearers = [h for h in _index().by_block.get(form.block, ()) if country in h.countries and _bears(h, form)]
    if not bearers:
        return None
    roles = [_office(role) for role, _ in actor.roles]
    if any(role.startswith(_FORMER) for role in roles):
        gone = [h for h in bearers if any(t.until and t.until < day for t in h.terms)]
        return gone[0] if len(gone) == 1 == len(bearers) else None
    now = [h for h in bearers if any(t.holds_on(day) and t.country == country for t in h.terms)]
    exact = [h for h in now if any(t.holds_on(day) and _office(t.role) in roles for t in h.terms)]
    top = names().words.top_offices
    if not exact and roles and not any(role in top for role in roles):
        return None
    chosen = exact or now
    return chosen[0] if len(chosen) == 1 else None


def _bears(holder: Holder, form: PersonName) -> bool:
    """Whether a single name is the family name of a holder, or the given name of one who reigns."""
    if any(not (m := match(form, own)).conflict and m.strength >= ONLY_FAMILY for own in holder.forms):
        return True
    return not form.given and holder.reigns and likeness(form.family, holder.forms[0].given[0]) == "same"


def _office(role: str) -> str:
    lower = role.lower()
    return actor_tables().titles.same.get(lower, lower)


def _fits(form: PersonName, own: PersonName) -> bool:
    found = match(form, own)
    return not found.conflict and found.strength >= SHORTER


def _serves(holder: Holder, country: Alpha3 | None, form: PersonName) -> bool:
    if country is None:
        return not form.common and (not form.weak or form.family not in names().given)
    return country in holder.countries or not holder.countries


def _days(since: str, day: str, until: str | None) -> int:
    if day < since:
        return (date.fromisoformat(since) - date.fromisoformat(day)).days
    return (date.fromisoformat(day) - date.fromisoformat(until)).days if until and until < day else 0


@lru_cache(maxsize=1)
def _all() -> dict[str, Holder]:
    terms: dict[str, list[Leader]] = {}
    for leader in names().holders:
        terms.setdefault(leader.name, []).append(leader)
    return {name: Holder(name, _forms(name, rows), tuple(rows)) for name, rows in terms.items()}


def _forms(name: str, rows: list[Leader]) -> tuple[PersonName, ...]:
    written = dict.fromkeys([name, *(alias for row in rows for alias in row.aliases)])
    forms = [person_name(each) for each in written]
    return tuple(form for i, form in enumerate(forms) if i == 0 or not form.weak)


@lru_cache(maxsize=1)
def _index() -> _Index:
    by_block: dict[str, dict[str, Holder]] = {}
    by_alias: dict[str, dict[str, Holder]] = {}
    for holder in _all().values():
        alone = [PersonName(given=(), family=holder.forms[0].given[0])] if holder.reigns else []
        for form in (*holder.forms, *alone):
            by_block.setdefault(form.block, {})[holder.name] = holder
        for written in (holder.name, *(alias for term in holder.terms for alias in term.aliases)):
            if person_name(written).weak:
                by_alias.setdefault(person_name(written).family, {})[holder.name] = holder
    return _Index(
        {key: tuple(found[name] for name in sorted(found)) for key, found in by_block.items()},
        {key: tuple(found[name] for name in sorted(found)) for key, found in by_alias.items()},
    )
