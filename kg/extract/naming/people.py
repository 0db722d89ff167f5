"""Persons' names: where in a phrase one begins, what stands before it, which names are of the same person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from kg.extract.countries import country_of
from kg.extract.naming.phrases import Token, head_end, is_possessive, longest_in, tokens
from kg.extract.naming.profile import Profile
from kg.extract.naming.roles import Role, is_title, role_of
from kg.extract.naming.tables import key, tables

_OF_LAND = re.compile(r"(.+?) of ((?:the )?[^\W\d_][^,]{2,40})$")


def person(phrase: str, words: Sequence[Token], people: Sequence[tuple[int, int]]) -> Profile | None:
    """The profile of a phrase that ends with a person's name; what stands before the name is the role.

    `people` are the names that the recogniser found in the phrase, as offsets.
    """
    if is_title(words[0]) and (royal := _royal(phrase, people)) is not None:
        return royal
    begin = _name_start(words, people)
    if begin is None:
        return None
    before = [word for word in words if word.end <= begin]
    if before and before[-1].lower in tables().titles.honorifics:
        before = before[:-1]
    if before and not _apposed(before):
        return None
    prefix = phrase[:begin].strip(" ,")
    role = role_of(prefix) if prefix else Role(None, None, "", "")
    return Profile(
        form="person",
        name=re.sub(r"\s+", " ", phrase[begin:]).strip(" ,"),
        kind="person",
        head=role.head,
        country=role.country,
        role=role.text,
        role_country=role.country if role.text else None,
        named=True,
        basis="name in the text",
    )


def same_person(short: str, full: str) -> bool:
    """Whether `short` is a shorter form of the name `full`: its last word, or words of it in their order."""
    a, b = key(short).split(), key(full).split()
    if not a or not b or len(a) > len(b):
        return False
    if len(a) == 1:
        return a[0] in b
    rest = iter(b)
    return a[-1] == b[-1] and all(word in rest for word in a)


def _royal(phrase: str, people: Sequence[tuple[int, int]]) -> Profile | None:
    """ "King Abdullah of Jordan"."""
    named = _OF_LAND.match(phrase)
    code = country_of(named[2]) if named else None
    if named is None or code is None or " of " in named[1]:
        return None
    titled = person(named[1], tokens(named[1]), people)
    return titled and replace(titled, country=code, role_country=code if titled.role else None)


def _name_start(words: Sequence[Token], people: Sequence[tuple[int, int]]) -> int | None:
    """Where the name at the end of the phrase begins, after titles that the recogniser took for a part of it."""
    if not words[-1].word:
        return None
    end = words[-1].end
    begin = next((first for first, last in people if first < end <= last + 1), None)
    if begin is None:
        begin = _trailing_name(words)
    if begin is None or (begin <= 0 and len(words) == 1 and not people):
        return None
    inner = [word for word in words if word.start >= begin]
    while len(inner) > 1 and is_title(inner[0]):
        inner = inner[1:]
    return inner[0].start if inner and not is_title(inner[0]) else None


def _apposed(before: Sequence[Token]) -> bool:
    """Whether a name after these words is what they describe: "envoy to Kenya" + name, but not "aide to" + name."""
    table = tables()
    end = head_end(before)
    role = longest_in(table.roles, before, end)
    preposition = max((i for i, t in enumerate(before) if t.lower in table.words.prepositions), default=None)
    if is_possessive(before[-1]):
        return False
    if preposition is None:
        return role is not None or end == 0 or longest_in(table.groups, before, end) is None
    after = before[preposition + 1 :]
    return role is not None and bool(after) and not any(token.lower in table.roles for token in after)


def _trailing_name(words: Sequence[Token]) -> int | None:
    """Where a capitalised name of one to five words begins after a title, or a known first name; None if none does."""
    first = len(words)
    while first > 0 and len(words) - first < 5:
        token = words[first - 1]
        if not (token.capital or (_is_particle(token) and (first < len(words) or "-" in token.text))):
            break
        surname = first == len(words) and first > 1 and _is_first_name(words[first - 2])  # "Robin Cook"
        if is_title(token) and not surname:
            break
        if country_of(token.text) is not None or token.lower in tables().groups:
            break
        first -= 1
    if first == len(words):
        return None
    if first > 0 and is_title(words[first - 1]):
        return words[first].start
    for i in range(first, len(words)):
        if _is_first_name(words[i]):
            return words[i].start if len(words) - i > 1 or i > 0 else None
    return None


def _is_particle(token: Token) -> bool:
    """ "al", "van der", or a word that begins with one: "al-Assad"."""
    return token.lower in tables().words.name_particles or _joined_particle().match(token.text) is not None


@cache
def _joined_particle() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(tables().words.joined_particles))})[-'’][A-Z]")


def _is_first_name(token: Token) -> bool:
    names = tables().first_names
    given = token.lower.split("-")[0]
    return token.capital and (given in names.male or given in names.female)
