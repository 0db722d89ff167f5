"""Seeded records for the tests and benchmarks of the stores: made-up articles about made-up actors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import get_args

from kg.ids import article_digest, digest, event_id, named_actor_id
from kg.model import (
    Actor,
    ActorKind,
    Article,
    ArticleRecord,
    Event,
    Mention,
    Modality,
    Place,
    PloverType,
    Span,
    When,
)

HOSTILE = (
    "'} DETACH DELETE n //",
    'O"Neill `of` {Leith}',
    "$name ${name} \\' \\u0027",
    "علی شمخانی‎",
    "x" * 300,
    "null",
    "2017-09-05",
    "1e5",
    "a\x00b\n\tc",
    "MATCH (n) RETURN n",
)
_CODES = ("IRN", "RUS", "SYR", "USA", "TUR", None)
_PLACES = (
    ("Tehran", "city", "IRN", "112931", 35.69, 51.42),
    ("Damascus", "city", "SYR", "170654", 33.51, 36.29),
    ("Iran", "country", "IRN", "130758", 32.0, 53.0),
    ("Hodeidah", "city", None, None, None, None),
    (HOSTILE[0], "city", None, None, None, None),
)
_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
_TYPES: tuple[PloverType, ...] = get_args(PloverType)
_MODALITIES: tuple[Modality, ...] = get_args(Modality)
_CAMEO = {
    "AGREE": "030", "CONSULT": "042", "SUPPORT": "057", "CONCEDE": "084", "COOPERATE": "06", "AID": "073",
    "RETREAT": "087", "REQUEST": "104", "ACCUSE": "112", "REJECT": "120", "THREATEN": "138", "PROTEST": "141",
    "SANCTION": "161", "MOBILIZE": "154", "COERCE": "173", "ASSAULT": "193", "STATEMENT": "010",
}  # fmt: skip


def records(
    events: int, seed: int = 0, *, actors: int = 40, per_article: int = 4, coder: str = "1"
) -> Iterator[ArticleRecord]:
    """Articles with `events` events in all, the same for the same arguments.

    One article in ten has the text of the one before it under another id; one in ten has no event. `coder` is the
    version that the digests are made with: another one reads the same texts otherwise.
    """
    made, number, text, published = 0, 0, "", None
    while made < events:
        chance = random.Random(f"{seed}/{number}")
        if number % 10 != 5:
            text, published = f"Text {seed}/{number}", _day(chance)
        of_text = random.Random(f"{text}/{coder}")
        article = Article(id=f"article-{seed}-{number}", text=text, published=published)
        count = 0 if number % 10 == 7 else min(of_text.randint(1, 2 * per_article - 1), events - made)
        yield ArticleRecord(
            id=article.id,
            published=article.published,
            events=tuple(_event(of_text, article, position, actors) for position in range(count)),
            title=of_text.choice([f"Headline {number}", HOSTILE[number % len(HOSTILE)], None]),
            url=f"https://example.org/{number}",
            source=of_text.choice(["Agency", None]),
            digest=digest(article_digest(article), coder),
        )
        made += count
        number += 1


def _event(chance: random.Random, article: Article, position: int, actors: int) -> Event:
    kind = random.Random(f"{article.text}/{position}").choice(_TYPES)
    start = position * 100
    sources = tuple(_mention(chance, actors, start) for _ in range(chance.choice([0, 1, 1, 1, 2])))
    targets = tuple(_mention(chance, actors, start + 40) for _ in range(chance.choice([0, 1, 1, 1, 3])))
    if kind == "CONSULT" and chance.random() < 0.3:
        sources = targets = (*sources, *targets)
    return Event(
        id=event_id(article_digest(article), start + 20, start + 30, kind),
        sentence=Span(
            text=chance.choice([f"Sentence {position} of {article.text}.", *HOSTILE]), start=start, end=start + 90
        ),
        trigger=Span(text="acted", start=start + 20, end=start + 30),
        type=kind,
        mode=chance.choice(["meet", None]),
        cameo=_CAMEO[kind],
        quad=chance.randint(1, 4),
        source=sources,
        target=targets,
        date=_when(chance),
        place=_place(chance, start),
        modality=chance.choice(["asserted", "asserted", *_MODALITIES]),
        speaker=_mention(chance, actors, start + 60) if chance.random() < 0.3 else None,
        confidence=round(chance.random(), 3),
        rule="generated",
        goldstein=chance.choice([round(chance.uniform(-10, 10), 1), None]),
    )


def _mention(chance: random.Random, actors: int, start: int) -> Mention:
    number = int(actors * chance.random() ** 2)
    name = HOSTILE[number] if number < len(HOSTILE) else f"Actor {number}"
    spelling = chance.choice([name, name, name.upper(), f"{name} II"])
    role = chance.choice([None, None, "president", "Special Envoy", "special envoy", HOSTILE[1]])
    actor = Actor(
        id=named_actor_id(name, "person"),
        name=spelling,
        kind=chance.choice(_KINDS),
        country=chance.choice(_CODES),
        role=role,
        role_country=chance.choice(_CODES),
    )
    return Mention(text=spelling, start=start + chance.randint(0, 9), end=start + 19, actor=actor)


def _place(chance: random.Random, start: int) -> Place | None:
    if chance.random() < 0.4:
        return None
    name, kind, country, key, lat, lon = chance.choice(_PLACES)
    return Place(
        text=name, start=start + 80, end=start + 88, name=name, kind=kind, country=country, geonames_id=key, lat=lat,
        lon=lon,
    )  # fmt: skip


def _when(chance: random.Random) -> When | None:
    if chance.random() < 0.2:
        return None
    start = _day(chance)
    end = chance.choice([start, None])
    return When(start=start, end=end, granularity="day", basis=chance.choice(["explicit", "relative"]))


def _day(chance: random.Random) -> str:
    return (date(2015, 1, 1) + timedelta(days=chance.randrange(3650))).isoformat()
