"""The way of the data: articles -> documents -> what the encoder finds -> events with actors, dates and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, get_args

from msgspec import Struct

from kg import __version__, ids
from kg.extract import codes, coreference, dates, encoder, gazetteer, ontology, places, times
from kg.extract.actors import is_political
from kg.extract.confidence import confidence
from kg.extract.encoder import Encoded
from kg.extract.events import find_events
from kg.extract.found import Argument, Found
from kg.extract.spans import Thresholds, load_thresholds
from kg.model import Actor, Article, ArticleRecord, Event, Mention, Place, Span, Time, When
from kg.settings import data
from kg.text import language
from kg.text.document import Document

Layer = Literal["events", "times", "places"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
_TABLES = frozenset({".csv", ".json"})


_SENTENCES = 512
"""Sentences that are encoded together, so that batches of like length fill up."""


class Coder:
    """Everything that coding needs, loaded once: spaCy, the encoder, the gazetteer, the thresholds."""

    def __init__(self, layers: Sequence[Layer] = LAYERS, spacy_model: str | None = None) -> None:
        """DataError if a model or a table is missing."""
        self.layers = layers
        self._language = language.load(spacy_model)
        self._gazetteer = gazetteer.load()
        self._encoder = encoder.load()
        self._thresholds: Thresholds = load_thresholds()
        self.version = f"kg-{__version__}/{self._language.name}/{encoder.version()}/{tables_digest()}"

    def digest(self, article: Article) -> str:
        """Of the article, its title and origin included, and of what codes it: equal digests, equal records."""
        told = (article.title or "", article.url or "", article.source or "")
        return ids.digest(ids.article_digest(article), *told, self.version, ",".join(sorted(self.layers)))

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        """The record of each article, in order."""
        for group in _groups(self._language.documents(articles)):
            texts = [s.text for document in group for s in document.sentences] if "events" in self.layers else []
            encoded = iter(self._encoder.encode_all(texts))
            for document in group:
                sentences = list(islice(encoded, len(document.sentences)))
                yield self._record(document, sentences)

    def _record(self, document: Document, sentences: Sequence[Encoded]) -> ArticleRecord:
        article = document.article
        found: list[Found] = []
        if "events" in self.layers:
            found = find_events(document, sentences, self._encoder, self._thresholds)
        said = times.find_times(document.text, article.published) if {"events", "times"} & set(self.layers) else []
        named = places.find_places(document, self._gazetteer) if {"events", "places"} & set(self.layers) else []
        return ArticleRecord(
            id=article.id,
            published=article.published,
            events=tuple(assemble(document, found, said, named)),
            times=tuple(said) if "times" in self.layers else (),
            places=tuple(named) if "places" in self.layers else (),
            title=article.title,
            url=article.url,
            source=article.source,
            digest=self.digest(article),
        )


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in groups of at least `_SENTENCES` sentences, as far as there are so many."""
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if sum(len(d.sentences) for d in group) >= _SENTENCES:
            yield group
            group = []
    if group:
        yield group


def tables_digest() -> str:
    """Of the tables that coding reads: whoever changes an entry of the lexicon gets new records."""
    folders = ("actors", "gazetteer", "lexicon", "models/coder", "ontology")
    files = sorted(file for folder in folders for file in data(folder).glob("*.*") if file.suffix in _TABLES)
    return ids.digest(*(part for file in files for part in (file.name, file.read_text("utf-8"))))


class _Anchor(Struct, frozen=True):
    """An event of the article that has a date or a place, for later mentions of the same event."""

    type: str
    actors: frozenset[str]
    date: When | None


