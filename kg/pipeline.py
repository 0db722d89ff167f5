"""The way of the data: articles -> documents -> what the encoder finds -> events with actors, dates and places."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import Literal, TypeVar, get_args

from msgspec import Struct
from msgspec.structs import replace

from kg import __version__, ids
from kg.as_given import as_given
from kg.extract import codes, coreference, dates, encoder, gazetteer, ontology, places, times
from kg.extract.actors import is_political
from kg.extract.confidence import confidence
from kg.extract.encoder import Encoded, Encoder
from kg.extract.events import Decoding, find_events
from kg.extract.found import Argument, Found
from kg.extract.spans import load_thresholds
from kg.extract.spellings import alike
from kg.model import Actor, Article, ArticleRecord, Event, Mention, Place, Span, Time, When
from kg.settings import data
from kg.text import language
from kg.text.document import Document, Entity, Sentence
from kg.text.visible import Way, visible

Layer = Literal["events", "times", "places"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
_Placed = TypeVar("_Placed", Entity, Place)
_TABLES = frozenset({".csv", ".json"})


_SENTENCES = 512
"""Sentences that are encoded together, so that batches of like length fill up."""
_AT_ONCE = 2 * _SENTENCES
"""The most of them: the states of a sentence take 50 KB."""
_NEAR = 700
"""Characters before and after the trigger in which a very long sentence says when and where."""
_LOOK_BACK = 500
"""Events of a type that a later mention of one is compared with, the last ones."""


class Coder:
    """Everything that coding needs, loaded once: spaCy, the encoder, the gazetteer, the thresholds."""

    def __init__(
        self,
        layers: Sequence[Layer] = LAYERS,
        spacy_model: str | None = None,
        *,
        weights: Encoder | None = None,
        decoding: Decoding | None = None,
    ) -> None:
        """DataError if a model or a table is missing. Records made with other `weights` or another `decoding` than kg's
        own are there to be scored, not to be kept: they name kg's own all the same."""
        self.layers = layers
        self._language = language.load(spacy_model)
        self._gazetteer = gazetteer.load()
        self._encoder = weights or encoder.load()
        self._decoding = decoding or Decoding(load_thresholds())
        self.version = f"kg-{__version__}/{self._language.name}/{encoder.version()}/{tables_digest()}"

    def digest(self, article: Article) -> str:
        """Of the article, its title and origin included, and of what codes it: equal digests, equal records."""
        told = (article.title or "", article.url or "", article.source or "")
        return ids.digest(ids.article_digest(article), *told, self.version, ",".join(sorted(self.layers)))

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        """The record of each article, in order."""
        given: deque[tuple[Article, Way | None]] = deque()
        for group in _groups(self._language.documents(_read(articles, given))):
            encoded = self._encoded(group)
            for document in group:
                article, way = given.popleft()
                record = self._record(article, document, islice(encoded, len(document.sentences)))
                yield record if way is None else as_given(record, article.text, way)

    def _encoded(self, group: Sequence[Document]) -> Iterator[Encoded]:
        """The sentences of the documents after their pass, a part of them at a time: an article may be a book."""
        texts = (sentence.text for document in group for sentence in document.sentences)
        while part := list(islice(texts, _AT_ONCE)):
            yield from self._encoder.encode_all(part)

    def _record(self, article: Article, document: Document, sentences: Iterator[Encoded]) -> ArticleRecord:
        """The record of `document`, as which `article` was read."""
        found: list[Found] = []
        if "events" in self.layers:
            found = find_events(document, sentences, self._encoder, self._decoding)
        said = times.find_times(document.text, article.published) if {"events", "times"} & set(self.layers) else []
        named = places.find_places(document, self._gazetteer) if {"events", "places"} & set(self.layers) else []
        return ArticleRecord(
            id=article.id,
            published=article.published,
            events=tuple(assemble(document, found, said, named)),
            times=tuple(as_written(time, document.article.text) for time in said) if "times" in self.layers else (),
            places=tuple(named) if "places" in self.layers else (),
            title=article.title,
            url=article.url,
            source=article.source,
            digest=self.digest(article),
        )


