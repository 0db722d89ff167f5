"""A mention's words to a profile: what the noun phrase alone says about who is meant.

What the rest of the article adds (who "he" is, who "the envoy" is) is `kg.extract.coreference`'s part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from kg.extract.actor_tables import Organization, key, tables
from kg.extract.countries import country_name, country_of, is_demonym
from kg.extract.phrases import (
    Country,
    Token,
    countries,
    head_end,
    is_possessive,
    longest_in,
    tokens,
    without_owner,
)
from kg.model import Actor, ActorKind, Alpha3
from kg.text.document import Entity

Form = Literal["pronoun", "owned", "person", "title", "state", "organization", "group", "phrase"]

_GOVERNMENT = frozenset({"government", "administration", "authorities", "authority", "regime", "leadership", "state"})
_OFFICIALS = frozenset({"officials", "leaders", "rulers", "officialdom"})
_POLITICAL: frozenset[str | None] = frozenset(
    {"state", "government", "military", "armed_group", "party", "organization", "ngo"}
)
_POLITICAL_MODIFIERS = frozenset({"security", "diplomatic", "judicial", "official", "political", "military", "rebel"})
_VAGUE_SPEAKERS = frozenset({"source", "sources", "member", "members", "staff", "team"})
_PUBLIC_GROUP = re.compile(
    r"\b(?:opposition|exile|union|activist|protest|rights|campaign|dissident|elder|tribal)", re.I
)
_AFTER_NAME = re.compile(r"(?:'s)? (?:news agency|agency|group|movement|alliance|network|party|newspaper|daily)$", re.I)
_LONGEST = 300
"""Characters of a mention that are looked at; no noun phrase is longer."""
_DESCRIPTIONS = frozenset(
    {"group", "movement", "militia", "party", "organisation", "organization", "network", "cartel"}
)
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,3}s?")
_OUTER = " \t\r\n\"'`“”‘’,;:.[]{}*_-–—"


class Profile(Struct, frozen=True, kw_only=True):
    """What a noun phrase says by itself. `name` is the name it gives, or the phrase without its article."""

    form: Form
    name: str
    kind: ActorKind
    head: str = ""
    """The head word in lower case; for a pronoun the pronoun, for a person the role word."""
    country: Alpha3 | None = None
    role: str | None = None
    role_country: Alpha3 | None = None
    named: bool = False
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    shared: str = ""
    """The words themselves, where they name an organisation only if its country is in view: "Congress"."""
    owner: str = ""
    """The possessive pronoun that the phrase begins with: "his" in "his government"."""
    basis: str = ""


def profile(words: str, start: int = 0, entities: Sequence[Entity] = ()) -> Profile:
    """The profile of `words`, which begin at `start` in the article; `entities` are those that overlap them.

    Never raises, whatever the words.
    """
    text = words[:_LONGEST]
    text = re.sub(r"\s+", " ", text) if "\n" in text or "\t" in text else text
    lead = len(text) - len(text.lstrip(_OUTER))
    text = text.lstrip(_OUTER).rstrip(_OUTER.replace(".", ""))
    text = re.sub(r"\s*['’`]s$|(?<=s)['’`]$", "", text)
    text = re.sub(r"(?<=\w) (?:him|her|it|them)sel(?:f|ves)$", "", text)
    if text.endswith(".") and not re.search(r"(?<![^\W_])(?:[^\W\d_]|Jr|Sr)\.$", text):
        text = text.rstrip(".")
    found = tokens(text)
    if not found:
        return Profile(form="phrase", name=text or "unknown", kind="other", basis="no words")
    if (pronoun := _pronoun(found)) is not None:
        return pronoun
    table = tables()
    first = found[0].lower
    if first in table.pronouns.possessive and len(found) > 1:
        rest = profile(text[found[1].start :], start + lead + found[1].start, entities)
        return replace(rest, form="owned", owner=first, named=False, definite=True, basis=f"possessive '{first}'")
    definite = first in table.words.definite
    indefinite = first in table.words.indefinite or first[0].isdigit()
    strip = first in table.words.articles or first in {"this", "that", "these"}
    begin = found[1].start if strip and len(found) > 1 else 0
    core = text[begin:]
    core_words = tokens(core)
    people = [(e.start - start - lead - begin, e.end - start - lead - begin) for e in entities if e.label == "PERSON"]
    result = (
        _organization(core)
        or _state(core, core_words, first if strip else "", bool(people))
        or _person(core, core_words, people)
        or _title_or_group(core, core_words)
        or _entity(core, start + lead + begin, entities)
        or _unknown(core, core_words)
    )
    named = result.named and not (indefinite and result.form == "group")
    return replace(result, definite=definite, indefinite=indefinite, named=named)


def is_political(who: Actor | Profile, words: str) -> bool:
    """Whether a speaker, mentioned as `words`, is a political actor whose mere saying is a STATEMENT.

    States, officials, forces, courts, parties, armed groups, international bodies, aid and rights organisations,
    unions, protest organisers, opposition, exiles, religious leaders; not private persons, companies, media, doctors.
    """
    if who.kind in _POLITICAL:
        return True
    table = tables()
    found = tokens(words)
    head = found[head_end(found) - 1].lower if found else ""
    if head in _VAGUE_SPEAKERS:
        others = [t.lower for t in found if t.lower != head]
        return any(table.groups.get(w) in _POLITICAL or w in _POLITICAL_MODIFIERS for w in others)
    role = longest_in(table.roles, found, head_end(found))
    if role is not None and who.kind in {"person", "civilians", "other"}:
        return table.roles[role[0]] != "private"
    if who.kind == "person":
        spelt = tokens(who.role or "")
        held = longest_in(table.roles, spelt, head_end(spelt))
        return not spelt if held is None else table.roles[held[0]] != "private"
    return who.kind == "civilians" and _PUBLIC_GROUP.search(words) is not None


def role_of(prefix: str) -> tuple[str | None, Alpha3 | None, str, str]:
    """Role, its country, the role word and its field of life, from the words beside a person's name."""
    table = tables()
    spelt = re.sub(r"[^\W_]+\.", lambda m: table.titles.abbreviations.get(m[0].lower(), m[0]), prefix)
    words = [t for t in tokens(spelt) if t.lower not in table.titles.honorifics]
    owner = next((c for c in countries(spelt) if c.owner), None)
    end = head_end(words)
    head = longest_in(table.roles, words, end)
    if head is None:
        head = next((h for i in range(end, 0, -1) if (h := longest_in(table.roles, words, i))), None)
    code = owner.code if owner else None
    if head is None:
        return None, code, "", ""
    spelt = " ".join(re.sub(r"^(?:Mr|Mrs|Ms|Dr)\.?\s", "", without_owner(spelt, owner)).split())
    if code is None:
        body = next(
            (o for w in (spelt, spelt.rpartition(" ")[0], spelt.partition(" ")[0]) if (o := table.organization(w))),
            None,
        )
        code = body.country if body else ("USA" if "secretary of state" in spelt.lower() else None)
    return spelt or None, code, head[0], table.roles[head[0]]


