"""A coder whose records a test writes itself: what an article says is JSON, a list of events in short."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quick_coder import QuickCoder

from kg.ids import article_digest, event_id, named_actor_id
from kg.model import Actor, Article, ArticleRecord, Event, Mention, Span, When

VERBS = {"accused": ("ACCUSE", "112", 3), "met": ("CONSULT", "040", 1), "praised": ("SUPPORT", "051", 1)}


def line(article: str, published: str, *events: dict[str, Any]) -> dict[str, Any]:
    """An article. An event has `source`, `target`, `verb`, and may have `day`, `role`, `country`, `confidence`,
    `words`."""
    return {"id": article, "published": published, "source": f"Paper {article}", "text": json.dumps(events)}


class MadeCoder(QuickCoder):
    """Reads what `line` wrote. With another `$CODER_VERSION` its events have other ids."""

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        for article in articles:
            events = tuple(self._event(article, *each) for each in enumerate(json.loads(article.text)))
            yield ArticleRecord(
                id=article.id, published=article.published, source=article.source, events=events,
                digest=self.digest(article),
            )  # fmt: skip

    def _event(self, article: Article, number: int, told: dict[str, Any]) -> Event:
        kind, cameo, quad = VERBS[told["verb"]]
        sentence = f"{told['source']} {told['verb']} {told['target']}{told.get('words', '')}."
        start = number * 1000
        key = f"{article_digest(article)} {self.signature.version}"
        at = start + len(told["source"]) + 1
        return Event(
            id=event_id(key, at, at + len(told["verb"]), kind),
            sentence=Span(text=sentence, start=start, end=start + len(sentence)),
            trigger=Span(text=told["verb"], start=at, end=at + len(told["verb"])),
            type=kind, mode=None, cameo=cameo, quad=quad,  # type: ignore[arg-type]
            source=(_mention(told["source"], start, told.get("country"), told.get("role")),),
            target=(_mention(told["target"], at + len(told["verb"]) + 1),),
            date=_day(told["day"]) if "day" in told else None,
            place=None, modality="asserted", speaker=None, confidence=told.get("confidence", 0.9), rule="made",
        )  # fmt: skip


def _day(day: str) -> When:
    return When(start=day, end=day, granularity="day", basis="explicit")


def _mention(name: str, start: int, country: str | None = None, role: str | None = None) -> Mention:
    state = name in ("Iran", "Turkey")
    actor = Actor(
        id=named_actor_id(name, "state" if state else "person"), name=name, kind="state" if state else "person",
        country={"Iran": "IRN", "Turkey": "TUR"}.get(name, country), role=role, role_country=country if role else None,
    )  # fmt: skip
    return Mention(text=name, start=start, end=start + len(name), actor=actor)
