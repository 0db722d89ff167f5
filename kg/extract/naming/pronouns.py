"""Pronouns, and phrases that stand for several actors like one ("both sides")."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.naming.phrases import Token
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables
from kg.model import ActorKind

_NO_PRONOUNS = frozenset({"US", "IT"})
"""Acronyms that only their capitals tell from pronouns."""


def pronoun(words: Sequence[Token]) -> Profile | None:
    """The profile of a phrase that is a pronoun or means "the two sides"."""
    table = tables().pronouns
    said = " ".join(token.lower for token in words[:3] if token.word)
    if len(words) == 1 and words[0].text not in _NO_PRONOUNS:
        people = table.male | table.female | table.speaker
        if said in people | table.thing | table.plural | table.speakers | table.addressee:
            kind: ActorKind = "person" if said in people else "other"
            return Profile(form="pronoun", name=words[0].text, kind=kind, head=said, plural=said in table.plural)
    bare = said.removeprefix("the ")
    if bare in table.sides or said in table.sides:
        return Profile(form="pronoun", name=bare, kind="other", head="sides", definite=True, plural=True)
    return None
