"""What it costs to add 100 articles to a corpus that has many: all of `kg build` but reading and coding.

    python bench/increment.py                          # 100,000 articles at first: an hour, 12 GB of disk
    python bench/increment.py --articles 10000         # a quick look
    python bench/increment.py --keep build/large       # leaves the large corpus there, for the next run to add to
    python bench/increment.py --profile build/added    # what cProfile sees of the hundred in the large one

Made-up records (bench/corpus.py), with a text each by which copies are found, are put into a corpus; copies, actors and
events across articles are resolved, and all is loaded into an embedded store. Then the hundred articles of the next
days come. Prints CPU seconds, in which other work on the machine shows least, of the hundred in an empty corpus and in
the large one, part by part; `store` is opening and saving the embedded file, which is read and written whole. Exit code
1 where the hundred cost more than `TARGET` times as much in the large corpus, the store's file aside, `CODING` seconds
for the coding of each article added to both: what a user waits for.
"""

from __future__ import annotations

import argparse
import cProfile
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import cache
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import articles
from news import sentences

from kg.corpus import texts
from kg.corpus.corpus import Corpus, writing
from kg.corpus.fingerprints import fingerprint
from kg.corpus.into_store import bring_up
from kg.corpus.kept import packed
from kg.corpus.manifest import Coded
from kg.corpus.resolving import resolve
from kg.graph.store import open_store
from kg.model import Article, ArticleRecord

ADDED = 100
TARGET = 1.5
CODING = 0.1
"""CPU seconds an article of some 280 words, by bench/build.py."""
PAGE = 1_000
STORE = "store"
PARTS = ("records", "copies, actors, events", "loading", STORE)

Given = Iterable[tuple[Article, ArticleRecord]]


@cache
def _sentences() -> list[str]:
    return sentences()


def with_texts(made: Given) -> Iterator[tuple[Article, ArticleRecord]]:
    """The articles with texts of 250 words in place of names for texts."""
    for article, record in made:
        chosen = random.Random(article.text).sample(_sentences(), 11)
        yield replace(article, text=" ".join(chosen)), record


def add(folder: Path, given: Given) -> dict[str, float]:
    """CPU seconds of each part."""
    spent = dict.fromkeys(PARTS, 0.0)
    began = time.process_time()

    def done(part: str) -> None:
        nonlocal began
        now = time.process_time()
        spent[part] += now - began
        began = now

    with writing(folder / "kg.corpus") as corpus:
        _put(corpus, given)
        done("records")
        resolve(corpus, lambda _: None)
        done("copies, actors, events")
        with open_store(str(folder / "kg.db"), create=True) as store:
            done(STORE)
            bring_up(corpus, store, lambda: None)
            done("loading")
        done(STORE)
    return spent


def _put(corpus: Corpus, given: Given) -> None:
    """As `kg build` keeps what was coded."""
    left = iter(given)
    while page := list(islice(left, PAGE)):
        with corpus.manifest.writing():
            corpus.manifest.note_coded(map(_coded, page), "bench", {one.id: "bench" for one, _ in page})
            for article, _ in page:
                corpus.texts.put(texts.packed(fingerprint(article)))
        corpus.shards.write_waiting(all_of_it=False)
    corpus.shards.write_waiting(all_of_it=True)
    corpus.shards.tidy()


def _coded(one: tuple[Article, ArticleRecord]) -> Coded:
    article, record = one
    return Coded(article.id, record.digest, msgspec.json.encode(record), len(record.events), article=packed(article))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="how many the large corpus has")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the large corpus is left, or was")
    parser.add_argument("--profile", type=Path, metavar="FILE")
    asked = parser.parse_args()
    made = with_texts(articles((asked.articles + ADDED + 1) * 7 // 2))
    with tempfile.TemporaryDirectory() as scratch:
        large = asked.keep or Path(scratch, "large")
        if (large / "kg.db").exists():
            made = with_texts(islice(articles((asked.articles + ADDED + 1) * 7 // 2), asked.articles, None))
        else:
            first = add(large, islice(made, asked.articles))
            told = ", ".join(f"{part} {seconds:.0f}" for part, seconds in first.items())
            print(f"{asked.articles:,} articles at first: {sum(first.values()):.0f} CPU s ({told})", flush=True)
        new = list(islice(made, ADDED))
        alone = add(Path(scratch, "alone"), new)
        if asked.keep:
            large = Path(shutil.copytree(large, Path(scratch, "copy")))
        profile = cProfile.Profile(time.process_time) if asked.profile else None
        with profile or nullcontext():
            more = add(large, new)
        if profile:
            profile.dump_stats(asked.profile)
    return _report(asked.articles, alone, more)


def _report(articles: int, alone: dict[str, float], more: dict[str, float]) -> int:
    for part in PARTS:
        print(f"{part:24} {ADDED} alone {alone[part]:6.2f} CPU s, to {articles:,} {more[part]:6.2f}")
    first, second = (sum(spent.values()) - spent[STORE] for spent in (alone, more))
    ratio = (second + CODING * ADDED) / (first + CODING * ADDED)
    print(
        f"{'all but the store':24} {ADDED} alone {first:6.2f} CPU s, to {articles:,} {second:6.2f}; "
        f"with {CODING * ADDED:.0f} s of coding {ratio:.2f} times (at most {TARGET} wanted)"
    )
    return int(ratio > TARGET)


if __name__ == "__main__":
    sys.exit(main())
