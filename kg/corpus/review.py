"""The work list as an analyst sees it: questions with their sides, why they are asked, what an answer is about."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from typing import Literal, NamedTuple

from kg.corpus.corpus import Corpus
from kg.corpus.objects import Telling, actor_subject, event_subject, whole
from kg.corpus.work import ActorPair, MentionPair, Side, Unsure
from kg.ids import digest
from kg.model import Event
from kg.resolve.decisions import Decision, DecisionKind, Subject, question_of

Kind = Literal["actors", "events", "unsure"]
_LISTED = 2_000
"""Questions of each kind that are looked at."""
_SENTENCES = 3


class Shown(NamedTuple):
    """One side: who or what it is, in a line, in how many articles, and the sentences that say so, each with its
    article."""

    title: str
    articles: int
    sentences: tuple[tuple[str, str], ...]


class Item(NamedTuple):
    """A question. `subjects` has what its answers are about, by side; `weight` what an answer changes."""

    id: str
    kind: Kind
    score: float
    reasons: tuple[str, ...]
    weight: float
    sides: tuple[Shown, ...]
    subjects: tuple[Subject, ...]


def items(corpus: Corpus, decided: list[Decision], kind: Kind | None = None) -> Iterator[Item]:
    """What is to be decided, that whose answer changes most first; `decided` are the decisions in force."""
    answered = {question_of(decision) for decision in decided}
    settled = {(s.article, s.event) for d in decided for s in d.subjects if d.kind in ("fix_slot", "drop_event")}
    streams: list[Iterator[tuple[float, int, ActorPair | MentionPair | Unsure]]] = []
    if kind in (None, "actors"):
        streams.append((-pair.weight, 0, pair) for pair in corpus.work.actor_pairs(_LISTED))
    if kind in (None, "events"):
        streams.append((-pair.weight, 1, pair) for pair in corpus.work.mention_pairs(_LISTED))
    if kind in (None, "unsure"):
        streams.append((-one.weight, 2, one) for one in corpus.work.unsure(_LISTED))
    for _, _, found in merge(*streams):
        if isinstance(found, ActorPair):
            item = _of_actors(corpus, found)
        elif isinstance(found, MentionPair):
            item = _of_mentions(corpus, found)
        else:
            item = _of_unsure(corpus, found)
        if item is not None and not settled & {(s.article, s.event) for s in item.subjects if s.event}:
            of: DecisionKind = "confirm" if item.kind == "unsure" else "different"
            if question_of(Decision(kind=of, subjects=item.subjects)) not in answered:
                yield item


def _of_actors(corpus: Corpus, pair: ActorPair) -> Item | None:
    known = [whole(corpus, side.id, side.shown) for side in (pair.one, pair.other)]
    if not all(each.members for each in known):
        return None
    subjects = tuple(actor_subject(corpus, each) for each in known)
    shown = tuple(_actor(corpus, side) for side in (pair.one, pair.other))
    return Item(digest(pair.one.id, pair.other.id), "actors", pair.score, pair.reasons, pair.weight, shown, subjects)


def _actor(corpus: Corpus, side: Side) -> Shown:
    members = whole(corpus, side.id, side.shown).members
    names = sorted({member.name for member in members}, key=lambda name: (-len(name), name))
    roles = sorted({role for member in members for role, _ in member.roles})
    days = sorted(member.day for member in members if member.day)
    parts = [" / ".join(names[:4]), members[0].kind, members[0].country or "", ", ".join(roles[:4])]
    seen = [f"{days[0]} to {days[-1]}" if days[0] != days[-1] else days[0]] if days else []
    sentences = [
        (member.article, event.sentence.text)
        for member in members[:_SENTENCES]
        for event in _events(corpus, member.article)
        if side.id in {m.actor.id for m in (*event.source, *event.target, *([event.speaker] if event.speaker else []))}
    ]
    told = tuple(dict.fromkeys(sentences))[:_SENTENCES]
    return Shown("; ".join([*filter(None, parts), *seen]), side.articles, told)


def _events(corpus: Corpus, article: str) -> Iterator[Event]:
    numbers = corpus.manifest.database.execute("SELECT number FROM mention WHERE article = ?", (article,)).fetchall()
    for row in corpus.tellings.rows([number for (number,) in numbers]):
        yield corpus.tellings.telling(row).event


def _telling(corpus: Corpus, article: str, event: str) -> Telling:
    query = "SELECT number FROM mention WHERE article = ? AND event = ?"
    (number,) = corpus.manifest.database.execute(query, (article, event)).fetchone()
    (row,) = corpus.tellings.rows([number])
    return Telling(row, corpus.tellings.telling(row).event)


def _of_mentions(corpus: Corpus, pair: MentionPair) -> Item:
    told = [_telling(corpus, *side) for side in (pair.one, pair.other)]
    key = digest(*pair.one, *pair.other)
    return Item(
        key, "events", pair.score, pair.reasons, pair.weight, tuple(map(_event, told)), tuple(map(event_subject, told))
    )


def _of_unsure(corpus: Corpus, found: Unsure) -> Item:
    told = _telling(corpus, found.article, found.event)
    reasons = (f"the coder gives it {found.confidence:.2f}",)
    key = digest(found.article, found.event)
    return Item(key, "unsure", found.confidence, reasons, found.weight, (_event(told),), (event_subject(told),))


def _event(told: Telling) -> Shown:
    event = told.event
    sides = " → ".join(", ".join(m.actor.name for m in side) or "nobody" for side in (event.source, event.target))
    when = event.date.start if event.date else "no date"
    place = event.place.name if event.place else "no place"
    act = "/".join(filter(None, (event.type, event.mode)))
    title = f"{sides}; {act} {event.cameo} “{event.trigger.text}”; {when}; {place}; {event.modality}"
    return Shown(title, 1, ((told.row.article, event.sentence.text),))
