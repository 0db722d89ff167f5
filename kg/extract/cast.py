"""Who an article introduces by name: its people with their roles, and the acronyms that it explains."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.actor_tables import Leader, key, tables
from kg.extract.actors import Profile, profile, role_of, same_person
from kg.extract.countries import country_of
from kg.extract.phrases import Token, countries, is_possessive, tokens
from kg.model import Alpha3
from kg.text.document import Document, Entity

_LINKS = frozenset({"of", "for", "on", "to", "the", "and", "(", ")", "-"})
_PLACE_BEFORE = re.compile(r"\b(?:in|near|(?:city|town|village|province|region|district|port) of)\s+$")
_LOOK_BACK = 64
_WINDOW = 160
"""Characters beside a name in which its role is looked for."""


class Role(NamedTuple):
    """A role as the text gives it; `words` are its words in lower case, `head` the role word."""

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
    roles: list[Role] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)

    @property
    def role(self) -> Role | None:
        """The role that says most: one with a country first, then the first one given."""
        return next((r for r in self.roles if r.country), self.roles[0] if self.roles else None)

    @property
    def country(self) -> Alpha3 | None:
        return next((r.country for r in self.roles if r.country), None)


@dataclass(slots=True)
class Cast:
    """`by_word` finds a person by any word of the name; `by_head` tells where a role word was given to whom."""

    by_word: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_head: dict[str, list[tuple[int, Person]]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, str] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)

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

    def in_role(self, who: Profile, words: frozenset[str], position: int, home: Alpha3 | None) -> Person | None:
        """The person introduced with the role of "the Russian envoy": the nearest before, else the first after.

        `home` is the country that the article is about: its officials are introduced without it.
        """
        generic = tables().titles.generic.get(who.head, ())
        heads = (who.head, *generic) if "*" not in generic else tuple(self.by_head)
        if len(heads) > _LOOK_BACK:
            heads = heads[:_LOOK_BACK]
        before: tuple[int, Person] | None = None
        after: tuple[int, Person] | None = None
        for head in heads:
            given = self.by_head.get(head, ())
            cut = bisect_right(given, position, key=lambda entry: entry[0])
            for at, person in given[max(0, cut - _LOOK_BACK) : cut]:
                if _fits(person, who, words, home, exact=head == who.head):
                    last = max(at, _last_seen(person, position))
                    if before is None or last > before[0]:
                        before = (last, person)
            if head == who.head and (who.country or words):
                for at, person in given[cut : cut + _LOOK_BACK]:
                    if (after is None or at < after[0]) and _fits(person, who, words, home, exact=True):
                        after = (at, person)
        chosen = before or after
        return chosen[1] if chosen else None


def read_cast(document: Document, mentions: Iterable[tuple[int, int, Profile]]) -> Cast:
    """The people of the article: its PERSON entities, and the mentions whose words give a person's name."""
    cast = Cast()
    found: dict[int, tuple[int, str]] = {}
    roles: dict[int, str] = {}
    sentence_starts = [s.start for s in document.sentences]
    for start, end, given in mentions:
        if given.form == "person":
            at = max(start, start + document.text[start:end].rfind(given.name))
            found[at] = (at + len(given.name), given.name)
            if given.role:
                roles[at] = document.text[start:at]
    for entity in document.entities:
        if entity.label in {"ORG", "GPE", "FAC"} and _described_as_person(document.text, entity):
            found.setdefault(entity.start, (entity.end, entity.text))
        if (
            entity.label == "PERSON"
            and not _PLACE_BEFORE.search(document.text, max(0, entity.start - 24), entity.start)
            and (name := _clean(entity))
        ):
            end, name = _whole(document.text, entity.end, name)
            found.setdefault(entity.start + max(0, entity.text.find(name.split()[0])), (end, name))
    ordered = sorted((start, end, name) for start, (end, name) in found.items())
    for _, _, name in sorted(ordered, key=lambda entry: -len(entry[2].split())):
        _admit(cast, name)
    previous = 0
    for start, end, name in ordered:
        person = cast.named(name, start)
        if person is None:
            continue
        person.seen.append(start)
        index = bisect_right(sentence_starts, start) - 1
        first = max(previous, document.text.rfind("\n\n", max(0, start - _WINDOW), start) + 1)
        if start in roles:
            _give(cast, person, roles[start], start)
        last = document.sentences[index].end if index >= 0 else len(document.text)
        _read_roles(document, cast, person, (start, end), (first, max(last, end)))
        previous = end
    _add_offices(cast, document.published)
    for entries in cast.by_head.values():
        entries.sort(key=lambda entry: entry[0])
    _read_acronyms(document, cast)
    return cast


