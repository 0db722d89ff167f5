"""What stands right beside a person's name: titles, and the phrases that may say his or her role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.actors import profile
from kg.extract.countries import country_of
from kg.extract.naming.phrases import Token, countries, is_possessive, owner_in, tokens
from kg.extract.naming.tables import tables

_LINKS = frozenset({"of", "for", "on", "to", "the", "and", "(", ")", "-"})
_STOPS = (",", ";", ")", " who ", " said", " says", " told", ". ")
_WINDOW = 160
"""Characters beside a name in which its role is looked for."""


class Beside(NamedTuple):
    """The last words before a name in lower case, and the phrases before and after it that give a role."""

    titles: tuple[str, ...]
    roles: tuple[str, ...]


def beside(text: str, name: tuple[int, int], bounds: tuple[int, int]) -> Beside:
    """What stands beside the name at the offsets `name`, no farther away than `bounds`."""
    start, end = name
    left = max(bounds[0], start - _WINDOW)
    before = tokens(text[left:start], left)
    after = text[end : min(bounds[1], end + _WINDOW)]
    roles = (*_roles_before(text, before, text[end : end + 60]), *_role_after(after))
    return Beside(tuple(token.lower for token in before[-2:]), roles)


def _roles_before(text: str, before: Sequence[Token], after: str) -> Iterator[str]:
    """ "Russian envoy X", "the envoy, X" and "Qatar's foreign minister, Sheikh X"."""
    comma = bool(before) and before[-1].text == ","
    spelt = before[:-1] if comma else before
    first = _phrase_start(spelt)
    if first < len(spelt):
        words = text[spelt[first].start : spelt[-1].end]
        if not comma or profile(words).form == "title":
            yield _of_country(words, after)
    if 0 < first < len(spelt) and spelt[first - 1].text == ",":
        office = spelt[_phrase_start(spelt[: first - 1]) : first - 1]
        if office and profile(words := text[office[0].start : office[-1].end]).form == "title":
            yield words


def _role_after(after: str) -> Iterator[str]:
    """ "X, the Russian envoy," and "X (the envoy)"."""
    if not after.startswith((", ", " (")):
        return
    phrase = after[2:]
    for stop in _STOPS:
        phrase = phrase.partition(stop)[0]
    if not _begins_role(tokens(phrase)):
        return
    given = profile(phrase.strip().rstrip("."))
    if given.form == "title" and given.role:
        yield phrase.strip(" .")


def _begins_role(words: Sequence[Token]) -> bool:
    """Whether a noun phrase begins: "the emir", but not "urged the emir"."""
    table = tables()
    if not words or words[0].lower in table.words.stop - table.pronouns.possessive:
        return False
    lower = words[0].lower
    nouns = (table.words.articles, table.words.indefinite, table.pronouns.possessive, table.titles.modifiers)
    if words[0].capital or any(lower in listed for listed in (*nouns, table.roles)):
        return True
    return any(word.lower in table.roles for word in words[1:2])


def _of_country(title: str, after: str) -> str:
    """ "King", where the name is followed by "of Jordan": "King of Jordan"."""
    if not after.startswith(" of ") or owner_in(title):
        return title
    named = countries(after)
    return f"{title} of {after[named[0].start : named[0].end]}" if named and named[0].start <= 8 else title


def _phrase_start(words: Sequence[Token]) -> int:
    """Where the role phrase that ends with `words` begins: leftwards over capitals, titles, countries, "of"."""
    first = len(words)
    while first > 0 and (_may_belong(words[first - 1]) or _owned_title(words, first)):
        first -= 1
    while first < len(words) and _begins_no_phrase(words[first]):
        first += 1
    return first


def _begins_no_phrase(token: Token) -> bool:
    """Of "In Jerusalem Prime Minister" and "under President" the preposition is no part."""
    lower = token.lower
    return lower in _LINKS or is_possessive(token) or (lower in tables().words.prepositions and lower != "near")


def _may_belong(token: Token) -> bool:
    table = tables()
    lower = token.lower
    if lower in _LINKS or is_possessive(token):
        return True
    if any(lower in w for w in (table.roles, table.groups, table.titles.modifiers, table.titles.abbreviations)):
        return True
    return token.capital and lower not in table.words.stop and lower not in table.words.months


def _owned_title(words: Sequence[Token], end: int) -> bool:
    """Whether the word before index `end` stands between an owner and a role: "Qatar's longtime envoy"."""
    token = words[end - 1]
    if not token.word or token.lower in tables().words.stop or end < 2:
        return False
    titled = end < len(words) and words[end].lower in tables().roles
    return titled and (is_possessive(words[end - 2]) or country_of(words[end - 2].text) is not None)
