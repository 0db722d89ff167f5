"""Actors across articles: each article actor to one canonical actor, and what an analyst should look at.

    resolution = resolve(actors, decisions)
    resolution.of["article-7", "person:assad"]      # "person:bashar-al-assad"

A pure function of the sets of article actors and decisions: neither order nor batches nor repetition matter. What comes
out for an article actor depends only on its block (`kg.resolve.block`), so that a caller who keeps `block_of` beside
each article actor resolves `touched` ones alone after articles came, changed or went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct

from kg.resolve.article_actors import ArticleActor, Key, ToldAs, told_as
from kg.resolve.block import block_of, joined
from kg.resolve.canonical import CanonicalActor, canonical, told_apart
from kg.resolve.cluster import Clusters, Edge, agglomerate, candidates
from kg.resolve.decided import applied, marked
from kg.resolve.decisions import Decision, Subject, Unfound
from kg.resolve.score import ASK, Score, score
from kg.resolve.units import Marks, Unit, units_of
from kg.resolve.weak import attach


class Question(Struct, frozen=True):
    """Two canonical actors that may be one: for the work list. `score` lies between the two thresholds, or above them
    where something else speaks against it."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    block: str = ""
    """In which they were compared."""


class Resolution(Struct, frozen=True):
    """`of` gives the canonical id of each article actor; `work` is sorted, the likeliest first."""

    of: dict[Key, str]
    actors: tuple[CanonicalActor, ...]
    work: tuple[Question, ...]
    unfound: tuple[Unfound, ...] = ()


def resolve(actors: Iterable[ArticleActor], decisions: Sequence[Decision] = ()) -> Resolution:
    """The canonical actors of these article actors, which must be whole blocks: a whole corpus, or what `touched` gave.

    An article actor that comes twice counts once. Decisions that find no object are in `unfound`.
    """
    blocks: dict[str, dict[Key, ArticleActor]] = {}
    every: list[ArticleActor] = []
    block_of_told: dict[ToldAs, str] = {}
    for actor in actors:
        told = told_as(actor)
        block = block_of_told.get(told)
        if block is None:
            block = block_of_told[told] = block_of(actor)
        blocks.setdefault(block, {})[actor.key] = actor
        if decisions:
            every.append(actor)
    marks, unfound = marked(every, decisions)
    home = joined(_joins(every, marks))
    mixed: set[str] = set()
    for key in sorted(home):
        if home[key] != key and key in blocks:
            mixed.add(home[key])
            blocks.setdefault(home[key], {}).update(blocks.pop(key))
    of: dict[Key, str] = {}
    found: list[CanonicalActor] = []
    work: list[Question] = []
    for block in sorted(blocks):
        members = [blocks[block][key] for key in sorted(blocks[block])]
        resolved, questions = _block(block, members, marks, of_one_name=block[0] in "=!" and block not in mixed)
        for each in resolved:
            found.append(each)
            of.update(dict.fromkeys(each.members, each.id))
        work += questions
    done = applied(found, marks, decisions)
    return Resolution(of, tuple(done), tuple(sorted(work, key=lambda q: (-q.score, q.one, q.other))), unfound)


def touched(
    changed: Iterable[ArticleActor],
    in_blocks: Callable[[Set[str]], Iterable[ArticleActor]],
    decisions: Sequence[Decision] = (),
    named_by: Callable[[Subject], Iterable[ArticleActor]] | None = None,
) -> list[ArticleActor]:
    """The article actors whose canonical actor may differ after `changed` ones came, changed (as they were and as they
    are) or went: all of their blocks, and of the blocks that decisions join with these.

    `in_blocks` gives all article actors of the corpus as it is now in some blocks; `named_by` those that fit a subject
    of a decision, and is needed only with decisions.
    """
    wanted = {block_of(actor) for actor in changed}
    if decisions and named_by is not None:
        pairs = [
            sorted({block_of(actor) for subject in decision.subjects for actor in named_by(subject)})
            for decision in decisions
            if decision.kind == "same"
        ]
        home = joined((blocks[0], other) for blocks in pairs for other in blocks[1:])
        reached = {home.get(key, key) for key in wanted}
        wanted |= {key for key, first in home.items() if first in reached}
    return list(in_blocks(wanted))


