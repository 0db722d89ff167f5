"""Whether two persons' names can be of one person, by the names alone."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from kg.extract.naming.tables import tables
from kg.resolve.names import PersonName, given_key
from kg.resolve.sounds import likeness, skeleton, sound
from kg.resolve.tables import names


class Match(Struct, frozen=True):
    """`strength` is 0 to 1; with `conflict` the names are of two persons whatever else is said. `reason` is in
    words."""

    strength: float
    reason: str
    conflict: bool = False


SAME, SHORTER, INITIALS, CLOSE_FAMILY, CLOSE_GIVEN, ONLY_INITIAL, ONLY_FAMILY = 0.9, 0.87, 0.8, 0.76, 0.69, 0.6, 0.5
_FAR_FAMILY, _HEADLESS = 0.7, 0.7


@lru_cache(maxsize=1 << 18)
def match(one: PersonName, other: PersonName) -> Match:
    """How well two names fit; the order of the two makes no difference."""
    if (one.family, one.given) > (other.family, other.given):
        return match(other, one)
    family = _families(one, other)
    if family == "other":
        return Match(0.0, f"family names differ: {one.family}, {other.family}", conflict=True)
    if one.suffix != other.suffix and one.suffix and other.suffix:
        return Match(0.0, f"suffixes differ: {one.suffix}, {other.suffix}", conflict=True)
    if {one.female_form, other.female_form} == {"f", "m"}:
        return Match(0.0, f"the endings are of a man and of a woman: {one.family}, {other.family}", conflict=True)
    if _genders(one, other):
        return Match(0.0, "a man's and a woman's name", conflict=True)
    if one.fathers and other.fathers and not _any_alike(one.fathers, other.fathers):
        return Match(0.0, f"patronymics differ: {one.fathers[0]}, {other.fathers[0]}", conflict=True)
    if one.others and other.others and not one.asian and not _any_alike(one.others, other.others):
        return Match(0.4, f"further names differ: {' '.join(one.others)}, {' '.join(other.others)}")
    given = _given(one, other)
    if given.conflict or family == "same":
        return _with_suffix(one, other, given)
    near = CLOSE_FAMILY if skeleton(one.family) == skeleton(other.family) else _FAR_FAMILY
    strength = min(given.strength, near) - (0.15 if given.strength < SHORTER else 0.0)
    return Match(strength, f"family names are close: {one.family}, {other.family}; {given.reason}")


def _with_suffix(one: PersonName, other: PersonName, given: Match) -> Match:
    """A suffix that only one name has says little where the given names are there, and all where they are not."""
    if one.suffix == other.suffix or given.conflict:
        return given
    suffix = one.suffix or other.suffix
    if one.given and other.given:
        return Match(given.strength - 0.25, f"{given.reason}; only one is called {suffix}")
    return Match(min(given.strength, ONLY_FAMILY), f"only one is numbered {suffix}")


def _families(one: PersonName, other: PersonName) -> str:
    if one.asian and other.asian:
        return "same" if one.family == other.family and one.asian == other.asian else "other"
    if one.asian or other.asian:
        return _bare_asian(one, other) if not one.given or not other.given else "other"
    return likeness(one.family, other.family)


def _bare_asian(one: PersonName, other: PersonName) -> str:
    """A family name alone beside the full name of a Korean or Chinese; or a given name that comes last."""
    full, bare = (one, other) if one.asian else (other, one)
    table = names().korean if full.asian == "korean" else names().chinese
    return "same" if table.get(bare.family) == full.family else "other"


def _genders(one: PersonName, other: PersonName) -> bool:
    genders = {one.gender or _gender(one), other.gender or _gender(other)}
    return genders == {"male", "female"}


@lru_cache(maxsize=1 << 16)
def _gender(name: PersonName) -> str:
    first = name.given[0] if name.given and not name.asian else ""
    table = tables().first_names
    if first in table.female and first not in table.male:
        return "female"
    return "male" if first in table.male and first not in table.female else ""


def _any_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(likeness(a, b) != "other" for a in one for b in other)


def _given(one: PersonName, other: PersonName) -> Match:
    if not one.given or not other.given:
        both = not one.given and not other.given
        return Match(SAME if both else ONLY_FAMILY, "the same single name" if both else "only the family name is given")
    if one.asian and other.asian:
        if one.given == other.given or sound(one.given[0]) == sound(other.given[0]):
            return Match(SAME, "the same name")
        return Match(0.0, f"given names differ: {one.given[0]}, {other.given[0]}", conflict=True)
    relations = _aligned(one.given, other.given)
    if relations is None:
        return Match(0.0, f"given names differ: {' '.join(one.given)}, {' '.join(other.given)}", conflict=True)
    if all(relation == "initial" for relation in relations):
        return Match(INITIALS if len(relations) > 1 else ONLY_INITIAL, "only initials of the given names")
    if "close" in relations:
        return Match(CLOSE_GIVEN, f"given names are close: {' '.join(one.given)}, {' '.join(other.given)}")
    if len(one.given) == len(other.given) == len(relations) or _joined(one.given, other.given):
        return Match(SAME, "the same name")
    if not _begin_alike(one.given, other.given):
        return Match(_HEADLESS, "one name lacks the first given name of the other")
    return Match(SHORTER, "one name is a shorter form of the other")


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> list[str] | None:
    """The relation of each given name of the shorter one to one of the longer; None where one has no counterpart.

    "Javad" fits "Mohammad Javad", "George W." fits "George" and "George Walker", but not "George Herbert".
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) > 1 and {len(short[1]), len(long[1])} & {1} and _relation(short[1], long[1]) == "other":
        return None  # "George W.", "George H. W."
    relations: list[str] = []
    place = 0
    for name in short:
        found = next(
            ((i, r) for i in range(place, len(long)) if (r := _relation(name, long[i])) != "other"),
            None,
        )
        if found is None:
            return _joined(short, long)
        place, relation = found[0] + 1, found[1]
        relations.append(relation)
    return relations


def _begin_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether nothing is left out before the first given name, or no more than what often is."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    often = {long[0], names().given.get(long[0])} & names().words.dropped_given
    return _relation(short[0], long[0]) != "other" or bool(often) or len(long[0]) == 1


def _joined(short: tuple[str, ...], long: tuple[str, ...]) -> list[str] | None:
    """Names that one newspaper writes as one word: "Jean Claude", "Jeanclaude"."""
    return ["same"] if likeness("".join(short), "".join(long)) == "same" else None


@lru_cache(maxsize=1 << 17)
def _relation(one: str, other: str) -> str:
    """ "same", "close", "initial" or "other"."""
    if one == other:
        return "same"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] or given_key(one)[:1] == given_key(other)[:1] else "other"
    known = names().given
    a, b = known.get(one), known.get(other)
    if a is not None and b is not None:
        also = names().also
        return "same" if a == b or b in also.get(one, ()) or a in also.get(other, ()) else "other"
    alike = likeness(one, other)
    if alike == "close" and (a is not None or b is not None) and min(len(one), len(other)) < 5:
        return "other"
    return alike