def assemble(
    document: Document, found: Sequence[Found], said: Sequence[Time], named: Sequence[Place]
) -> Iterator[Event]:
    """Events with their actors, dates and places, in the order of the text."""
    slots = {(a.start, a.end) for f in found for a in (*f.source, *f.target, *f.speaker[:1])}
    members = coreference.resolve_members(document, sorted(slots))
    key = ids.article_digest(document.article)
    anchors: list[_Anchor] = []
    seen: dict[str, int] = {}
    for f in found:
        sources, targets = mentions(document, f.source, members), mentions(document, f.target, members)
        if not worth_keeping(f, sources, targets):
            continue
        sources, targets = one_side_each(sources, targets)
        actors = frozenset(m.actor.id for m in (*sources, *targets))
        context = next((a.date for a in reversed(anchors) if a.type == f.type and same_actors(a.actors, actors)), None)
        sentence, trigger = document.sentences[f.sentence], (f.trigger.start, f.trigger.end)
        when, dated = dates.event_date(
            sentence=sentence, trigger=trigger, marked=[(a.start, a.end) for a in f.date], times=said,
            published=document.published, modality=f.modality, context=context,
            event_type=f.type,
        )  # fmt: skip
        where, placed = places.event_place(
            sentence=sentence, trigger=trigger, places=named, document=document,
            marked=[(a.start, a.end) for a in f.place if not is_person(document, a, named)],
            event_type=f.type, modality=f.modality, crowd=is_crowd(f.type, sources),
        )  # fmt: skip
        targets = without_venue(f.type, targets, where)
        anchors.append(_Anchor(f.type, actors, when))
        words = document.article.text
        code = codes.code(f.type, document.text[slice(*trigger)], sentence.text, trigger[0] - sentence.start)
        base = f"{trigger}{f.type}"
        seen[base] = seen.get(base, -1) + 1
        speaker = mentions(document, f.speaker[:1], members)
        scores = f.scores | argument_scores(f)
        yield Event(
            id=ids.event_id(key, *trigger, f.type, seen[base]),
            sentence=Span(text=words[sentence.start : sentence.end], start=sentence.start, end=sentence.end),
            trigger=Span(text=words[slice(*trigger)], start=trigger[0], end=trigger[1]),
            type=f.type,
            mode=code.mode,
            cameo=code.cameo,
            quad=ontology.quad(f.type),
            source=sources,
            target=targets,
            date=when,
            place=where,
            modality=f.modality,
            speaker=speaker[0] if speaker else None,
            confidence=confidence(scores),
            rule=f"{encoder.version()}; {code.entry}",
            goldstein=ontology.goldstein(code.cameo),
            scores=scores,
            why={"date": dated, "place": placed},
        )


def worth_keeping(found: Found, sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """An event needs an actor, a place or a date; mere saying is a STATEMENT only of political actors (ruling 6 of the
    marked sentences), so that of media, companies and private persons is left out."""
    if found.type == "STATEMENT" and sources:
        return any(m.actor.kind == "other" or is_political(m.actor, m.text) for m in sources)
    return bool(sources or targets or found.place or found.date)


def mentions(
    document: Document, arguments: Sequence[Argument], members: Mapping[tuple[int, int], tuple[Actor, ...]]
) -> tuple[Mention, ...]:
    """A mention for each actor that an argument stands for; an actor that two arguments name is mentioned once."""
    kept: dict[str, Mention] = {}
    for a in arguments:
        for actor in members[a.start, a.end]:
            words = document.article.text[a.start : a.end]
            kept.setdefault(actor.id, Mention(text=words, start=a.start, end=a.end, actor=actor))
    return tuple(kept.values())


def one_side_each(
    sources: tuple[Mention, ...], targets: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Nobody does something to himself: who is source already is no target; two that share one side are parted."""
    if len(sources) > 1 and {m.actor.id for m in sources} == {m.actor.id for m in targets}:
        return sources[:1], sources[1:]
    doing = {m.actor.id for m in sources}
    return sources, tuple(m for m in targets if m.actor.id not in doing)


def is_crowd(event_type: str, sources: Sequence[Mention]) -> bool:
    """Whether people without a name did it, who may be anywhere in the country; a protest is where the report is."""
    return event_type != "PROTEST" and any(m.actor.kind == "civilians" for m in sources)


def is_person(document: Document, argument: Argument, named: Sequence[Place]) -> bool:
    """Whether the words are a person's name and no known place's."""
    span = (argument.start, argument.end)
    return any(e.label == "PERSON" and overlap(span, (e.start, e.end)) for e in document.entities) and not any(
        overlap(span, (p.start, p.end)) for p in named
    )


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return max(a[0], b[0]) < min(a[1], b[1])


def without_venue(event_type: str, targets: tuple[Mention, ...], where: Place | None) -> tuple[Mention, ...]:
    """Whom one meets is no town: that is the place of a visit; the state that a capital stands for is its target."""
    if event_type != "CONSULT" or where is None:
        return targets
    return tuple(m for m in targets if m.actor.country or not (where.start <= m.start and m.end <= where.end))


def same_actors(earlier: frozenset[str], later: frozenset[str]) -> bool:
    """Whether a later mention of the same type can be the same event: all its actors took part in the earlier one."""
    return bool(later) and later <= earlier


def argument_scores(found: Found) -> dict[str, float]:
    """The encoder's probability of each filled slot, that of the weakest span where a slot has several."""
    slots = {"source": found.source, "target": found.target, "speaker": found.speaker[:1], "date": found.date[:1],
             "place": found.place[:1]}  # fmt: skip
    return {name: min(a.score for a in arguments) for name, arguments in slots.items() if arguments}