def _joins(actors: Sequence[ArticleActor], marks: Mapping[Key, Marks]) -> Iterator[tuple[str, str]]:
    """Pairs of blocks whose members a decision takes for one."""
    first: dict[str, str] = {}
    for actor in actors:
        for mark in marks.get(actor.key, ()):
            if "/same/" in mark:
                decision = mark.split("/")[0]
                block = block_of(actor)
                yield first.setdefault(decision, block), block


def _block(
    block: str, members: Sequence[ArticleActor], marks: Mapping[Key, Marks], *, of_one_name: bool
) -> tuple[list[CanonicalActor], list[Question]]:
    if of_one_name:
        return [_as_told(members)], []
    units = units_of(members, marks)
    compare = _remembering(units)
    clusters = Clusters(units, compare)
    pairs = (Edge(a, b, compare(a, b)) for a, b in candidates(units))
    edges = [edge for edge in pairs if edge.score.value >= ASK]
    open_edges = agglomerate(clusters, edges, _decided(units))
    doubts = attach(clusters)
    asked = [*open_edges, *(Edge(place, fit.place, fit.score) for place, fit in doubts)]
    plain = {home: canonical([units[p] for p in places]) for home, places in clusters.members.items()}
    named = {actor.members[0]: actor for actor in told_apart(plain.values())}
    ids = {home: named[actor.members[0]].id for home, actor in plain.items()}
    return list(named.values()), _questions(clusters, asked, ids, block)


def _as_told(members: Sequence[ArticleActor]) -> CanonicalActor:
    """States, peoples, and those without a name: one actor by its coded id."""
    actor = canonical(units_of(members, {}))
    fields = {field: getattr(actor, field) for field in actor.__struct_fields__}
    return CanonicalActor(**fields | {"id": members[0].actor})


def _remembering(units: Sequence[Unit]) -> Callable[[int, int], Score]:
    known: dict[tuple[int, int], Score] = {}

    def compare(one: int, other: int) -> Score:
        pair = (one, other) if one < other else (other, one)
        if pair not in known:
            known[pair] = score(units[pair[0]], units[pair[1]])
        return known[pair]

    return compare


def _decided(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """The pairs of units that decisions take for one."""
    first: dict[str, int] = {}
    return [
        (first.setdefault(mark.split("/")[0], place), place)
        for place, unit in enumerate(units)
        for mark in unit.marks
        if "/same/" in mark
    ]


def _questions(clusters: Clusters, edges: Iterable[Edge], ids: Mapping[int, str], block: str) -> list[Question]:
    """One question for each two clusters, by the likeliest pair of their units; none that is settled."""
    best: dict[tuple[str, str], Question] = {}
    for edge in edges:
        one, other = clusters.home(edge.one), clusters.home(edge.other)
        if one == other or clusters.against(one, other) == "conflict" or _settled(clusters, one, other):
            continue
        a, b = sorted((ids[one], ids[other]))
        question = Question(a, b, edge.score.value, edge.score.reasons, block)
        known = best.get((a, b))
        if known is None or (-question.score, question.reasons) < (-known.score, known.reasons):
            best[a, b] = question
    return [best[pair] for pair in sorted(best)]


def _settled(clusters: Clusters, one: int, other: int) -> bool:
    """Whether an analyst confirmed that two stay as they are."""
    first, second = (
        {mark for place in clusters.members[home] for mark in clusters.units[place].marks if "/confirm/" in mark}
        for home in (one, other)
    )
    return any(a != b and a.rpartition("/")[0] == b.rpartition("/")[0] for a in first for b in second)


__all__ = ["Question", "Resolution", "block_of", "resolve", "touched"]
