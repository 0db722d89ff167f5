"""Who held an office on a day, after the table of leaders."""

from __future__ import annotations

from functools import cache

from kg.extract.naming.people import same_person
from kg.extract.naming.tables import Leader, key, tables
from kg.model import Alpha3


def leader_named(name: str, day: str | None, role: str = "") -> Leader | None:
    """The office holder of the table that a full name means, or a surname if one holder in office that day bears it.

    `role` is what the text calls the bearer of a mere surname: King Salman is not the crown prince.
    """
    words = key(name).split()
    if not words:
        return None
    bearers = tables().leaders_by_surname.get(words[-1], ())
    known = [x for x in bearers if any(same_person(name, full) for full in (x.name, *x.aliases))]
    now = [leader for leader in known if day and leader.holds_on(day)]
    if len(words) == 1 and role in _leading_roles():
        known = [x for x in tables().leaders if x.role == role and day and x.holds_on(day)]
        now = [x for x in known if words[0] in key(x.name).split()]
    if len(words) == 1:
        return now[0] if len({leader.name for leader in now}) == 1 else None
    return now[0] if now else (known[-1] if known else None)


@cache
def _leading_roles() -> frozenset[str]:
    return frozenset(leader.role for leader in tables().leaders)


def office_holder(role: str, country: Alpha3 | None, day: str | None) -> Leader | None:
    """Who held the office ("president", "foreign minister") of `country` on `day`."""
    if not day or not country:
        return None
    same = tables().titles.same
    wanted = same.get(role, role)
    return next(
        (
            leader
            for leader in tables().leaders
            if leader.country == country and leader.holds_on(day) and same.get(leader.role, leader.role) == wanted
        ),
        None,
    )
