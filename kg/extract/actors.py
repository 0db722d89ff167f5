"""A mention's words to a profile: what the noun phrase alone says about who is meant.

What the rest of the article adds (who "he" is, who "the envoy" is) is `kg.extract.coreference`'s part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from kg.extract.naming.companies import company, is_company
from kg.extract.naming.groups import title_or_group
from kg.extract.naming.organizations import organization
from kg.extract.naming.people import person
from kg.extract.naming.phrases import head_end, tokens
from kg.extract.naming.profile import Profile
from kg.extract.naming.pronouns import pronoun
from kg.extract.naming.roles import held_role
from kg.extract.naming.states import state
from kg.extract.naming.tables import tables
from kg.extract.naming.unlisted import Labelled, by_entity, by_form
from kg.model import Actor
from kg.text.document import Entity

__all__ = ["Profile", "is_political", "profile"]

_LONGEST = 300
"""Characters of a mention that are looked at; no noun phrase is longer."""
_MARKS = " \t\r\n\"'`“”‘’,;:.[]{}*_-–—"
_POSSESSIVE = re.compile(r"\s*['’`]s$|(?<=s)['’`]$")
_REFLEXIVE = re.compile(r"(?<=\w) (?:him|her|it|them)sel(?:f|ves)$")
_INITIAL_OR_JR = re.compile(r"(?<![^\W_])(?:[^\W\d_]|Jr|Sr)\.$")
_POLITICAL: frozenset[str | None] = frozenset(
    {"state", "government", "military", "armed_group", "party", "organization", "ngo"}
)


def profile(words: str, start: int = 0, entities: Sequence[Entity] = ()) -> Profile:
    """The profile of `words`, which begin at `start` in the article; `entities` are those that overlap them.

    Never raises, whatever the words.
    """
    return _profile(words[:_LONGEST], tuple((e.start - start, e.end - start, e.label) for e in entities))


@lru_cache(maxsize=8192)
def _profile(words: str, entities: Labelled) -> Profile:
    """As `profile`; the entities' offsets count from the first of `words`, so that a name seen before is known."""
    text, lead = _trimmed(words)
    found = tokens(text)
    if not found:
        return Profile(form="phrase", name=text or "unknown", kind="other", basis="no words")
    if (alone := pronoun(found)) is not None:
        return alone
    table = tables()
    first = found[0].lower
    begin = found[1].start if len(found) > 1 else 0
    if first in table.pronouns.possessive and len(found) > 1:
        rest = _profile(text[begin:], _moved(entities, lead + begin))
        return replace(rest, form="owned", owner=first, named=False, definite=True, basis=f"possessive '{first}'")
    article = first if first in table.words.articles or first in {"this", "that", "these"} else ""
    begin = begin if article else 0
    core = text[begin:]
    core_words = tokens(core)
    entities = _moved(entities, lead + begin)
    people = [(at, end) for at, end, label in entities if label == "PERSON"]
    result = (
        organization(core)
        or company(core)
        or state(core, core_words, article, bool(people))
        or person(core, core_words, people)
        or title_or_group(core, core_words)
        or by_entity(core, entities)
        or by_form(core, core_words)
    )
    indefinite = first in table.words.indefinite or first[0].isdigit()
    return replace(
        result,
        definite=first in table.words.definite,
        indefinite=indefinite,
        named=result.named and not (indefinite and result.form == "group"),
    )


def _moved(entities: Labelled, characters: int) -> Labelled:
    """The entities as seen from `characters` further right."""
    return tuple((start - characters, end - characters, label) for start, end, label in entities)


def _trimmed(words: str) -> tuple[str, int]:
    """Without marks, possessives and "himself" at the ends; and how many characters went at the beginning."""
    text = re.sub(r"\s+", " ", words) if "\n" in words or "\t" in words else words
    kept = text.lstrip(_MARKS)
    lead = len(text) - len(kept)
    kept = _REFLEXIVE.sub("", _POSSESSIVE.sub("", kept.rstrip(_MARKS.replace(".", ""))))
    return kept if _INITIAL_OR_JR.search(kept) else kept.rstrip("."), lead


def is_political(who: Actor | Profile, words: str) -> bool:
    """Whether a speaker, mentioned as `words`, is a political actor whose mere saying is a STATEMENT.

    States, officials, forces, courts, parties, armed groups, international bodies, aid and rights organisations,
    unions, protest organisers, opposition, exiles, religious leaders; not private persons, companies, media, doctors.
    """
    if who.kind in _POLITICAL:
        return who.kind != "organization" or not (is_company(who.name) or is_company(words))
    table = tables()
    found = tokens(words)
    head = found[head_end(found) - 1].lower if found else ""
    if head in table.words.vague_speakers:
        others = [token.lower for token in found if token.lower != head]
        return any(table.groups.get(w) in _POLITICAL or w in table.words.political_modifiers for w in others)
    role = held_role(words)
    if role is not None and who.kind in {"person", "civilians", "other"}:
        return table.roles[role] != "private"
    if who.kind == "person":
        held = held_role(who.role or "")
        return table.roles[held] != "private" if held else not who.role
    return who.kind == "civilians" and _public_group().search(words) is not None


@cache
def _public_group() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(tables().words.public_stems))})", re.IGNORECASE)
