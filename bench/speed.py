"""Words a second of `kg extract` against bare spaCy, the whole pipeline of the same model, on the same text.

    python bench/speed.py [ARTICLES...] [--rounds N] [--profile FILE]

One process, one thread each, models loaded before the clock starts. The two take turns, each on every text in every
round; what is printed are medians over the rounds, by the CPU's clock and by the one on the wall. Exit code 1 where kg
makes less than `TARGET` of spaCy's words by the CPU's clock, which other work on the machine disturbs least.
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
from typing import NamedTuple

TARGET = 0.7
PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT.parent / "shared" / "gold" / "articles.in.jsonl"
WARM_UP = "Foreign ministers met in Vienna on Monday."


class Took(NamedTuple):
    """Seconds of one pass, by each clock."""

    cpu: float
    wall: float


def timed(work: Callable[[], None]) -> Took:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Took(time.process_time() - cpu, time.perf_counter() - wall)


def contestants(paths: Sequence[Path]) -> tuple[int, Callable[[], None], Callable[[], None]]:
    """How many words the texts have, a pass of kg over them, and a pass of bare spaCy."""
    for library in ("OMP", "OPENBLAS", "MKL", "BLIS"):  # before numpy is imported, so its imports are in here
        os.environ[f"{library}_NUM_THREADS"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    import msgspec
    import spacy

    from kg.model import Article
    from kg.pipeline import Coder
    from kg.text.language import MODELS
    from kg.text.readers import read_articles

    articles = [article for article in read_articles(paths) if isinstance(article, Article)]
    name = next(model for model in MODELS if spacy.util.is_package(model))
    coder = Coder(spacy_model=name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bare = spacy.load(name)

    def extract() -> None:
        for record in coder.code(articles):
            msgspec.json.encode(record)

    def pipe() -> None:
        for _ in bare.pipe(article.text for article in articles):
            pass

    list(coder.code([Article(id="warm-up", text=WARM_UP)]))
    bare(WARM_UP)
    print(f"{len(articles)} articles, {name}")
    return sum(len(article.text.split()) for article in articles), extract, pipe


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument(
        "articles", nargs="*", type=Path, default=[GOLD if GOLD.exists() else PROJECT / "data" / "articles"]
    )
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--profile", type=Path, help="where to write what cProfile sees")
    asked = ask.parse_args()
    words, extract, pipe = contestants(asked.articles)
    if asked.profile:
        import cProfile

        profile = cProfile.Profile(time.process_time)
        profile.runcall(extract)
        profile.dump_stats(asked.profile)
        return
    rounds = [(timed(extract), timed(pipe)) for _ in range(asked.rounds)]
    ratios = []
    for clock in Took._fields:
        kg, spacy = (median(getattr(took[side], clock) for took in rounds) for side in (0, 1))
        ratios.append(spacy / kg)
        print(
            f"words a second ({clock}): kg extract {words / kg:,.0f}, bare spaCy {words / spacy:,.0f}, "
            f"ratio {spacy / kg:.2f}"
        )
    if ratios[0] < TARGET:
        raise SystemExit(f"kg extract makes less than {TARGET} of bare spaCy's words a second")


if __name__ == "__main__":
    main()
