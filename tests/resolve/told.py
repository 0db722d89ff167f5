"""Article actors for tests, in one line each."""

from __future__ import annotations

from kg.ids import named_actor_id
from kg.model import ActorKind
from kg.resolve.article_actors import ArticleActor


def told(
    article: str,
    name: str,
    country: str | None = None,
    role: str | None = None,
    day: str | None = None,
    kind: ActorKind = "person",
) -> ArticleActor:
    """What article `article` tells of somebody; the coded id is that of the name."""
    roles = ((role, country),) if role else ()
    return ArticleActor(article, named_actor_id(name, kind), name, kind, country, roles, day)
