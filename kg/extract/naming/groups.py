"""People without a name: one by his or her title ("the Russian envoy"), several by what they are ("rebels")."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.naming.phrases import Token, head_end, longest_in, owner_in, without_brackets
from kg.extract.naming.profile import Profile
from kg.extract.naming.roles import role_of
from kg.extract.naming.tables import tables
from kg.model import ActorKind

_KINDS: dict[str, ActorKind] = {"private": "civilians", "religious": "civilians", "military": "military"}
"""Of several holders of a role, by its field of life; all others are of the government."""


def title_or_group(phrase: str, words: Sequence[Token]) -> Profile | None:
    """The profile of a phrase whose head is a role word or a group word of the tables; the group word goes first."""
    table = tables()
    end = head_end(words)
    if (group := longest_in(table.groups, words, end)) is not None:
        return _group(phrase, words, group[0], end)
    return _title(phrase) if longest_in(table.roles, words, end) is not None else None


def _title(phrase: str) -> Profile:
    text, country, head, domain = role_of(phrase)
    if _is_plural(head):
        kind = _KINDS.get(domain, "government")
        return Profile(form="group", name=phrase, kind=kind, head=head, country=country, plural=True)
    return Profile(
        form="title", name=phrase, kind="person", head=head, country=country, role=text, role_country=country
    )


def _group(phrase: str, words: Sequence[Token], head: str, end: int) -> Profile:
    table = tables()
    owner = owner_in(phrase)
    body = table.organization(phrase.split(" ", 1)[0])  # "FBI agents"
    country = owner.code if owner else body.country if body else None
    plural = _is_plural(head)
    proper = words[end - 1].capital and len(words) > 1 and words[0].capital
    return Profile(
        form="group",
        name=without_brackets(phrase),
        kind=table.groups[head],
        head=head,
        country=country,
        plural=plural,
        named=not plural and head in table.words.institutions and (country is not None or proper),
    )


def _is_plural(head: str) -> bool:
    words = tables().words
    return head in words.plurals or (head.endswith(("s", "men")) and head not in words.singulars_in_s)
