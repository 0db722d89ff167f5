"""Organisations, armed groups, parties and news media that the tables know by name."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.naming.phrases import owner_in, tokens, without_owner
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import Organization, tables

_WHOLE = frozenset({"group", "government", "movement"})
"""Words that stand after the name of an armed group, as those for its members do: "the Houthi movement"."""


def organization(phrase: str) -> Profile | None:
    """The profile of a phrase that names an entry of the tables, by itself or with what is said of it."""
    table = tables()
    outside = re.sub(r"\s*\([^()]{0,80}\)", "", phrase)
    entry = table.organization(phrase) or table.organization(outside)
    if entry is None and (inside := re.search(r"\(([^()]{2,20})\)$", phrase)):
        entry = table.organization(inside[1])
    if entry is None and " " in outside:
        entry = _armed_group_members(outside) or _described(outside)
    if entry is None:
        return None
    return Profile(
        form="organization",
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        head=entry.name.split()[-1].lower(),
        named=True,
        shared=phrase if phrase in entry.shared else "",
        basis="table of organisations",
    )


def _armed_group_members(words: str) -> Organization | None:
    """ "Daesh terrorists", "the Houthi rebels": the group itself where nothing but its name and such a word stands."""
    table = tables()
    name, _, last = words.rpartition(" ")
    while name:
        if last.lower() not in _WHOLE and table.groups.get(last.lower()) != "armed_group":
            return None
        entry = table.organization(name)
        if entry is not None:
            return entry if entry.kind == "armed_group" else None
        name, _, last = name.rpartition(" ")
    return None


def _described(words: str) -> Organization | None:
    """ "Yemen's Houthis", "the militant group Hamas": a name after its country or after "group" and such."""
    table = tables()
    if (entry := table.organization(_after_name().sub("", words))) is not None:
        return entry
    owner = owner_in(words)
    if owner is not None and owner.start == 0:
        entry = table.organization(without_owner(words, owner))
        if entry is not None and entry.country in {None, owner.code}:
            return entry
    found = tokens(words)
    for i in range(max(1, len(found) - 4), len(found)):
        if found[i].capital and found[i - 1].lower in table.words.before_names:
            return table.organization(words[found[i].start :])
    return None


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(rf"(?:'s)? (?:{'|'.join(map(re.escape, sorted(tables().words.after_names)))})$", re.IGNORECASE)
