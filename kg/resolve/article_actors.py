"""Article actors: an actor as one article tells it, taken from a coded record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from kg.ids import is_named, slug
from kg.model import Actor, ActorKind, Alpha3, ArticleRecord, IsoDate, Mention

Key = tuple[str, str]
"""Article id and actor id."""
Role = tuple[str, Alpha3 | None]
"""As the text gives it, and the country that it serves."""


class ArticleActor(Struct, frozen=True):
    """`actor` is the id in the coded record; `day` the publication date; `country` that of the role, else his own."""

    article: str
    actor: str
    name: str
    kind: ActorKind
    country: Alpha3 | None = None
    roles: tuple[Role, ...] = ()
    day: IsoDate | None = None

    @property
    def key(self) -> Key:
        return self.article, self.actor

    @property
    def named(self) -> bool:
        """Whether it has a name of its own; one without stays what it is in its article."""
        return is_named(self.actor)


ToldAs = tuple[str, str, ActorKind, Alpha3 | None, tuple[Role, ...], IsoDate | None]


def told_as(actor: ArticleActor) -> ToldAs:
    """All that who he is can depend on, but for the articles that tell of him: of a person the day too, for offices
    change hands."""
    day = actor.day if actor.kind == "person" else None
    return (actor.actor, actor.name, actor.kind, actor.country, actor.roles, day)


def article_actors(record: ArticleRecord) -> Iterator[ArticleActor]:
    """The actors of the events of one article, each once, by id."""
    told: dict[str, list[Actor]] = {}
    for mention in _mentions(record):
        told.setdefault(mention.actor.id, []).append(mention.actor)
    for key in sorted(told):
        yield _one(record, key, told[key])


def _mentions(record: ArticleRecord) -> Iterator[Mention]:
    for event in record.events:
        yield from (*event.source, *event.target, *((event.speaker,) if event.speaker else ()))


def _one(record: ArticleRecord, key: str, told: list[Actor]) -> ArticleActor:
    first = min(told, key=lambda actor: (-len(actor.name), actor.name, actor.kind))
    return ArticleActor(
        article=record.id,
        actor=key,
        name=first.name,
        kind=first.kind,
        country=_first(actor.country for actor in told) or _first(actor.role_country for actor in told),
        roles=tuple(sorted({(a.role, a.role_country) for a in told if a.role and slug(a.role)}, key=str)),
        day=record.published,
    )


def _first(values: Iterable[Alpha3 | None]) -> Alpha3 | None:
    return min((value for value in values if value), default=None)
