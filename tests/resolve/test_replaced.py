"""Article actors out of coded records, and canonical ones back into them."""

from __future__ import annotations

from kg.ids import named_actor_id
from kg.model import Actor, ActorKind, ArticleRecord, Event, Mention, Span
from kg.resolve.actors import resolve
from kg.resolve.article_actors import article_actors
from kg.resolve.replaced import with_actors


def mention(name: str, kind: ActorKind = "person", country: str | None = None, role: str | None = None) -> Mention:
    actor = Actor(
        id=named_actor_id(name, kind), name=name, kind=kind, country=country, role=role,
        role_country=country if role else None,
    )  # fmt: skip
    return Mention(text=name, start=0, end=len(name), actor=actor)


def record(article: str, source: Mention, target: Mention, day: str = "2017-09-05") -> ArticleRecord:
    span = Span(text="met", start=0, end=3)
    met = Event(
        id=f"e-{article}", sentence=span, trigger=span, type="CONSULT", mode=None, cameo="040", quad=1,
        source=(source,), target=(target,), date=None, place=None, modality="asserted", speaker=source,
        confidence=1.0, rule="",
    )  # fmt: skip
    return ArticleRecord(id=article, published=day, events=(met,), digest=f"d-{article}")


FIRST = record(
    "1",
    mention("Ali Shamkhani", country="IRN", role="secretary"),
    mention("Alexander Lavrentiev", country="RUS", role="special envoy on Syria"),
)
SECOND = record("2", mention("Lavrentyev", country="RUS", role="envoy"), mention("Iran", "state", "IRN"), "2018-01-22")


def test_an_article_tells_of_each_of_its_actors_once_with_roles() -> None:
    told = list(article_actors(FIRST))
    assert [actor.name for actor in told] == ["Alexander Lavrentiev", "Ali Shamkhani"]
    assert told[0].roles == (("special envoy on Syria", "RUS"),)
    assert {actor.day for actor in told} == {"2017-09-05"}
    assert all(actor.named for actor in told)


def test_canonical_actors_go_back_into_the_records_and_into_their_digests() -> None:
    resolution = resolve(actor for each in (FIRST, SECOND) for actor in article_actors(each))
    known = {actor.id: actor for actor in resolution.actors}

    def resolved(each: ArticleRecord) -> ArticleRecord:
        return with_actors(each, {a.actor: known[resolution.of[a.key]] for a in article_actors(each)})

    assert resolved(FIRST) is FIRST
    again = resolved(SECOND)
    assert again.events[0].source[0].actor.id == "person:alexander-lavrentiev"
    assert again.events[0].source[0].text == "Lavrentyev"
    assert again.events[0].source[0].actor.role == "envoy"
    assert again.events[0].speaker == again.events[0].source[0]
    assert again.events[0].target == SECOND.events[0].target
    assert again.digest != SECOND.digest
    assert resolved(SECOND).digest == again.digest
