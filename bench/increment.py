"""What it costs to add 100 articles to a corpus that has many: all of `kg build` but reading and coding.

Made-up records are put into a corpus, resolved and loaded into an embedded store; then 100 more. Prints the time of the
hundred in an empty corpus and in the large one, part by part, and their difference for an article.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import msgspec

from kg.corpus.corpus import writing
from kg.corpus.into_store import bring_up
from kg.corpus.manifest import Coded
from kg.corpus.resolving import resolve
from kg.graph.store import open_store
from kg.ids import slug
from kg.model import ArticleRecord

sys.path.append(str(Path(__file__).parents[1] / "tests" / "graph"))
from generate import records

ADDED = 100
SYLLABLES = ("ba", "de", "ki", "lo", "mu", "ran", "sor", "ti", "vel", "zan")


@cache
def name(number: str) -> str:
    """A person's name, the same for the same number."""
    chance = random.Random(number)
    return " ".join("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))


def named(actors: int) -> Iterator[ArticleRecord]:
    """The records of the tests, about people with names that differ as names do."""
    for record in records(10**9, actors=actors):
        text = msgspec.json.encode(record).decode()
        text = re.sub(r"person:actor-(\d+)", lambda match: f"person:{slug(name(match[1]))}", text)
        text = re.sub(r"Actor (\d+)", lambda match: name(match[1]), text, flags=re.IGNORECASE)
        yield msgspec.json.decode(text, type=ArticleRecord)


def add(folder: Path, given: list[ArticleRecord]) -> dict[str, float]:
    """Seconds of each part."""
    spent: dict[str, float] = {}
    began = time.perf_counter()

    def done(part: str) -> None:
        nonlocal began
        spent[part] = time.perf_counter() - began
        began = time.perf_counter()

    with writing(folder / "kg.corpus") as corpus:
        coded = [Coded(one.id, one.digest, msgspec.json.encode(one), len(one.events)) for one in given]
        with corpus.manifest.writing():
            corpus.manifest.note_coded(coded, "bench", {one.id: "bench" for one in given})
        corpus.shards.write_waiting(all_of_it=True)
        corpus.shards.tidy()
        done("records")
        resolve(corpus, lambda _: None)
        done("actors")
        with open_store(str(folder / "kg.db"), create=True) as store:
            done("opening the store")
            bring_up(corpus, store, lambda: None)
            done("loading")
        done("saving the store")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000, help="how many the large corpus has")
    asked = parser.parse_args()
    made = named(max(40, asked.articles // 5))
    before, new = list(islice(made, asked.articles)), list(islice(made, ADDED))
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as large:
        alone = add(Path(empty), new)
        first = add(Path(large), before)
        more = add(Path(large), new)
    print(f"{asked.articles} articles at first: {sum(first.values()):.1f} s")
    for part in alone:
        print(f"{part:18} {ADDED} alone {alone[part]:6.2f} s, to {asked.articles} {more[part]:6.2f} s")
    print(f"{'all':18} {ADDED} alone {sum(alone.values()):6.2f} s, to {asked.articles} {sum(more.values()):6.2f} s")


if __name__ == "__main__":
    main()