def _pronoun(found: list[Token]) -> Profile | None:
    table = tables().pronouns
    words = " ".join(t.lower for t in found[:3] if t.word)
    if len(found) == 1:
        for group in (
            table.male,
            table.female,
            table.thing,
            table.plural,
            table.speaker,
            table.speakers,
            table.addressee,
        ):
            if words in group and found[0].text not in {"US", "IT"}:
                kind: ActorKind = "person" if group in (table.male, table.female, table.speaker) else "other"
                return Profile(form="pronoun", name=found[0].text, kind=kind, head=words, plural=group is table.plural)
    bare = words.removeprefix("the ")
    if bare in table.sides or words in table.sides:
        return Profile(form="pronoun", name=bare, kind="other", head="sides", definite=True, plural=True)
    return None


def _organization(core: str) -> Profile | None:
    table = tables()
    outside = re.sub(r"\s*\([^()]{0,80}\)", "", core)
    entry = table.organization(core) or table.organization(outside)
    if entry is None:
        inside = re.search(r"\(([^()]{2,20})\)$", core)
        entry = table.organization(inside[1]) if inside else None
    if entry is None and " " in outside:
        entry = _armed_group_members(outside) or _after_description(outside)
    if entry is None:
        return None
    return replace(_of_table(entry), shared=core if core in entry.shared else "")


