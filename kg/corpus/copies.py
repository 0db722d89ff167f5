"""Articles of one text put together: the agency report in twenty papers is one text with twenty sources, and an update
stands in place of what it updates.

A pure function of the set of fingerprints and of what people decided, so that neither order nor batches matter. For a
corpus that grows, `reach` tells which articles' answers new ones can change; only those are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from kg.corpus.fingerprints import Fingerprint
from kg.corpus.likeness import DAYS, Link, age, days_between, likeness, link

Pairs = frozenset[frozenset[str]]
"""Pairs of articles that people decided to be one text, or two."""


class Standing(Struct, frozen=True, kw_only=True):
    """What an article is among the others.

    `origin` is the article that its text goes back to, itself if none: of those that hang together the one published
    first, then the longest, then the first by id. `newer` is the last update of it, which stands in its place; None if
    there is none. `why` tells what links it to others, in words; empty where nothing does.
    """

    article: str
    origin: str
    newer: str | None = None
    why: tuple[str, ...] = ()

    @property
    def is_copy(self) -> bool:
        return self.origin != self.article


def standings(
    articles: Iterable[Fingerprint], apart: Pairs = frozenset(), together: Pairs = frozenset()
) -> dict[str, Standing]:
    """What each article is among these, by its id, sorted. Two that are kept `apart` are not of one origin, nor is one
    an update of the other, whatever third article is like both; two that belong `together` are copies, however unlike
    they are. ValueError if two articles have one id."""
    known: dict[str, Fingerprint] = {}
    for one in articles:
        if known.setdefault(one.article, one) is not one:
            raise ValueError(f"two articles have the id {one.article}")
    groups = {key: {key} for key in known}
    used: defaultdict[str, list[Link]] = defaultdict(list)
    decided = [_decided(known[a], known[b]) for a, b in map(sorted, together) if a in known and b in known]
    told = {frozenset((found.earlier, found.later)) for found in decided}
    own = (found for found in links(known.values()) if frozenset((found.earlier, found.later)) not in told)
    for found in (*sorted(decided, key=_strongest_first), *sorted(own, key=_strongest_first)):
        if _join(groups, found, apart):
            used[found.earlier].append(found)
            used[found.later].append(found)
    return {key: _standing(key, known, groups[key], used[key]) for key in sorted(known)}


def links(articles: Iterable[Fingerprint]) -> Iterator[Link]:
    """Every link between two of these that have a key in common, each once. Near linear: of those with a key in common
    only those published within a week of each other are compared."""
    by_key: defaultdict[str, list[Fingerprint]] = defaultdict(list)
    for one in articles:
        for key in one.keys:
            by_key[key].append(one)
    compared: set[tuple[str, str]] = set()
    for mates in by_key.values():
        mates.sort(key=age)
        undated = [one for one in mates if one.published is None]
        for at, one in enumerate(mates):
            for other in mates[at + 1 :]:
                apart = days_between(one, other)
                if apart is None or apart > DAYS:
                    break
                yield from _compared(one, other, compared)
            for other in undated:
                if one.published is not None or one.article < other.article:
                    yield from _compared(one, other, compared)


def reach(
    changed: Iterable[Fingerprint],
    mates: Callable[[Fingerprint], Iterable[Fingerprint]],
    together: Pairs = frozenset(),
    named: Callable[[Iterable[str]], Iterable[Fingerprint]] = lambda _: (),
) -> dict[str, Fingerprint]:
    """The articles whose answers can be others once `changed` are added, or because they are about to be taken out:
    themselves, what is linked to them, and what is linked to that. `standings` of these alone are what `standings` of
    the whole corpus say of them. `mates` gives those of the corpus that share a key with an article, `named` those with
    these ids, which it needs for what people put `together`."""
    found: dict[str, Fingerprint] = {}
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in map(sorted, together):
        partners[a].add(b)
        partners[b].add(a)
    ahead = list(changed)
    while ahead:
        one = ahead.pop()
        if one.article not in found:
            found[one.article] = one
            ahead += (mate for mate in mates(one) if mate.article not in found and link(one, mate) is not None)
            ahead += named(sorted(partners.get(one.article, set()) - found.keys()))
    return found


def origins(found: Mapping[str, Standing]) -> dict[str, str]:
    """Article to origin, of copies and of what they are copies of: as `kg.resolve.consensus` takes it."""
    copied = {standing.origin for standing in found.values() if standing.is_copy}
    return {key: standing.origin for key, standing in found.items() if standing.is_copy or key in copied}


class Member(Struct, frozen=True, kw_only=True):
    """An article of a text: `superseded_by` is the update that stands in its place, `why` tells what links it to
    others, in words."""

    article: str
    superseded_by: str | None
    why: tuple[str, ...]


class Group(Struct, frozen=True, kw_only=True):
    """A text that several articles have: the article that it goes back to, and all of them, that one first."""

    origin: str
    articles: tuple[Member, ...]


def groups(found: Mapping[str, Standing]) -> Iterator[Group]:
    """Copies and updates by the text that they have, in the order of their origins."""
    by_origin: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in found.values():
        by_origin[standing.origin].append(standing)
    for origin, members in sorted(by_origin.items()):
        if len(members) > 1:
            ordered = sorted(members, key=lambda one: (one.is_copy, one.article))
            told = (Member(article=one.article, superseded_by=one.newer, why=one.why) for one in ordered)
            yield Group(origin=origin, articles=tuple(told))


def as_lines(group: Group) -> Iterator[str]:
    """A text for people: a line for it, and under it one for each other article, with what took its place and why."""
    origin, *others = group.articles
    newer = f", in its place {origin.superseded_by}" if origin.superseded_by else ""
    yield f"{group.origin}: one text in {len(group.articles)} articles{newer}"
    for one in others:
        newer = f", in its place {one.superseded_by}" if one.superseded_by else ""
        yield f"  {one.article}{newer}: {'; '.join(one.why) or 'hangs together with it'}"


def _compared(one: Fingerprint, other: Fingerprint, compared: set[tuple[str, str]]) -> Iterator[Link]:
    pair = (min(one.article, other.article), max(one.article, other.article))
    if pair not in compared:
        compared.add(pair)
        found = link(one, other)
        if found is not None:
            yield found


def _decided(one: Fingerprint, other: Fingerprint) -> Link:
    earlier, later = sorted((one, other), key=age)
    return Link("copy", earlier.article, later.article, likeness(one, other))


def _strongest_first(found: Link) -> tuple[float, float, str, str]:
    return -found.likeness.jaccard, -found.likeness.text, found.earlier, found.later


def _join(groups: dict[str, set[str]], found: Link, apart: Pairs) -> bool:
    """Make the groups of two articles one, unless that brings together what people keep apart."""
    one, other = groups[found.earlier], groups[found.later]
    if one is other:
        return frozenset((found.earlier, found.later)) not in apart
    if any(len(pair & one) == 1 and len(pair & other) == 1 for pair in apart):
        return False
    small, large = sorted((one, other), key=len)
    large |= small
    for key in small:
        groups[key] = large
    return True


def _standing(key: str, known: Mapping[str, Fingerprint], group: set[str], used: list[Link]) -> Standing:
    origin = min(group, key=lambda member: _first(known[member]))
    newer = _newest(key, known, used)
    why = sorted(f"{found.why} ({found.earlier if found.later == key else found.later})" for found in used)
    return Standing(article=key, origin=origin, newer=newer, why=tuple(why))


def _first(one: Fingerprint) -> tuple[str, int, str]:
    return one.published or "9999-99-99", -one.words, one.article


def _newest(key: str, known: Mapping[str, Fingerprint], used: list[Link]) -> str | None:
    after = [found.later for found in used if found.kind == "update" and found.earlier == key]
    return max(after, key=lambda member: age(known[member])) if after else None
