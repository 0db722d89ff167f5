"""The people whom an article names, with their roles, and how one of them is found again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.naming.people import same_person
from kg.extract.naming.phrases import tokens
from kg.extract.naming.profile import Profile
from kg.extract.naming.roles import is_title, role_of, role_words, specific_words
from kg.extract.naming.tables import key, tables
from kg.extract.reference.gender import gender_of
from kg.model import Alpha3

_LOOK_BACK = 64
"""Entries of an index that are looked at, so that a search costs the same in an article however long."""
_MOST_ROLES = 12
_OFFICES = frozenset({"government", "military", "legislature"})
_APPOSED = 60
"""Characters after a title in which the name in apposition begins."""
_CLOSING = frozenset({"", ",", ".", ";", ")", ":", "–", "—"})
_OTHER_OFFICE = frozenset({"deputy", "vice", "assistant", "under"})


class Held(NamedTuple):
    """A role that somebody has; `words` are all its words in lower case, the rest is as in `naming.roles.Role`."""

    text: str
    country: Alpha3 | None
    head: str
    domain: str
    words: frozenset[str]


@dataclass(slots=True)
class Person:
    """Somebody whom the article names; `roles` and `seen` (offsets of the mentions) grow while it is read."""

    name: str
    gender: str = ""
    roles: list[Held] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)

    @property
    def role(self) -> Held | None:
        """The role that says most: one with a country first, then the first one given."""
        return next((r for r in self.roles if r.country), self.roles[0] if self.roles else None)

    @property
    def country(self) -> Alpha3 | None:
        return next((r.country for r in self.roles if r.country), None)

    def offices(self) -> tuple[str, ...]:
        """The role words of the public offices that the person holds or held."""
        return tuple(r.head for r in self.roles if r.domain in _OFFICES)

    def last_seen(self, position: int) -> int:
        """Where the person was named last before `position`; -1 if nowhere."""
        cut = bisect_left(self.seen, position)
        return self.seen[cut - 1] if cut else -1


@dataclass(slots=True)
class Cast:
    """`by_word` finds a person by any word of the name; `by_head` tells where a role word was given to whom."""

    by_word: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_head: dict[str, list[tuple[int, Person]]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, str] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)
    starts: dict[int, tuple[int, Person]] = field(default_factory=dict)
    """Who is named at an offset, and where that name ends."""

    def named(self, name: str, position: int) -> Person | None:
        """The person that `name` or a part of it means: the one named last before `position` among those that fit."""
        words = key(name).split()
        if not words:
            return None
        fitting = [p for p in self.by_word.get(words[-1], ())[-_LOOK_BACK:] if same_person(name, p.name)]
        surname = [p for p in fitting if key(p.name).split()[-1] == words[-1]]
        if not surname and len({p.name for p in fitting}) > 1:
            return None
        return max(surname or fitting, key=lambda p: _nearness(p, position), default=None)

    def named_at(self, text: str, position: int) -> Person | None:
        """The person whose name, perhaps after a title, follows at `position` as an apposition: "the envoy, Sheikh X,
        left" but not "the envoy, X and Y"."""
        window = text[position : position + _APPOSED]
        if not window.startswith(", "):
            return None
        for token in tokens(window, position)[1:5]:
            if (found := self.starts.get(token.start)) is not None:
                end, person = found
                return person if text[end : end + 1] in _CLOSING else None
            if not is_title(token):
                return None
        return None

    def in_role(
        self, who: Profile, words: frozenset[str], position: int, home: Alpha3 | None, strict: bool = False
    ) -> Person | None:
        """The person introduced with the role of "the Russian envoy": the nearest before, else the first after.

        `words` must be among those of the role. `home` is the country that the article is about: its officials are
        introduced without it. `strict`: nobody whose country is not known.
        """
        before = max(self._before(who, words, position, home, strict), key=lambda entry: entry[0], default=None)
        if before is not None:
            return before[1]
        if not (who.country or words):
            return None
        given = self.by_head.get(who.head, [])
        cut = bisect_right(given, position, key=lambda entry: entry[0])
        after = given[cut : cut + _LOOK_BACK]
        return next((person for _, person in after if _fits(person, who, words, home, not strict)), None)

    def only_one(self, who: Profile, words: frozenset[str], home: Alpha3 | None, plain: bool = True) -> Person | None:
        """The one person of the whole article with such a role, if there is just one: a headline's "envoy" is named
        only below it. What is said beyond the role ("the embattled president") need not be a part of it."""
        bare = frozenset(word for word in words if word in who.name) - _OTHER_OFFICE
        same = tables().titles.same
        found = {
            id(person): person
            for head in dict.fromkeys((who.head, same.get(who.head, who.head)))
            for _, person in self.by_head.get(head, [])[:_LOOK_BACK]
            if _fits(person, who, words, home, exact=True)
            or (plain and words <= bare and _fits(person, who, words - bare, home, exact=True, plain=True))
        }
        own = [person for person in found.values() if person.country in {None, home}]
        return own[0] if len(own) == 1 else next(iter(found.values())) if len(found) == 1 else None

    def _before(
        self, who: Profile, words: frozenset[str], position: int, home: Alpha3 | None, strict: bool
    ) -> Iterator[tuple[int, Person]]:
        """Those who had such a role before `position`, each with the place where he or she was named last."""
        generic = tables().titles.generic.get(who.head, ())
        heads = tuple(self.by_head)[:_LOOK_BACK] if "*" in generic else (who.head, *generic)
        for head in heads:
            given = self.by_head.get(head, [])
            cut = bisect_right(given, position, key=lambda entry: entry[0])
            for at, person in given[max(0, cut - _LOOK_BACK) : cut]:
                if _fits(person, who, words, home, exact=head == who.head and not strict):
                    yield max(at, person.last_seen(position)), person

    def admit(self, name: str) -> None:
        """Adds a person, unless `name` is that of one who is there already or a part of it."""
        words = key(name).split()
        if not words or any(same_person(name, p.name) for p in self.by_word.get(words[-1], ())[-_LOOK_BACK:]):
            return
        person = Person(name=name, gender=gender_of(name))
        for word in dict.fromkeys(words):
            self.by_word[word].append(person)
        if len(words) > 1:
            self.surnames.add(words[-1])

    def give(self, person: Person, words: str, position: int) -> None:
        """Gives `person` the role that `words` at `position` say, or at least the country."""
        role, country, head, domain = role_of(words)
        person.gender = person.gender or gender_of("", [head])
        if role is None or not head or head.startswith("counterpart"):
            if country and not person.roles:
                person.roles.append(Held("", country, "", "", frozenset()))
            return
        given = Held(role, country, head, domain, role_words(words))
        if given not in person.roles and len(person.roles) < _MOST_ROLES:
            person.roles.append(given)
        self.index(person, head, position)

    def index(self, person: Person, role: str, position: int) -> None:
        """Makes `person` found under a role word given at `position`, and under the last word of it; but "the minister"
        is not the prime minister."""
        whole = role in tables().titles.same.values()
        for word in dict.fromkeys((role, role if whole else role.rsplit(" ", 1)[-1])):
            if word in tables().roles:
                self.by_head[word].append((position, person))


def _nearness(person: Person, position: int) -> tuple[bool, int]:
    cut = bisect_right(person.seen, position)
    return (True, person.seen[cut - 1]) if cut else (False, -(person.seen[0] if person.seen else 0))


def _fits(
    person: Person, who: Profile, words: frozenset[str], home: Alpha3 | None, exact: bool, plain: bool = False
) -> bool:
    """`exact`: with the very role word; `plain`: of a role that says no more than its word and a country."""
    for role in person.roles:
        if not exact and role.domain == "private":
            continue
        country = role.country or person.country or home
        if who.country and country != who.country and not (role.country is person.country is None and exact):
            continue
        if words <= role.words and not (plain and specific_words(role.text, role.head)):
            return True
    return False