def _of_table(entry: Organization) -> Profile:
    return Profile(
        form="organization",
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        head=entry.name.split()[-1].lower(),
        named=True,
        basis="table of organisations",
    )


def _armed_group_members(words: str) -> Organization | None:
    """ "Daesh terrorists", "the Houthi rebels": the group itself where nothing but its name and such a word stands."""
    table = tables()
    name, _, last = words.rpartition(" ")
    while name:
        if last.lower() not in {"group", "government", "movement"} and table.groups.get(last.lower()) != "armed_group":
            return None
        entry = table.organization(name)
        if entry is not None:
            return entry if entry.kind == "armed_group" else None
        name, _, last = name.rpartition(" ")
    return None


def _after_description(words: str) -> Organization | None:
    """ "Yemen's Houthis", "the militant group Hamas": a name after its country or after "group" and such."""
    table = tables()
    if (entry := table.organization(_AFTER_NAME.sub("", words))) is not None:
        return entry
    owner = next((c for c in countries(words) if c.owner), None)
    if owner is not None and owner.start == 0:
        entry = table.organization(without_owner(words, owner))
        if entry is not None and entry.country in {None, owner.code}:
            return entry
    found = tokens(words)
    for i in range(max(1, len(found) - 4), len(found)):
        if found[i].capital and found[i - 1].lower in _DESCRIPTIONS:
            return table.organization(words[found[i].start :])
    return None


def _state(core: str, words: list[Token], article: str, person: bool) -> Profile | None:
    capital = tables().capitals.get(core)
    if capital is not None and not person:
        return replace(_state_profile(capital, words[-1].lower), basis="capital as actor")
    code = country_of(core)
    if code is not None:
        demonym = is_demonym(core)
        if demonym and core.endswith("s") and not core.endswith("ss"):
            return Profile(form="group", name=core, kind="civilians", head=core.lower(), country=code, plural=True)
        if demonym and (article in {"a", "an"} or (article and re.search(r"(?:an|i)$", core))):
            return Profile(form="title", name=core, kind="person", head="", country=code)
        return _state_profile(code, words[-1].lower)
    owners = [c for c in countries(core) if c.owner]
    places = countries(core)
    if len(places) != 1 or (not owners and " in " not in core):
        return None
    rest = [t.lower for t in words if t.word and not (places[0].start <= t.start < places[0].end)]
    rest = [w for w in rest if w not in {"the", "of", "in"}]
    if len(rest) == 1 and (rest[0] in _GOVERNMENT or rest[0] in _OFFICIALS):
        return _state_profile(places[0].code, rest[0])
    return None


def _state_profile(code: Alpha3, head: str) -> Profile:
    return Profile(
        form="state",
        name=country_name(code),
        kind="state",
        head=head,
        country=code,
        named=True,
        basis="table of countries",
    )


def _person(core: str, words: list[Token], people: Sequence[tuple[int, int]]) -> Profile | None:
    """A person's name at the end of the phrase, with what stands before it as the role."""
    table = tables()
    if words and _is_title(words[0]) and (named := re.match(r"(.+?) of ((?:the )?[^\W\d_][^,]{2,40})$", core)):
        code = country_of(named[2])
        titled = _person(named[1], tokens(named[1]), people) if code and " of " not in named[1] else None
        if titled is not None:
            return replace(titled, country=code, role_country=code if titled.role else None)
    if not words or not words[-1].word:
        return None
    end = words[-1].end
    begin = next((s for s, e in people if s < end <= e + 1 and s < end), None)
    if begin is None:
        begin = _trailing_name(words)
    if begin is None or (begin <= 0 and len(words) == 1 and not people):
        return None
    begin = max(begin, 0)
    inner = [w for w in words if w.start >= begin]
    while len(inner) > 1 and _is_title(inner[0]):
        inner = inner[1:]
    if not inner or _is_title(inner[0]):
        return None
    begin = inner[0].start
    prefix = core[:begin].strip(" ,")
    before = [w for w in words if w.end <= begin]
    if before and before[-1].lower in table.titles.honorifics:
        before = before[:-1]
    if before and not _apposed(before):
        return None
    role, code, head, _ = role_of(prefix) if prefix else (None, None, "", "")
    name = re.sub(r"\s+", " ", core[begin:]).strip(" ,")
    return Profile(
        form="person",
        name=name,
        kind="person",
        head=head,
        country=code,
        role=role,
        role_country=code if role else None,
        named=True,
        basis="name in the text",
    )


