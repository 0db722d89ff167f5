"""Words a second of `kg extract` against bare spaCy, the whole pipeline of the same model, on the same text.

    python bench/coding.py [ARTICLES...] [--rounds N] [--profile FILE]

One process, one thread each, models loaded before the clock starts. The texts are dealt out to the rounds, and the two
take turns: nobody reads a text twice, so no cache knows it. What is printed are medians over the rounds, by the CPU's
clock and by the one on the wall. Exit code 1 where kg makes less than `TARGET` of spaCy's words by the CPU's clock,
which other work on the machine disturbs least.
ARTICLES: what `kg extract` reads; default the articles of the development gold in ../shared/gold, else data/articles.
--profile writes what cProfile sees of kg alone, for `python -m pstats FILE`, and prints no figures.
"""

from __future__ import annotations

import argparse
import os
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.model import Article

TARGET = 0.8
PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT.parent / "shared" / "gold" / "articles.in.jsonl"
WARM_UP = "Foreign ministers met in Vienna on Monday."


class Speed(NamedTuple):
    """Words a second, by each clock."""

    cpu: float
    wall: float


class Round(NamedTuple):
    """The speeds of one round, on the same texts."""

    kg: Speed
    spacy: Speed


def timed(words: int, work: Callable[[], None]) -> Speed:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Speed(words / (time.process_time() - cpu), words / (time.perf_counter() - wall))


class Contest:
    """Both sides, loaded and warmed up, and the articles that they read."""

    def __init__(self, paths: Sequence[Path]) -> None:
        for library in ("OMP", "OPENBLAS", "MKL", "BLIS"):  # before numpy is imported, so its imports are in here
            os.environ[f"{library}_NUM_THREADS"] = "1"
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        import spacy

        from kg.model import Article
        from kg.pipeline import Coder
        from kg.text.language import MODELS
        from kg.text.readers import read_articles

        self.articles = [article for article in read_articles(paths) if isinstance(article, Article)]
        self.model = next(model for model in MODELS if spacy.util.is_package(model))
        self._coder = Coder(spacy_model=self.model)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._bare = spacy.load(self.model)
        warm_up = [Article(id="warm-up", text=WARM_UP)]
        self.extract(warm_up)
        self.pipe(warm_up)

    def extract(self, articles: Sequence[Article]) -> None:
        import msgspec

        for record in self._coder.code(articles):
            msgspec.json.encode(record)

    def pipe(self, articles: Sequence[Article]) -> None:
        for _ in self._bare.pipe(article.text for article in articles):
            pass

    def round(self, articles: Sequence[Article]) -> Round:
        words = sum(len(article.text.split()) for article in articles)
        return Round(timed(words, lambda: self.extract(articles)), timed(words, lambda: self.pipe(articles)))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument(
        "articles", nargs="*", type=Path, default=[GOLD if GOLD.exists() else PROJECT / "data" / "articles"]
    )
    ask.add_argument("--rounds", type=int, default=10)
    ask.add_argument("--profile", type=Path, help="where to write what cProfile sees")
    asked = ask.parse_args()
    contest = Contest(asked.articles)
    print(f"{len(contest.articles)} articles, {contest.model}")
    if asked.profile:
        import cProfile

        profile = cProfile.Profile(time.process_time)
        profile.runcall(contest.extract, contest.articles)
        profile.dump_stats(asked.profile)
        return
    rounds = [contest.round(contest.articles[first :: asked.rounds]) for first in range(asked.rounds)]
    ratios = []
    for clock in Speed._fields:
        kg, spacy = (median(getattr(getattr(took, side), clock) for took in rounds) for side in Round._fields)
        ratios.append(median(getattr(took.kg, clock) / getattr(took.spacy, clock) for took in rounds))
        print(f"words a second ({clock}): kg extract {kg:,.0f}, bare spaCy {spacy:,.0f}, ratio {ratios[-1]:.2f}")
    if ratios[0] < TARGET:
        raise SystemExit(f"kg extract makes less than {TARGET} of bare spaCy's words a second")


if __name__ == "__main__":
    main()
