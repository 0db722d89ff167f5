"""How well actors are told apart and brought together, on the pairs and clusters of `data/gold/actors`.

Half of the gold is for developing, the other half is looked at for figures only; which half a person or body belongs to
goes by a digest of the name that its line begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from kg.errors import DataError
from kg.evaluation.clusters import Group, Tally, b_cubed
from kg.extract.naming.tables import key
from kg.ids import digest, named_actor_id
from kg.model import ActorKind
from kg.resolve.actors import Resolution, resolve
from kg.resolve.article_actors import ArticleActor

Verdict = Literal["same", "different", "unsure"]
Half = Literal["develop", "held"]
_VERDICTS: dict[str, Verdict] = {"=": "same", "!": "different", "?": "unsure"}
_SECTION = re.compile(r"##\s*(?:\[(\w+)\]\s*)?(.+)")
_COUNTRY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"\d{4}(?:-\d\d-\d\d)?")


class Told(Struct, frozen=True):
    """An actor as a line of the gold has it: `NAME / role COUNTRY year`, of which all but the name may be missing."""

    name: str
    kind: ActorKind
    role: str | None = None
    country: str | None = None
    day: str | None = None

    def actor(self, article: str) -> ArticleActor:
        roles = ((self.role, self.country),) if self.role else ()
        return ArticleActor(
            article, named_actor_id(self.name, self.kind), self.name, self.kind, self.country, roles, self.day
        )

    def __str__(self) -> str:
        told = " ".join(filter(None, (self.role, self.country, self.day)))
        return f"{self.name} / {told}" if told else self.name


class Pair(Struct, frozen=True):
    """Two actors, whether they are one, and why."""

    one: Told
    other: Told
    verdict: Verdict
    why: str
    half: Half


class Cluster(Struct, frozen=True):
    """Mentions of one actor in articles, with the name that the gold gives it."""

    name: str
    told: tuple[Told, ...]
    half: Half


class PairScore(Struct, frozen=True):
    """`merged` counts the pairs that came out as one, by verdict; `wrong` are those that came out wrong."""

    right: int
    said: int
    there: int
    wrong: tuple[tuple[Pair, str], ...]
    unsure_merged: int
    unsure: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.there) if self.said + self.there else 0.0


def read_pairs(folder: Path) -> list[Pair]:
    """The pairs of a folder's files. `= A | B | C` pairs A with B and with C, `!* A | B | C` all of them with each
    other. DataError names file and line of what is no such line."""
    found: list[Pair] = []
    for path in sorted(folder.glob("*.txt")):
        for where, kind, why, line in _lines(path):
            mark, _, rest = line.partition(" ")
            told = [_told(part, kind, where) for part in rest.split("|")]
            verdict = _VERDICTS.get(mark.rstrip("*"))
            if verdict is None or len(told) < 2:
                raise DataError(f"{where}: no pair: {line}")
            pairs = combinations(told, 2) if mark.endswith("*") else ((told[0], other) for other in told[1:])
            found += [Pair(a, b, verdict, why, _half(told[0].name)) for a, b in pairs]
    return found


def read_clusters(folder: Path) -> list[Cluster]:
    """The clusters of a folder's files: `NAME: mention | mention | …`, as in the pairs."""
    found: list[Cluster] = []
    for path in sorted(folder.glob("*.txt")):
        for where, kind, why, line in _lines(path):
            name, colon, rest = line.partition(": ")
            if not colon:
                raise DataError(f"{where}: no cluster: {line}")
            found.append(Cluster(name, tuple(_told(p, kind, where) for p in rest.split("|")), _half(why, "c")))
    return found


def score_pairs(pairs: Sequence[Pair]) -> PairScore:
    """Each pair is resolved alone, as two articles."""
    right = said = there = unsure_merged = unsure = 0
    wrong: list[tuple[Pair, str]] = []
    for pair in pairs:
        found = resolve([pair.one.actor("1"), pair.other.actor("2")])
        one = len(found.actors) == 1
        if pair.verdict == "unsure":
            unsure += 1
            unsure_merged += one
            if one:
                wrong.append((pair, "merged"))
            continue
        said += one
        there += pair.verdict == "same"
        right += one and pair.verdict == "same"
        if one != (pair.verdict == "same"):
            wrong.append((pair, "merged" if one else "asked" if found.work else "apart"))
    return PairScore(right, said, there, tuple(wrong), unsure_merged, unsure)


def score_clusters(clusters: Sequence[Cluster]) -> tuple[Tally, Resolution, list[ArticleActor]]:
    """B-cubed over all mentions of the clusters, resolved together, each in an article of its own."""
    actors: list[ArticleActor] = []
    gold: list[Group] = []
    for number, cluster in enumerate(clusters):
        own = [told.actor(f"{number}-{place}") for place, told in enumerate(cluster.told)]
        gold.append(frozenset(actor.key for actor in own))
        actors += own
    found = resolve(actors)
    return b_cubed(gold, [frozenset(actor.members) for actor in found.actors]), found, actors


def wrong_merges(
    actors: Iterable[ArticleActor], found: Resolution, truth: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Canonical id and two names of `truth` (by article) that came out as one, of any who should be two."""
    by_actor: dict[str, set[str]] = {}
    for actor in actors:
        by_actor.setdefault(found.of[actor.key], set()).add(truth[actor.article])
    return [(k, a, b) for k, names in sorted(by_actor.items()) for a, b in combinations(sorted(names), 2)]


def _half(name: str, salt: str = "") -> Half:
    return "held" if int(digest(salt + key(name)), 16) % 2 else "develop"


def _lines(path: Path) -> Iterator[tuple[str, ActorKind, str, str]]:
    """Where, kind, why and text of each line that is neither blank nor a heading."""
    kind: ActorKind = "person"
    why = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        where = f"{path}:{number}"
        if heading := _SECTION.fullmatch(line):
            named = heading[1] or "person"
            kind = next((each for each in get_args(ActorKind) if each == named), "other")
            why = heading[2]
        elif line.strip():
            yield where, kind, why, line


def _told(part: str, kind: ActorKind, where: str) -> Told:
    name, _, rest = part.partition(" / ")
    words = rest.split()
    day = words.pop() if words and _DAY.fullmatch(words[-1]) else None
    country = words.pop() if words and _COUNTRY.fullmatch(words[-1]) else None
    if not name.strip():
        raise DataError(f"{where}: a mention without a name")
    full = f"{day}-07-01" if day and len(day) == 4 else day
    return Told(name.strip(), kind, " ".join(words) or None, country, full)
