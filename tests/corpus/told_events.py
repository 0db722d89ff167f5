"""Records of a small world in which several articles tell of one event, and of others that are like it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kg.corpus.corpus import Corpus, writing
from kg.corpus.fingerprints import fingerprint
from kg.corpus.into_store import bring_up
from kg.corpus.manifest import Coded
from kg.corpus.resolving import resolve
from kg.corpus.texts import packed
from kg.graph.store import open_store
from kg.ids import digest, named_actor_id
from kg.model import Actor, Article, ArticleRecord, Event, Mention, Modality, Place, Problem, Span, When

TEHRAN = Place(text="x", start=0, end=1, name="Tehran", kind="city", country="IRN", geonames_id="112931", lat=35.7,
               lon=51.4)  # fmt: skip
MOSCOW = Place(text="x", start=0, end=1, name="Moscow", kind="city", country="RUS", geonames_id="524901", lat=55.8,
               lon=37.6)  # fmt: skip


def actor(name: str, country: str, role: str | None = None) -> Mention:
    one = Actor(id=named_actor_id(name, "person"), name=name, kind="person", country=country, role=role,
                role_country=country if role else None)  # fmt: skip
    return Mention(text=name, start=3, end=3 + len(name), actor=one)


def met(
    article: str,
    outlet: str | None = None,
    day: str = "2017-09-05",
    *,
    place: Place | None = TEHRAN,
    who: str = "Ali Shamkhani",
    other: str = "Alexander Lavrentiev",
    of: str = "RUS",
    modality: Modality = "asserted",
    role: str | None = None,
    published: str = "2017-09-06",
    sentence: str = "",
) -> ArticleRecord:
    """An article that tells of a meeting."""
    text = sentence or f"{who} met {other} and spoke about Syria, the {outlet} said."
    event = Event(
        id=f"{digest(article)}", sentence=Span(text=text, start=0, end=len(text)),
        trigger=Span(text="met", start=10, end=13), type="CONSULT", mode="meet", cameo="043", quad=1,
        source=(actor(who, "IRN", role),), target=(actor(other, of),),
        date=When(start=day, end=day, granularity="day", basis="explicit"), place=place, modality=modality,
        speaker=None, confidence=0.8, rule="test",
    )  # fmt: skip
    return ArticleRecord(
        id=article, published=published, events=(event,), source=outlet, digest=digest(article, day, who, modality)
    )


def build(
    records: list[ArticleRecord],
    folder: str = "kg.corpus",
    store: str = "kg.db",
    *,
    texts: dict[str, str] | None = None,
    state: dict[str, str] | None = None,
) -> list[Problem]:
    """What a build does once the records are there; `texts` of articles by id, `state` to give to articles."""
    problems: list[Problem] = []
    with writing(Path(folder)) as corpus:
        _add(corpus, records, texts or {})
        with corpus.manifest.writing():
            for article, new in (state or {}).items():
                corpus.manifest.change_state([article], new, "")  # type: ignore[arg-type]
        resolve(corpus, problems.append)
        with open_store(store, create=True) as graph:
            bring_up(corpus, graph, lambda: None)
    return problems


def _add(corpus: Corpus, records: list[ArticleRecord], texts: dict[str, str]) -> None:
    coded = [Coded(one.id, one.digest, msgspec.json.encode(one), len(one.events)) for one in records]
    with corpus.manifest.writing():
        corpus.manifest.note_coded(coded, "test", {one.id: "input" for one in records})
        for one in records:
            if one.id in texts:
                article = Article(id=one.id, text=texts[one.id], published=one.published, source=one.source)
                corpus.texts.put(packed(fingerprint(article)))
    corpus.shards.write_waiting(all_of_it=True)
