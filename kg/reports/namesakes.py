"""Which actors are perhaps not resolved: nothing is known of them, or their name is a part of another's. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.ids import is_named, slug

_WITH_COUNTRY = ("person", "state", "government", "military", "party")
"""Kinds of actors that mostly belong to one country."""


def unresolved(actors: Sequence[Mapping[str, Any]], top: int) -> list[tuple[Any, ...]]:
    """The `top` named actors, most events first, of which the kind or country is not known though one is to be
    expected, or all words of whose name are in the longer name of an actor of the same kind.

    A row has the actor, what is `unknown` of it ("kind", "country"), and who it `perhaps` is, most events first.
    """
    named = [actor for actor in actors if is_named(actor["id"])]
    named.sort(key=lambda actor: (-actor["events"], actor["name"], actor["id"]))
    words = {actor["id"]: frozenset(slug(actor["name"]).split("-")) for actor in named}
    with_word: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for actor in named:
        for word in words[actor["id"]]:
            with_word[word].append(actor)
    rows: list[tuple[Any, ...]] = []
    for actor in named:
        unknown = _unknown(actor)
        perhaps = _perhaps(actor, words, with_word)
        if unknown or perhaps:
            about = (actor["name"], actor["kind"], actor["country"], actor["events"])
            rows.append((*about, unknown, perhaps, actor["id"]))
        if len(rows) == top:
            break
    return rows


def _unknown(actor: Mapping[str, Any]) -> list[str]:
    kind = [] if actor["kind"] not in (None, "other") else ["kind"]
    return kind + (["country"] if actor["kind"] in _WITH_COUNTRY and actor["country"] is None else [])


def _perhaps(
    actor: Mapping[str, Any],
    words: Mapping[str, frozenset[str]],
    with_word: Mapping[str, list[Mapping[str, Any]]],
) -> list[str]:
    """A person of several words and a state stand for themselves: "Iran" is not "Bank of Iran"."""
    own = words[actor["id"]]
    rarest = min(own, key=lambda word: (len(with_word[word]), word))
    same = [
        other["name"]
        for other in with_word[rarest]
        if own < words[other["id"]] and other["kind"] == actor["kind"] and _agree(actor, other)
    ]
    return same[:5] if actor["kind"] != "state" else []


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return None in (one["country"], other["country"]) or one["country"] == other["country"]
