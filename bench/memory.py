"""Peak memory and time of `kg build` on 100 articles, as a process of its own, into an embedded store.

    python bench/memory.py [--articles N]

The articles are those of data/articles, over and over, each time with other ids and dates. Exit code 1 where the peak
of the resident set is `TARGET` or more.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

TARGET = 1_300
"""MB, of a million bytes each."""
PROJECT = Path(__file__).resolve().parents[1]
KG = Path(sys.executable).with_name("kg")
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes of one unit of ru_maxrss."""


def write(file: Path, count: int) -> None:
    """`count` articles as JSON Lines."""
    from kg.model import Article
    from kg.text.readers import read_articles

    sample = [a for a in read_articles([PROJECT / "data" / "articles"]) if isinstance(a, Article)]
    with file.open("w", encoding="utf-8") as lines:
        for number, article in enumerate(islice(cycle(sample), count)):
            day = date.fromisoformat(article.published or "2020-01-01") + timedelta(days=number // len(sample))
            made = {"id": f"{article.id}-{number}", "text": article.text, "published": day.isoformat()}
            lines.write(json.dumps(made) + "\n")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=int, default=100)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "articles.jsonl")
        write(articles, asked.articles)
        command = [str(KG), "build", str(articles), "--store", str(Path(folder, "kg.db")), "--json"]
        began = time.perf_counter()
        built = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        seconds = time.perf_counter() - began
    summary = json.loads(built.stdout)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * MAXRSS_UNIT / 1e6
    print(f"kg build: {summary['articles']} articles, {summary['events']} events, {seconds:.1f} s, peak {peak:,.0f} MB")
    if peak >= TARGET:
        raise SystemExit(f"the peak is not under {TARGET:,} MB")


if __name__ == "__main__":
    main()
