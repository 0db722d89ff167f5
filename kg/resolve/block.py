"""Blocking: which article actors are compared at all. Each belongs to one block, whatever else is in the corpus.

The block of an actor depends on that actor alone (and on decisions that join blocks). So resolving is a function of
each block's members, the work grows with the corpus and not with its square, and articles that come or go touch the
blocks of their own actors only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kg.extract.countries import country_name, country_of
from kg.ids import slug
from kg.resolve.article_actors import ArticleActor
from kg.resolve.holders import anchor
from kg.resolve.names import person_name
from kg.resolve.organizations import organization_name


def block_of(actor: ArticleActor) -> str:
    """The key of the block: the sound of a person's family name, the initials of an organisation's words.

    States, and what is called like one, keep to those that are called the same; an actor without a name is alone.
    """
    if not actor.named:
        return f"!{actor.actor}"
    if actor.kind == "person":
        holder = anchor(actor)
        return f"p:{holder.block if holder else person_name(actor.name).block}"
    if actor.kind == "state" or _called_like_a_state(actor.name):
        return f"={actor.actor}"
    return f"o:{organization_name(actor.name, actor.country, actor.kind).block}"


@lru_cache(maxsize=1 << 16)
def _called_like_a_state(name: str) -> bool:
    code = country_of(name)
    return code is not None and slug(country_name(code)) == slug(name)


def joined(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The block that stands for each of those that decisions join: the first of them by name."""
    first: dict[str, str] = {}

    def find(key: str) -> str:
        while first.get(key, key) != key:
            key = first[key]
        return key

    for one, other in pairs:
        a, b = sorted((find(one), find(other)))
        first[b] = a
        first.setdefault(a, a)
    return {key: find(key) for key in first}
