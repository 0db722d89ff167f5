"""`nlp.add_pipe("kg_events")`: kg's events on the Doc of any English spaCy pipeline.

`doc._.events` has the record's Event structs (`kg.model.Event`), the same as `kg extract` gives for the text, with
offsets into `doc.text`; `span._.events` those whose trigger lies in the span; `doc.spans["kg_events"]` the triggers,
labelled by type, for displaCy and rules. Dates such as "Tuesday" need the publication date: `doc._.published`, else the
config's `published`. The pipeline's own components are not used, so that `spacy.blank("en")` will do.

The component is found by its entry point (`spacy_factories` in pyproject.toml): no import of kg is needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.model import Article, Event

if TYPE_CHECKING:
    from kg.pipeline import Coder

NAME = "kg_events"
_KEY = "kg_events"
"""Of `doc.user_data`: the events as JSON, so that `doc.to_bytes`, DocBin and `nlp.pipe(n_process=2)` carry them."""
_decoder = msgspec.json.Decoder(tuple[Event, ...])


class EventFinder:
    """The component. The models are loaded when the first Doc comes, in each process that works on Docs."""

    def __init__(self, published: str | date | None = None) -> None:
        """ValueError if `published` is no date."""
        self._published = _day(published)
        self._loaded: tuple[int, Coder] | None = None

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Docs with their events, in order, `batch_size` at a time: quicker than one by one."""
        docs_left = iter(stream)
        while docs := list(islice(docs_left, batch_size)):
            records = self._coder().code(map(self._article, docs))
            for doc, record in zip(docs, records, strict=True):
                _annotate(doc, record.events)
                yield doc

    def _article(self, doc: Doc) -> Article:
        return Article(id="doc", text=doc.text, published=_day(doc._.published) or self._published)

    def _coder(self) -> Coder:
        """The models of this process: what another process loaded does not work after a fork."""
        from kg.pipeline import Coder

        if self._loaded is None or self._loaded[0] != os.getpid():
            self._loaded = os.getpid(), Coder(("events",))
        return self._loaded[1]

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_loaded": None}


@Language.factory(NAME, default_config={"published": None}, assigns=["doc._.events", "span._.events", "doc.spans"])
def make_events(nlp: Language, name: str, published: str | None) -> EventFinder:
    """What `add_pipe` calls. ValueError for another language than English, or a date that is none."""
    if nlp.lang not in ("en", "xx"):
        raise ValueError(f"{name} reads English, and this pipeline is for {nlp.lang!r}")
    return EventFinder(published)


def _annotate(doc: Doc, events: tuple[Event, ...]) -> None:
    doc.user_data[_KEY] = msgspec.json.encode(events)
    spans = (
        doc.char_span(e.trigger.start, e.trigger.end, label=e.type, span_id=e.id, alignment_mode="expand")
        for e in events
    )
    doc.spans[NAME] = [span for span in spans if span is not None]


def _events(doc: Doc) -> tuple[Event, ...]:
    return _decoder.decode(doc.user_data.get(_KEY, b"[]"))


def _events_within(span: Span) -> tuple[Event, ...]:
    return tuple(e for e in _events(span.doc) if span.start_char <= e.trigger.start < span.end_char)


def _day(given: str | date | None) -> str | None:
    """An ISO date. ValueError for what is none."""
    if given is None or given == "":
        return None
    if isinstance(given, date):
        return given.strftime("%Y-%m-%d")
    try:
        return date.fromisoformat(given[:10]).isoformat()
    except (TypeError, ValueError):
        raise ValueError(f"published is {given!r}; write it as 2017-09-06, or give a datetime.date") from None


Doc.set_extension("events", getter=_events, force=True)
Span.set_extension("events", getter=_events_within, force=True)
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)