def leader_named(name: str, day: str | None) -> Leader | None:
    """The office holder of the table that a full name means, or a surname if one holder in office that day bears it."""
    words = key(name).split()
    if not words:
        return None
    known = tables().leaders_by_surname.get(words[-1], ())
    known = tuple(leader for leader in known if same_person(name, leader.name))
    now = [leader for leader in known if day and leader.holds_on(day)]
    if len(words) == 1:
        return now[0] if len({leader.name for leader in now}) == 1 else None
    return now[0] if now else (known[-1] if known else None)


def office_holder(role: str, country: Alpha3 | None, day: str | None) -> Leader | None:
    """Who held the office ("president", "foreign minister") of `country` on `day`, after the table of leaders."""
    if not day or not country:
        return None
    same = {"premier": "prime minister"}.get(role, role)
    return next(
        (
            x
            for x in tables().leaders
            if x.country == country and x.holds_on(day) and {"premier": "prime minister"}.get(x.role, x.role) == same
        ),
        None,
    )


def gender_of(name: str, titles: Iterable[str] = ()) -> str:
    """ "male", "female" or "": by the titles beside the name, then by the first name."""
    table = tables()
    for title in titles:
        if title in table.titles.male:
            return "male"
        if title in table.titles.female:
            return "female"
    words = name.lower().split()
    first = words[0].split("-")[0] if len(words) > 1 else ""
    if first in table.first_names.female:
        return "female"
    return "male" if first in table.first_names.male else ""


def _last_seen(person: Person, position: int) -> int:
    cut = bisect_left(person.seen, position)
    return person.seen[cut - 1] if cut else -1


def _nearness(person: Person, position: int) -> tuple[bool, int]:
    cut = bisect_right(person.seen, position)
    return (True, person.seen[cut - 1]) if cut else (False, -(person.seen[0] if person.seen else 0))


def _fits(person: Person, who: Profile, words: frozenset[str], home: Alpha3 | None, exact: bool) -> bool:
    for role in person.roles:
        if not exact and role.domain == "private":
            continue
        country = role.country or person.country or home
        if who.country and country != who.country and not (role.country is person.country is None and exact):
            continue
        if words <= role.words:
            return True
    return False


def _clean(entity: Entity) -> str:
    """The name inside a PERSON entity, without titles; empty if it is no person's name."""
    given = profile(entity.text, entity.start, (entity,))
    if given.form != "person" or any(c.isdigit() for c in given.name) or country_of(given.name):
        return ""
    return given.name if len(given.name) < 80 else ""


def _whole(text: str, end: int, name: str) -> tuple[int, str]:
    """A name whose last word the entity left out: "Theresa" before "May", "Christine Schraner" before "Burgener"."""
    following = re.compile(r" ([^\W\d_]+)(?![^\W_])").match(text, end)
    if following is None or not following[1][0].isupper() or following[1].isupper():
        return end, name
    table = tables()
    word = following[1].lower()
    given = len(name.split()) == 1 and name.lower() in table.first_names.male | table.first_names.female
    if country_of(following[1]) or word in table.roles or word in table.words.stop:
        return end, name
    return (following.end(), f"{name} {following[1]}") if given or word not in table.words.months else (end, name)


def _described_as_person(text: str, entity: Entity) -> bool:
    """Whether a name that was taken for something else stands right after a role: "UN mediator Staffan de Mistura"."""
    table = tables()
    words = entity.text.split()
    if not 2 <= len(words) <= 4 or table.organization(entity.text) or country_of(entity.text):
        return False
    if any(w.lower() in table.groups or w.lower() in table.roles for w in words) or not words[-1][:1].isupper():
        return False
    before = tokens(text[max(0, entity.start - 30) : entity.start])
    return bool(before) and before[-1].lower in table.roles and not before[-1].lower.endswith("s")


def _admit(cast: Cast, name: str) -> None:
    words = key(name).split()
    if not words or any(same_person(name, p.name) for p in cast.by_word.get(words[-1], ())[-_LOOK_BACK:]):
        return
    person = Person(name=name, gender=gender_of(name))
    for word in dict.fromkeys(words):
        cast.by_word[word].append(person)
    if len(words) > 1:
        cast.surnames.add(words[-1])


