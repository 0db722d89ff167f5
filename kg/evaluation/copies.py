"""How well copies and updates of articles are found, on the stories of `data/gold/copies`.

A pair counts as found where both articles go back to one text, all articles of all stories being placed together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from msgspec import Struct

from kg.corpus.copies import Standing, standings
from kg.corpus.fingerprints import fingerprint
from kg.errors import DataError
from kg.model import Article
from kg.settings import data

_HEAD = re.compile(r"= ([a-z])(\+?)\|([^|]*)\|(\d{4}-\d\d-\d\d)\|(.*)")
_NEXT = re.compile(r"; (?=[^;]*=>)")
_SAME = re.compile(r"@(\d+)(?:-(\d+))?(?:\s+(.*))?")


class Told(Struct, frozen=True):
    """An article of a story: `text` is the letter of the text that it has, `update` whether it stands in place of the
    articles of its letter and outlet before it."""

    article: Article
    text: str
    update: bool


class Story(Struct, frozen=True):
    """`kind` tells what is hard about it, in a word."""

    kind: str
    title: str
    told: tuple[Told, ...]


class Judged(Struct, frozen=True):
    """A pair of articles: whether they are one text, and whether they were found to be."""

    story: Story
    one: str
    other: str
    same: bool
    joined: bool


class Score(Struct, frozen=True):
    """`pairs` of articles of one story; `across` are those of different stories that were joined; `updates`: of each
    article, what should stand in its place and what does, where that differs or is something."""

    pairs: tuple[Judged, ...]
    across: tuple[tuple[str, str], ...]
    updates: tuple[tuple[str, str | None, str | None], ...]

    @property
    def precision(self) -> float:
        joined = [pair.same for pair in self.pairs if pair.joined]
        return sum(joined) / (len(joined) + len(self.across)) if joined else 1.0

    @property
    def recall(self) -> float:
        same = [pair.joined for pair in self.pairs if pair.same]
        return sum(same) / len(same) if same else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def right_updates(self) -> int:
        return sum(wanted == found for _, wanted, found in self.updates)


def judge(given: Iterable[Story]) -> Score:
    """Copies and updates among the articles of stories, held against what the stories say."""
    held = list(given)
    found = standings(fingerprint(told.article) for story in held for told in story.told)
    pairs = tuple(
        Judged(story, a.article.id, b.article.id, a.text == b.text, _one(found, a, b))
        for story in held
        for a, b in combinations(story.told, 2)
    )
    across = tuple(
        (a.article.id, b.article.id)
        for one, other in combinations(held, 2)
        for a in one.told
        for b in other.told
        if _one(found, a, b)
    )
    updates = tuple(
        (told.article.id, wanted, newer)
        for story in held
        for told in story.told
        if (wanted := _update_of(told, story)) != (newer := found[told.article.id].newer) or wanted
    )
    return Score(pairs, across, updates)


def stories() -> list[Story]:
    """The stories of the gold. DataError if one cannot be read."""
    file = data("gold", "copies", "stories.txt")
    return [_story(number, block) for number, block in enumerate(file.read_text("utf-8").strip().split("\n\n"))]


def _one(found: dict[str, Standing], a: Told, b: Told) -> bool:
    return found[a.article.id].origin == found[b.article.id].origin


def _update_of(told: Told, story: Story) -> str | None:
    """The last update of the same text by the same outlet that comes after an article."""
    after = story.told[story.told.index(told) + 1 :]
    later = (each for each in after if each.update and each.text == told.text)
    return next((each.article.id for each in [*later][::-1] if each.article.source == told.article.source), None)


def _story(number: int, block: str) -> Story:
    head, *lines = block.splitlines()
    kind, _, title = head.removeprefix("[").partition("] ")
    told: list[Told] = []
    first: list[str] = []
    for place, (letter, plus, outlet, day, headline, body) in enumerate(_articles(lines)):
        paragraphs = [text for line in body for text in _paragraphs(line, first)]
        first = first or paragraphs
        article = Article(
            id=f"{number}-{place}", text="\n\n".join(paragraphs), title=headline, published=day, source=outlet
        )
        told.append(Told(article, letter, bool(plus)))
    return Story(kind, title, tuple(told))


def _articles(lines: Iterable[str]) -> Iterator[tuple[str, str, str, str, str, list[str]]]:
    current: tuple[str, ...] = ()
    body: list[str] = []
    for line in lines:
        found = _HEAD.fullmatch(line)
        if found is None:
            body.append(line)
            continue
        if current:
            yield *current, body  # type: ignore[misc]
        current, body = found.groups(), []
    yield *current, body  # type: ignore[misc]


def _paragraphs(line: str, first: list[str]) -> Iterator[str]:
    """A paragraph, or those of the first article that it names, with words replaced."""
    found = _SAME.fullmatch(line)
    if found is None:
        yield line
        return
    since, until, changes = int(found[1]), int(found[2] or found[1]), found[3] or ""
    for text in first[since - 1 : until]:
        for change in filter(None, _NEXT.split(changes)):
            old, sign, new = change.partition("=>")
            if not sign or old not in text:
                raise DataError(f"data/gold/copies/stories.txt: {old!r} is not in {text[:40]!r}…")
            text = text.replace(old, new)
        yield text