def _read(articles: Iterable[Article], given: deque[tuple[Article, Way | None]]) -> Iterator[Article]:
    """The articles without what nobody sees in them; as they were, with the way back, they go to `given`."""
    for article in articles:
        seen, way = visible(article)
        given.append((article, way))
        yield seen


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

    actors: frozenset[str]
    date: When | None


def assemble(
    document: Document, found: Sequence[Found], said: Sequence[Time], named: Sequence[Place]
) -> Iterator[Event]:
    """Events with their actors, dates and places, in the order of the text."""
    slots = {(a.start, a.end) for f in found for a in (*f.source, *f.target, *f.speaker[:1])}
    members = alike(coreference.resolve_members(document, sorted(slots)), named)
    key = ids.article_digest(document.article)
    anchors: dict[str, deque[_Anchor]] = {}
    scene: Place | None = None
    seen: dict[str, int] = {}
    for f in found:
        sources, targets = mentions(document, f.source, members), mentions(document, f.target, members)
        if not worth_keeping(f, sources, targets):
            continue
        sources, targets = one_side_each(sources, targets)
        actors = frozenset(m.actor.id for m in (*sources, *targets))
        earlier = anchors.setdefault(f.type, deque(maxlen=_LOOK_BACK))
        context = next((a.date for a in reversed(earlier) if same_actors(a.actors, actors)), None)
        sentence, trigger = document.sentences[f.sentence], (f.trigger.start, f.trigger.end)
        near = surroundings(sentence, trigger)
        when, dated = dates.event_date(
            sentence=near, trigger=trigger, marked=[(a.start, a.end) for a in f.date], times=said,
            published=document.published, modality=f.modality, context=context,
            event_type=f.type,
        )  # fmt: skip
        where, placed = places.event_place(
            sentence=near, trigger=trigger, places=named, document=document,
            marked=[(a.start, a.end) for a in f.place if not is_person(document, a, named)],
            event_type=f.type, modality=f.modality, crowd=is_crowd(f.type, sources), scene=scene,
        )  # fmt: skip
        scene = where if where is not None and where.kind == "city" else scene
        targets = without_venue(f.type, targets, where)
        earlier.append(_Anchor(actors, when))
        words = document.article.text
        code = codes.code(f.type, document.text[slice(*trigger)], near.text, trigger[0] - near.start)
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
            date=when and dated_as_written(when, words),
            place=where,
            modality=f.modality,
            speaker=speaker[0] if speaker else None,
            confidence=confidence(scores),
            rule=f"{encoder.version()}; {code.entry}",
            goldstein=ontology.goldstein(code.cameo),
            scores=scores,
            why={"date": dated, "place": placed},
        )


def as_written(time: Time, text: str) -> Time:
    """A time that was read in readable case, with its words as the article has them ("TUESDAY")."""
    words = text[time.start : time.end]
    return replace(time, text=words) if words != time.text and words.lower() == time.text.lower() else time


def dated_as_written(when: When, text: str) -> When:
    """The same for a date."""
    words = text[when.start_char or 0 : when.end_char or 0]
    return replace(when, text=words) if when.text and words.lower() == when.text.lower() else when


def surroundings(sentence: Sentence, trigger: tuple[int, int]) -> Sentence:
    """The sentence, or of a very long one what is near the trigger: what is said further off is of other events."""
    if sentence.end - sentence.start <= 2 * _NEAR:
        return sentence
    start = max(sentence.start, trigger[0] - _NEAR)
    end = min(sentence.end, trigger[1] + _NEAR)
    return replace(sentence, text=sentence.text[start - sentence.start : end - sentence.start], start=start, end=end)


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
    return any(e.label == "PERSON" for e in overlapping(document.entities, span)) and not any(overlapping(named, span))


def overlapping(items: Sequence[_Placed], span: tuple[int, int]) -> Iterator[_Placed]:
    """Those that share a character with the span, of items in order that do not overlap."""
    first = bisect_right(items, span[0], key=lambda item: item.end)
    return takewhile(lambda item: item.start < span[1], islice(items, first, None))


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
