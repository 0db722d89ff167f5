"""How likely two units are one actor, from 0 to 1, with the reasons in words."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kg.resolve.compare import Match, match
from kg.resolve.holders import several
from kg.resolve.names import PersonName
from kg.resolve.organizations import OrganizationName, match_organizations
from kg.resolve.tables import names
from kg.resolve.units import Unit

MERGE = 0.75
"""From here on two are taken for one."""
ASK = 0.5
"""From here on, below `MERGE`, an analyst is asked; what is lower is apart."""
_SAME_COUNTRY, _OTHER_COUNTRY, _SAME_ROLE = 0.08, -0.3, 0.17
_OTHER_LIFE, _COMMON, _LONG_APART, _FAR_APART = -0.32, -0.18, -0.16, -0.4
_SEVERAL, _EVERYWHERE, _UNTOLD = -0.2, -0.3, -0.02
_GENERATION, _LIFE = 22, 45
"""Years between two that nobody tells of."""


class Score(Struct, frozen=True):
    value: float
    reasons: tuple[str, ...]
    conflict: bool = False
    """They are two, and no chain of others may make them one."""
    doubt: bool = False
    """What is known of them speaks against it: no chain of others may make them one before an analyst did."""


def score(one: Unit, other: Unit) -> Score:
    """The same for either order of the two."""
    told_apart = apart(one, other)
    if told_apart:
        return Score(0.0, (told_apart,), conflict=True)
    if one.holder and one.holder == other.holder:
        return Score(1.0, (f"both are {one.holder} of the table of office holders",))
    if isinstance(one.form, PersonName) and isinstance(other.form, PersonName):
        found = match(one.form, other.form)
        return Score(0.0, (found.reason,), conflict=True) if found.conflict else _person(one, other, found)
    if isinstance(one.form, OrganizationName) and isinstance(other.form, OrganizationName):
        found = match_organizations(one.form, other.form)
        return Score(0.0, (found.reason,), conflict=True) if found.conflict else _organization(one, other, found)
    return Score(0.0, ("a person and an organisation",), conflict=True)


def apart(one: Unit, other: Unit) -> str:
    """Why two cannot be one whatever their names are; empty if nothing says so."""
    if one.marks and other.marks and (decision := _decided_apart(one, other)):
        return f"an analyst told them apart ({decision})"
    if one.holder and other.holder and one.holder != other.holder:
        return f"two of the table of office holders: {', '.join(sorted((one.holder, other.holder)))}"
    return ""


def _decided_apart(one: Unit, other: Unit) -> str:
    """Marks have the form `decision/different/number of the subject`."""
    sides = {mark.rpartition("/")[0]: mark for mark in one.marks if "/different/" in mark}
    for mark in other.marks:
        decision = mark.rpartition("/")[0]
        if decision in sides and sides[decision] != mark:
            return decision.split("/")[0]
    return ""


def _person(one: Unit, other: Unit, names_fit: Match) -> Score:
    value, reasons = names_fit.strength, [names_fit.reason]
    countries = _countries(one, other)
    common = _common(one.form, other.form)
    role = same_role(one, other)
    if role:
        value += _SAME_ROLE
        reasons.append(f"both are called {role}")
    if countries == "same":
        value += _SAME_COUNTRY
        reasons.append(f"both of {one.country}")
    elif countries == "other":
        if office := _two_offices(one, other):
            return Score(0.0, (office,), conflict=True)
        value += _OTHER_COUNTRY + (0.1 if not common and _parts(one.form) + _parts(other.form) > 5 else 0.0)
        reasons.append(f"of {' and '.join(sorted((one.country or '', other.country or '')))}")
    if one.private != other.private and (one.domains | other.domains) - {"", *names().words.private_domains}:
        value += _OTHER_LIFE
        reasons.append("one holds office, the other is known for something else")
    if common and countries != "same" and not role:
        value += _COMMON
        reasons.append("very many bear such a name")
    if bool(one.holder) != bool(other.holder) and any(several(n, u.country) for u in (one, other) for n in u.names):
        value += _SEVERAL
        reasons.append("several of the table of office holders bear the name")
    years = years_apart(one, other)
    if years >= _GENERATION and not one.holder and not other.holder:
        value += _FAR_APART if years >= _LIFE else _LONG_APART
        reasons.append(f"{years} years lie between them")
    return Score(_within(value), tuple(reasons), doubt=value < min(MERGE, names_fit.strength))


def _organization(one: Unit, other: Unit, names_fit: Match) -> Score:
    assert isinstance(one.form, OrganizationName) and isinstance(other.form, OrganizationName)
    value, reasons = names_fit.strength, [names_fit.reason]
    if one.form.listed and names_fit.strength == 1.0:
        return Score(1.0, tuple(reasons))
    match _countries(one, other):
        case "same":
            value += _SAME_COUNTRY
            reasons.append(f"both of {one.country}")
        case "other":
            reasons.append(f"bodies of {' and '.join(sorted((one.country or '', other.country or '')))}")
            return Score(0.0, tuple(reasons), conflict=True)
        case "unknown" if one.country or other.country:
            everywhere = one.form.plain or other.form.plain
            value += _EVERYWHERE if everywhere else _UNTOLD
            reasons.append("such a body is in every country" if everywhere else "the country of one is not known")
    return Score(_within(value), tuple(reasons))


def same_role(one: Unit, other: Unit) -> str:
    """A role that both are called, in the same country or in one that is not said; empty if there is none."""
    shared = sorted(
        role for role, country in one.roles for other_role, where in other.roles
        if role == other_role and (country == where or country is None or where is None)
    )  # fmt: skip
    return shared[0].replace("-", " ") if shared else ""


def years_apart(one: Unit, other: Unit) -> int:
    """Years between the last article about the one and the first about the other; 0 where they overlap."""
    if not (one.seen.first and one.seen.last and other.seen.first and other.seen.last):
        return 0
    gap = max(_days(one.seen.last, other.seen.first), _days(other.seen.last, one.seen.first), 0)
    return gap // 365


def _days(before: str, after: str) -> int:
    return (date.fromisoformat(after) - date.fromisoformat(before)).days


def _countries(one: Unit, other: Unit) -> str:
    if one.country is None or other.country is None:
        return "unknown"
    return "same" if one.country == other.country else "other"


def _common(one: PersonName | OrganizationName, other: PersonName | OrganizationName) -> bool:
    return isinstance(one, PersonName) and isinstance(other, PersonName) and one.common and other.common


def _parts(form: PersonName | OrganizationName) -> int:
    return len(form.given) + 1 if isinstance(form, PersonName) else len(form.words)


def _two_offices(one: Unit, other: Unit) -> str:
    """Top offices of two countries: nobody leads two."""
    top = names().words.top_offices
    first = sorted(role for role, _ in one.roles if role.replace("-", " ") in top)
    second = sorted(role for role, _ in other.roles if role.replace("-", " ") in top)
    if not first or not second:
        return ""
    return f"{first[0]} of {one.country}, {second[0]} of {other.country}"


def _within(value: float) -> float:
    return round(min(max(value, 0.0), 0.99), 4)