def _read_roles(document: Document, cast: Cast, person: Person, name: tuple[int, int], bounds: tuple[int, int]) -> None:
    """Roles right before the name ("Russian envoy X", "the envoy, X") and after it ("X, the Russian envoy,")."""
    start, end = name
    left = max(bounds[0], start - _WINDOW)
    before = tokens(document.text[left:start], left)
    titles = [t.lower for t in before[-2:]]
    person.gender = person.gender or gender_of(person.name, titles)
    comma = bool(before) and before[-1].text == ","
    spelt = before[:-1] if comma else before
    first = _phrase_start(spelt)
    if first < len(spelt):
        text = document.text[spelt[first].start : spelt[-1].end]
        if not comma or profile(text).form == "title":
            _give(cast, person, _of_country(text, document.text[end : end + 60]), start)
    if 0 < first < len(spelt) and spelt[first - 1].text == ",":  # "Qatar's foreign minister, Sheikh X"
        office = spelt[_phrase_start(spelt[: first - 1]) : first - 1]
        if office and profile(text := document.text[office[0].start : office[-1].end]).form == "title":
            _give(cast, person, text, start)
    after = document.text[end : min(bounds[1], end + _WINDOW)]
    if after.startswith((", ", " (")):
        phrase = after[2:]
        for stop in (",", ";", ")", " who ", " said", " says", " told", ". "):
            phrase = phrase.partition(stop)[0]
        given = profile(phrase.strip().rstrip("."), end + 2)
        if given.form == "title" and given.role:
            _give(cast, person, phrase.strip(" ."), start)


def _of_country(title: str, after: str) -> str:
    """ "King", where the name is followed by "of Jordan": "King of Jordan"."""
    if not after.startswith(" of ") or any(c.owner for c in countries(title)):
        return title
    named = countries(after)
    return f"{title} of {after[named[0].start : named[0].end]}" if named and named[0].start <= 8 else title


def _phrase_start(words: list[Token]) -> int:
    """Where the role phrase that ends with `words` begins: leftwards over capitals, titles, countries, "of"."""
    table = tables()
    first = len(words)
    while first > 0:
        token = words[first - 1]
        lower = token.lower
        role = lower in table.roles or lower in table.titles.modifiers or lower in table.titles.abbreviations
        role = role or lower in table.groups
        name = token.capital and lower not in table.words.stop and lower not in table.words.months
        if not (role or name or lower in _LINKS or is_possessive(token)):
            owned = first > 1 and (is_possessive(words[first - 2]) or country_of(words[first - 2].text) is not None)
            titled = first < len(words) and (words[first].lower in table.roles)
            if not (owned and titled and token.word and lower not in table.words.stop):
                break
        first -= 1
    while first < len(words) and (words[first].lower in _LINKS or is_possessive(words[first])):
        first += 1
    return first


def _give(cast: Cast, person: Person, text: str, position: int) -> None:
    role, country, head, domain = role_of(text)
    person.gender = person.gender or gender_of("", [head])
    if role is None or not head or head.startswith("counterpart"):
        if country and not person.roles and text:
            person.roles.append(Role("", country, "", "", frozenset()))
        return
    words = frozenset(t.lower for t in tokens(text) if t.word)
    words |= frozenset(t.lower for t in tokens(cast.acronyms.get(role, "")))
    given = Role(role, country, head, domain, words)
    if given not in person.roles and len(person.roles) < 12:
        person.roles.append(given)
    last = head.rsplit(" ", 1)[-1]
    for word in {head, last} & tables().roles.keys():
        cast.by_head[word].append((position, person))


def _add_offices(cast: Cast, day: str | None) -> None:
    """The offices of the table of leaders that people of the cast hold on the day of the article."""
    if day is None:
        return
    for person in {id(p): p for people in cast.by_word.values() for p in people}.values():
        leader = leader_named(person.name, day) if person.seen else None
        if leader is None or not leader.holds_on(day) or len(key(person.name).split()) < 2:
            continue
        if leader.country and person.country not in {None, leader.country}:
            continue
        text = leader.role if leader.organization is None else f"{leader.organization} {leader.role}"
        words = frozenset(t.lower for t in tokens(text))
        head = leader.role if leader.role in tables().roles else leader.role.rsplit(" ", 1)[-1]
        person.roles.append(Role(leader.role, leader.country, head, "government", words))
        person.gender = person.gender or leader.gender
        for word in {head, leader.role.rsplit(" ", 1)[-1]} & tables().roles.keys():
            cast.by_head[word].append((person.seen[0], person))


def _read_acronyms(document: Document, cast: Cast) -> None:
    """ "Free Widget Army (FWA)": the acronym of capitals in brackets and the words before it whose initials it has."""
    text = document.text
    at = text.find("(")
    while at >= 0:
        close = text.find(")", at, at + 12)
        short = text[at + 1 : close] if close > 0 else ""
        if 2 <= len(short) <= 8 and short.isupper() and short.isalnum():
            words = tokens(text[max(0, at - 120) : at])
            initials = ""
            for i in range(len(words) - 1, -1, -1):
                token = words[i]
                if token.lower in {"of", "for", "and", "the", "on", "to", "in"}:
                    continue
                if not token.capital or len(initials) >= len(short):
                    break
                initials = token.text[0].upper() + initials
                if initials == short:
                    first = max(0, at - 120) + token.start
                    cast.acronyms.setdefault(short, text[first:at].strip())
                    break
        at = text.find("(", at + 1)
