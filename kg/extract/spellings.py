"""One actor under several transliterations in one article: Gaddafi, Qaddafi and Kadhafi; Lavrentiev and Lavrentyev.

Coreference goes by the letters of a name; here names are compared by a rough key of their sound, and only within an
article, where two persons whose names differ by no more than transliterations do are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.ids import is_named
from kg.model import Actor, Place

Members = dict[tuple[int, int], tuple[Actor, ...]]

_SOUNDS = (
    ("dh", "d"), ("kh", "k"), ("gh", "k"), ("q", "k"), ("g", "k"), ("ck", "k"), ("tch", "ch"), ("sch", "sh"),
    ("tz", "ts"), ("ph", "f"), ("w", "v"), ("j", "i"), ("y", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"),
)  # fmt: skip
"""Letters that transliterations write for one another, in the order in which they are replaced."""
_TWICE = re.compile(r"(.)\1+")
_LEAST_KEY = 4
_UNRECOGNISED = frozenset({"other", "government"})
"""Kinds of what may be a surname: that of an unknown name, and that of an unknown place as an actor."""
_NOT_NAMES_ALONE = frozenset({"other", "person"})


@cache
def sound(name: str) -> str:
    """A key that spellings of one name share.

    >>> {sound(name) for name in ("Gaddafi", "Qaddafi", "Kadhafi", "Gadhafi")}
    {'kadafi'}
    >>> sound("Lavrentyev") == sound("Lavrentiev")
    True
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    key = "".join(c for c in decomposed if c.isalpha())
    for written, heard in _SOUNDS:
        key = key.replace(written, heard)
    return _TWICE.sub(r"\1", key)


def alike(members: Members, places: Sequence[Place]) -> Members:
    """The members of each mention, one actor for a person or place under several spellings: that with the fullest name,
    of equals that which is named first."""
    actors = {actor.id: actor for span in sorted(members) for actor in members[span]}
    same = _persons(actors.values()) | _places(members, places)
    if not same:
        return members
    return {span: tuple(dict.fromkeys(same.get(a.id, a) for a in meant)) for span, meant in members.items()}


def _persons(actors: Iterable[Actor]) -> dict[str, Actor]:
    """Who stands for a person that is spelt otherwise, by the id of the latter; a surname that was not recognised as a
    person's goes to a person."""
    by_surname: dict[str, list[Actor]] = {}
    for actor in actors:
        parts = actor.name.split()
        bare = actor.kind in _UNRECOGNISED and actor.country is None and len(parts) == 1
        named = (bare or actor.kind == "person") and is_named(actor.id) and parts and parts[-1][0].isupper()
        if named and len(key := sound(parts[-1])) >= _LEAST_KEY:
            by_surname.setdefault(key, []).append(actor)
    same: dict[str, Actor] = {}
    for namesakes in by_surname.values():
        people = [actor for actor in namesakes if actor.kind == "person"]
        full = [actor for actor in people if " " in actor.name]
        if not people or len({sound(actor.name) for actor in full}) > 1:
            continue
        chosen = (full or people)[0]
        same |= {actor.id: chosen for actor in namesakes if actor.id != chosen.id}
    return same


def _places(members: Mapping[tuple[int, int], tuple[Actor, ...]], places: Sequence[Place]) -> dict[str, Actor]:
    """The same for what is no more than the name of a place, by its GeoNames id."""
    named = {(p.start, p.end): p.geonames_id for p in places if p.geonames_id}
    chosen: dict[str, Actor] = {}
    same: dict[str, Actor] = {}
    for span in sorted(members):
        place, meant = named.get(span), members[span]
        if place is not None and len(meant) == 1 and meant[0].kind in _NOT_NAMES_ALONE:
            first = chosen.setdefault(place, meant[0])
            if first.id != meant[0].id:
                same[meant[0].id] = first
    return same
