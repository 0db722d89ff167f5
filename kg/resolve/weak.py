"""Names that do not tell their bearer, "Assad" or "J. Smith": to the one actor that they fit, else to the work list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.model import Alpha3
from kg.resolve.cluster import Clusters
from kg.resolve.compare import ONLY_FAMILY, ONLY_INITIAL, match
from kg.resolve.names import PersonName
from kg.resolve.score import ASK, MERGE, Score, apart, same_role, years_apart
from kg.resolve.sounds import likeness
from kg.resolve.tables import shorter_role
from kg.resolve.units import Unit

_COUNTRY, _ROLE, _NEAR_ROLE, _OTHER_ROLE = 0.15, 0.2, 0.1, -0.1
_ACTIVE, _AWAY = 0.12, -0.2
_MARGIN = 0.14
"""How much better the first must fit than the second."""
_MOST = 40
"""Of so many that may be meant, no name alone tells which."""
_LULL = 8
"""Years without a word after which a bare name is taken for another's."""


class Fit(NamedTuple):
    place: int
    score: Score


def attach(clusters: Clusters) -> list[tuple[int, Fit]]:
    """Join each weak unit to the cluster that it fits; those in doubt are given back with what they may be."""
    units = clusters.units
    strong = _strong(clusters)
    doubts: list[tuple[int, Fit]] = []
    left: list[tuple[int, bool]] = []
    chosen: list[tuple[int, int]] = []
    for place, unit in enumerate(units):
        if not unit.weak or len(clusters.members[clusters.home(place)]) > 1:
            continue
        fits = sorted(_fits(clusters, unit, strong), key=lambda fit: (-fit.score.value, fit.place))
        if (
            fits
            and fits[0].score.value >= MERGE
            and not (len(fits) > 1 and fits[1].score.value > fits[0].score.value - _MARGIN)
        ):
            chosen.append((place, fits[0].place))
            continue
        doubts += [(place, fit) for fit in fits[:5] if fit.score.value >= ASK]
        left.append((place, bool(fits)))
    for place, home in chosen:
        clusters.join(place, home)
    _together(clusters, left)
    return doubts


def _strong(clusters: Clusters) -> Mapping[str, list[int]]:
    """The first unit of each cluster that has a full name, by family name."""
    found: dict[str, list[int]] = {}
    for home, members in clusters.members.items():
        names = {unit.form.family for unit in map(clusters.units.__getitem__, members)
                 if isinstance(unit.form, PersonName) and not unit.weak}  # fmt: skip
        for family in names:
            found.setdefault(family, []).append(home)
    return found


def _fits(clusters: Clusters, unit: Unit, strong: Mapping[str, list[int]]) -> Iterator[Fit]:
    assert isinstance(unit.form, PersonName)
    homes = {home for family, found in strong.items() if _alike(unit.form, family) for home in found}
    if len(homes) > _MOST:
        homes = {home for home in homes if _shares_office(clusters, unit, home)}
    if len(homes) > _MOST:
        return
    for home in sorted(homes):
        found = _fit(unit, [clusters.units[place] for place in clusters.members[home]])
        if found is not None:
            yield Fit(home, found)


def _alike(form: PersonName, family: str) -> bool:
    """Whether the families can be one; where tables of East Asian names decide, `match` will."""
    return form.family == family or likeness(form.family, family) != "other" or len(form.family) <= 4


def _shares_office(clusters: Clusters, unit: Unit, home: int) -> bool:
    return any(same_role(unit, clusters.units[place]) for place in clusters.members[home])


def _fit(unit: Unit, members: Sequence[Unit]) -> Score | None:
    """How well a bare name fits a cluster; None where it cannot."""
    assert isinstance(unit.form, PersonName)
    found = [match(unit.form, other.form) for other in members if isinstance(other.form, PersonName)]
    if not found or any(each.conflict for each in found) or any(apart(unit, other) for other in members):
        return None
    best = max(found, key=lambda each: (each.strength, each.reason))
    value, reasons = min(best.strength, ONLY_INITIAL if unit.form.given else ONLY_FAMILY), [best.reason]
    countries: set[Alpha3] = {other.country for other in members if other.country}
    if unit.country and countries:
        if unit.country not in countries:
            return None
        value += _COUNTRY
        reasons.append(f"both of {unit.country}")
    if role := next(filter(None, (same_role(unit, other) for other in members)), ""):
        value += _ROLE
        reasons.append(f"both are called {role}")
    elif _kindred(unit, members):
        value += _NEAR_ROLE
        reasons.append("called alike")
    elif unit.roles and any(other.roles for other in members):
        value += _OTHER_ROLE
        reasons.append("called something else")
    years = min(years_apart(unit, other) for other in members)
    value += _ACTIVE if years < 1 else _AWAY if years > _LULL else 0.0
    reasons.append("in the years of the other" if years < 1 else f"{years} years from the other")
    return Score(round(value, 4), tuple(reasons))


def _kindred(unit: Unit, members: Sequence[Unit]) -> bool:
    """Whether one is called what the other is called more exactly: "envoy", "special envoy on Syria"."""
    return any(shorter_role(one, another) for one, _ in unit.roles for other in members for another, _ in other.roles)


def _together(clusters: Clusters, left: Sequence[tuple[int, bool]]) -> None:
    """Bare names that nobody was found for: one actor a country, as long as articles follow on each other; where
    several bearers are known, only what is told alike in one year."""
    groups: dict[tuple[str, Alpha3 | None], list[int]] = {}
    for place, known in left:
        unit = clusters.units[place]
        if not known:
            groups.setdefault((repr(unit.form), unit.country), []).append(place)
    for places in groups.values():
        ordered = sorted(places, key=lambda place: (clusters.units[place].year, place))
        for one, other in pairwise(ordered):
            near = clusters.units[other].year - clusters.units[one].year <= _LULL
            if near and not apart(clusters.units[one], clusters.units[other]):
                clusters.join(one, other)
    _countryless(clusters, groups)


def _countryless(clusters: Clusters, groups: Mapping[tuple[str, Alpha3 | None], list[int]]) -> None:
    """A bare name of no country goes to that of the one country that bears it."""
    for form, country in groups:
        if country is not None:
            continue
        homes = {clusters.home(p) for (f, c), places in groups.items() if f == form and c for p in places}
        own = {clusters.home(place) for place in groups[form, None]}
        if len(homes) == 1 and len(own) == 1 and not clusters.against(*homes, *own):
            clusters.join(*homes, *own)