def _is_title(token: Token) -> bool:
    table = tables()
    lower = token.lower
    return lower in table.roles or lower in table.titles.honorifics or lower in table.titles.abbreviations


def _apposed(before: list[Token]) -> bool:
    """Whether a name after these words is what they describe: "envoy to Kenya" + name, but not "aide to" + name."""
    table = tables()
    preposition = max((i for i, t in enumerate(before) if t.lower in table.words.prepositions), default=None)
    end = head_end(before)
    role = longest_in(table.roles, before, end)
    if preposition is None:
        return not is_possessive(before[-1]) and (
            role is not None or end == 0 or longest_in(table.groups, before, end) is None
        )
    after = before[preposition + 1 :]
    return (
        role is not None
        and bool(after)
        and not any(t.lower in table.roles for t in after)
        and not is_possessive(after[-1])
    )


def _trailing_name(words: list[Token]) -> int | None:
    """Where a capitalised name of one to four words begins after a title, or a known first name; None if none does."""
    table = tables()
    first = len(words)
    while first > 0 and len(words) - first < 5:
        token = words[first - 1]
        joined = token.lower in {"al", "el", "bin", "van", "der", "de", "la", "von", "da", "dos", "bint", "ibn"}
        joined = joined or re.match(r"(?:al|el|ul|ad|as|ar|ash|bin|ibn|d|o)[-'’][A-Z]", token.text) is not None
        if not (token.capital or (joined and (first < len(words) or "-" in token.text))):
            break
        surname = first == len(words) and first > 1 and _is_first_name(words[first - 2])  # "Robin Cook"
        if _is_title(token) and not surname:
            break
        if country_of(token.text) is not None or token.lower in table.groups:
            break
        first -= 1
    if first == len(words):
        return None
    if first > 0 and _is_title(words[first - 1]):
        return words[first].start
    for i in range(first, len(words)):
        if _is_first_name(words[i]):
            return words[i].start if len(words) - i > 1 or i > 0 else None
    return None


def _is_first_name(token: Token) -> bool:
    names = tables().first_names
    given = token.lower.split("-")[0]
    return token.capital and (given in names.male or given in names.female)


def _title_or_group(core: str, words: list[Token]) -> Profile | None:
    table = tables()
    end = head_end(words)
    role = longest_in(table.roles, words, end)
    group = longest_in(table.groups, words, end)
    if role is None and group is None:
        return None
    owner = next((c for c in countries(core) if c.owner), None)
    code = owner.code if owner else _body_country(core)
    if group is None and role is not None:
        spelt, role_country, head, domain = role_of(core)
        plural = head.endswith("s") or head in {"congressmen", "spokesmen", "policemen", "statesmen"}
        if plural and head != "boss":
            kind: ActorKind = "civilians" if domain in {"private", "religious"} else "government"
            kind = "military" if domain == "military" else kind
            return Profile(form="group", name=core, kind=kind, head=head, country=role_country, plural=True)
        return Profile(
            form="title",
            name=core,
            kind="person",
            head=head,
            country=role_country,
            role=spelt,
            role_country=role_country,
        )
    assert group is not None
    head, _ = group
    kind = table.groups[head]
    plural = head.endswith("s") or head in {"people", "police", "men", "women", "children", "personnel"}
    proper = words[end - 1].capital and len(words) > 1 and words[0].capital
    named = not plural and head in table.words.institutions and (code is not None or proper)
    return Profile(
        form="group", name=without_brackets(core), kind=kind, head=head, country=code, plural=plural, named=named
    )


