"""Made-up news articles for the benches: our marked sentences dealt out to articles, each in the page of a news site.

No two articles have the same text, the sentences of one come from anywhere, and all are the same for the same number.
Pages come from the layouts of bench/pages.py with their tickers, tags, links and comments.

They are about as dense as news: five of twelve sentences are ones without an event. `kg extract` finds 5.3 events in a
hundred words of them (1,360 in 100 articles) and 5.4 in the 31 newswire articles of the development gold (422 in 7,809
words). Leaving out statements, as those did who marked that gold, it is an event in 22.7 and in 25.9 words, by hand in
24.5 (319 events).
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pages import LAYOUTS, Story, furnish

from kg.train.corpus import marked_files, read_all
from kg.train.notation import Marked

PROJECT = Path(__file__).resolve().parents[1]
FIRST_DAY = date(2015, 1, 1)
SENTENCES = 12
"""Of an article, in four paragraphs: some 260 words."""
WITH_EVENTS = 7
"""Of these, each with 1.7 on average; of our marked text as a whole seven in ten are such."""
A_DAY = 20
"""Articles."""


def sentences() -> list[str]:
    """Those of our marked text, without their marks."""
    return [one.text for one in _marked()]


def _marked() -> list[Marked]:
    marked, _ = read_all(marked_files(PROJECT / "data" / "gold" / "train"))
    return marked


def stories(count: int, seed: int = 0) -> Iterator[Story]:
    """`count` articles in the order of their days."""
    marked = _marked()
    chance = random.Random(seed)
    with_events = _dealt([one.text for one in marked if one.events], chance)
    without = _dealt([one.text for one in marked if not one.events], chance)
    for number in range(count):
        title = next(with_events)
        told = [next(with_events if at < WITH_EVENTS else without) for at in range(SENTENCES)]
        chance.shuffle(told)
        paragraphs = [" ".join(told[at : at + 3]) for at in range(0, SENTENCES, 3)]
        yield Story(title.rstrip("."), str(FIRST_DAY + timedelta(days=number // A_DAY)), [*paragraphs, _end(number)])


def _dealt(deck: list[str], chance: random.Random) -> Iterator[str]:
    """One after the other without end, shuffled anew each time that all were dealt."""
    while True:
        yield from chance.sample(deck, len(deck))


def _end(number: int) -> str:
    """Makes the text of an article one that no other has."""
    return f"The report was number {number + 1} of the year in the files of the newsroom."


def write_pages(made: Iterator[Story], folder: Path, seed: int = 0) -> None:
    """A page an article, a thousand a folder."""
    for number, story in enumerate(made):
        into = folder / f"{number // 1000:03}"
        into.mkdir(parents=True, exist_ok=True)
        parts, _ = furnish(story, random.Random(f"{seed} {number}"))
        (into / f"{number:06}.html").write_text(LAYOUTS[number % len(LAYOUTS)](parts), "utf-8")


def write_texts(made: Iterator[Story], file: Path) -> None:
    """The clean text of the same articles as JSON Lines."""
    with file.open("w", encoding="utf-8") as lines:
        for number, story in enumerate(made):
            article = {"id": f"{number:06}", "title": story.title, "published": story.day, "source": "Bench"}
            lines.write(json.dumps(article | {"text": "\n\n".join(story.lines)}) + "\n")
