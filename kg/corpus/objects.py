"""What a person names, an actor or an event of a corpus, as subjects of decisions: told by what the articles say, so
that they are found again whatever becomes of ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from kg.corpus.cast import Settled
from kg.corpus.corpus import Corpus
from kg.corpus.tellings import Row
from kg.errors import UsageError
from kg.ids import slug
from kg.model import Event
from kg.resolve.article_actors import ArticleActor, Key
from kg.resolve.decisions import Subject

_NEAR = 4
_ANY = "SELECT told, canonical FROM actor WHERE "
_decode = msgspec.msgpack.Decoder(ArticleActor).decode


class KnownActor(NamedTuple):
    """An actor across articles, with those of the articles that it was found by or that are told like it."""

    id: str
    members: tuple[ArticleActor, ...]

    @property
    def name(self) -> str:
        """The name by which it is told most."""
        counted = Counter(actor.name for actor in self.members)
        return min(counted, key=lambda name: (-counted[name], -len(name), name))


class Telling(NamedTuple):
    """An event as one article tells it."""

    row: Row
    event: Event


def actor(corpus: Corpus, told: str) -> KnownActor:
    """The actor that has this id, or a name like this. UsageError if there is none, with the nearest names, or if
    there are several, with their ids."""
    name = told.partition(":")[2].partition("@")[0] or told
    by_name = _known(corpus, "slug = ? OR actor = ?", slug(name), told)
    found = {key for key in by_name if key == told} or set(by_name)
    if told not in found and (":" in told or not found):
        pattern = f'%"{_literal(told)}"%'  # an id that is no name of his, or the name that an analyst gave
        by_name |= _known(corpus, "canonical LIKE ? ESCAPE '\\'", pattern)
        found = {key for key in by_name if key == told} or found or set(by_name)
    if not found:
        raise UsageError(
            f"no actor {told!r} in {corpus.folder}; nearest: {', '.join(_nearest(corpus, name)) or 'none'}"
        )
    if len(found) > 1:
        raise UsageError(f"several actors are called {told!r}: {', '.join(sorted(found))}; name one by its id")
    key = found.pop()
    return whole(corpus, key, [by_name[key][0].key])


def whole(corpus: Corpus, key: str, some: Iterable[Key]) -> KnownActor:
    """An actor by its id across articles and some of its article actors, of whose blocks all are taken; without members
    if there is none."""
    query = "SELECT block FROM actor WHERE article = ? AND actor = ?"
    rows = (corpus.manifest.database.execute(query, each).fetchone() for each in some)
    blocks = {row[0] for row in rows if row is not None}
    members = [one for block in sorted(blocks) for one in _known(corpus, "block = ?", block).get(key, [])]
    return KnownActor(key, tuple(sorted(members, key=lambda each: each.key)))


def actor_subject(corpus: Corpus, known: KnownActor) -> Subject:
    """The least that tells an actor from the others: its name; with its country; else in its first article."""
    named = Counter(each.name for each in known.members)
    for name in sorted(named, key=lambda name: (-named[name], -len(name), name)):
        own = [each for each in known.members if slug(each.name) == slug(name)]
        alike = _known(corpus, "slug = ?", slug(name))
        others = [each for key, of in alike.items() if key != known.id for each in of]
        if not others:
            return Subject(name=name)
        countries = {each.country for each in own}
        if len(countries) == 1 and (country := own[0].country) and all(each.country != country for each in others):
            return Subject(name=name, country=country)
    first = known.members[0]
    return Subject(name=first.name, actor=first.actor, article=first.article)


def tellings(corpus: Corpus, told: str, article: str | None = None) -> list[Telling]:
    """An event as its articles tell it, or as one does, by its id in the graph or in an article. UsageError if there is
    none."""
    run = corpus.manifest.database.execute
    numbers = [row[0] for row in run("SELECT number FROM mention WHERE event = ? OR key = ?", (told, told))]
    rows = [row for row in corpus.tellings.rows(sorted(numbers)) if article in (None, row.article)]
    if not rows:
        near = [row[0] for row in run("SELECT event FROM mention WHERE event GLOB ? LIMIT ?", (f"{told[:3]}*", _NEAR))]
        where = f" in article {article!r}" if article else ""
        raise UsageError(f"no event {told!r}{where} in {corpus.folder}; nearest: {', '.join(near) or 'none'}")
    return [Telling(row, corpus.tellings.telling(row).event) for row in rows]


def is_event(corpus: Corpus, told: str) -> bool:
    """Whether an event has this id."""
    query = "SELECT 1 FROM mention WHERE event = ? OR key = ? LIMIT 1"
    return corpus.manifest.database.execute(query, (told, told)).fetchone() is not None


def event_subject(told: Telling) -> Subject:
    """By its id, and by what it says."""
    event = told.event
    return Subject(article=told.row.article, event=event.id, sentence=event.sentence.text, trigger=event.trigger.text)


def _known(corpus: Corpus, where: str, *values: str) -> dict[str, list[ArticleActor]]:
    found: dict[str, list[ArticleActor]] = {}
    for told, canonical in corpus.manifest.database.execute(_ANY + where, values):
        if canonical:
            found.setdefault(msgspec.json.decode(canonical, type=Settled).id, []).append(_decode(told))
    return found


def _literal(text: str) -> str:
    inside = msgspec.json.encode(text).decode()[1:-1]
    return inside.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _nearest(corpus: Corpus, name: str) -> list[str]:
    from rapidfuzz import process

    slugs = [row[0] for row in corpus.manifest.database.execute("SELECT DISTINCT slug FROM actor")]
    near = process.extract(slug(name), slugs, limit=_NEAR, score_cutoff=60)
    return sorted({each.name for key, *_ in near for of in _known(corpus, "slug = ?", key).values() for each in of})