def without_brackets(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\s*\([^()]{0,80}\)", "", text)).strip() or text


def _body_country(core: str) -> Alpha3 | None:
    """The country of an organisation that the phrase begins with: "FBI agents"."""
    first = core.split(" ", 1)[0]
    entry = tables().organization(first)
    return entry.country if entry else None


def _entity(core: str, start: int, entities: Sequence[Entity]) -> Profile | None:
    end = start + len(core)
    inside = [e for e in entities if e.start <= start + 1 and e.end >= end - 2]
    if not inside:
        return None
    label = inside[0].label
    owner: Country | None = next((c for c in countries(core) if c.owner), None)
    code = owner.code if owner else None
    head = core.rsplit(" ", 1)[-1].lower()
    if label == "PERSON":
        return Profile(form="person", name=core, kind="person", head="", named=True, basis="name in the text")
    if label == "ORG":
        return Profile(
            form="organization",
            name=without_brackets(core),
            kind="organization",
            head=head,
            country=code,
            named=True,
            basis="name in the text",
        )
    if label in {"GPE", "LOC"}:
        return Profile(
            form="state", name=core, kind="government", head=head, country=code, named=True, basis="place as actor"
        )
    if label == "NORP":
        return Profile(form="group", name=core, kind="civilians", head=head, country=code, plural=core.endswith("s"))
    return None


def _unknown(core: str, words: list[Token]) -> Profile:
    table = tables()
    end = max(head_end(words), 1)
    last = words[end - 1]
    head = last.lower
    owner = next((c for c in countries(core) if c.owner), None)
    code = owner.code if owner else None
    first = words[0].lower
    counted = first in table.words.numerals or first in table.words.indefinite or first in table.words.vague
    if is_demonym(last.text) and (counted or last.text.endswith("s")):
        return Profile(form="group", name=core, kind="civilians", head=head, plural=True, country=country_of(last.text))
    if words[-1].lower in table.words.numerals or words[-1].lower[0].isdigit():
        return Profile(form="group", name=f"{core} people", kind="civilians", head="people", plural=True)
    if any(_MODEL.fullmatch(t.text) for t in words):
        return Profile(form="group", name=core, kind="military", head=head, country=code, plural=head.endswith("s"))
    plural = re.search(r"[a-z](?<!s)s$", head) is not None
    capital = all(t.capital or t.lower in {"of", "the", "and", "for"} or is_possessive(t) for t in words if t.word)
    if capital and not counted and words[0].word:
        people = plural and (len(words) == 1 or code is not None)
        if people:
            return Profile(form="group", name=core, kind="civilians", head=head, country=code, named=True, plural=True)
        bare = all(t.word and t.capital and not t.text.isupper() for t in words)
        person = bare and code is None and 2 <= len(words) <= 3 and not plural
        return Profile(
            form="person" if person else "organization",
            name=without_brackets(core),
            kind="person" if person else "organization",
            head="" if person else head,
            country=code,
            named=True,
            basis="name in the text",
        )
    people = re.search(r"(?:ists|ians|ees|men|women|ers)$", head) is not None and not last.capital
    if people:
        return Profile(form="group", name=core, kind="civilians", head=head, country=code, plural=True)
    if re.search(r"(?:[a-z]ist|[a-z]man|[a-z]woman)$", head):
        return Profile(form="title", name=core, kind="person", head=head, country=code, role=core)
    return Profile(form="phrase", name=core, kind="other", head=head, country=code, plural=plural)


def same_person(short: str, full: str) -> bool:
    """Whether `short` is a shorter form of the name `full`: its last word, or words of it in their order."""
    a, b = key(short).split(), key(full).split()
    if not a or not b or len(a) > len(b):
        return False
    if len(a) == 1:
        return a[0] in b
    rest = iter(b)
    return a[-1] == b[-1] and all(word in rest for word in a)
