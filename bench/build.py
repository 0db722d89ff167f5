"""`kg build` from pages to graph, end to end, as ratios within one run.

    python bench/build.py                                # 5,000 articles: half an hour on two cores
    python bench/build.py --articles 300 --memory 200 1000    # a quick look
    python bench/build.py --only build workers           # some of the parts

Articles are made of our marked sentences and wrapped into pages of news sites (bench/news.py). Each part is a process
of its own, as users start it, with an embedded store:

- `build`: from HTML with one process, against `kg extract` alone on the clean text; at least `BUILD` of its rate
- `workers`: `--workers 2` against one process; at least `WORKERS` times its rate
- `ray`: `--ray local` with 2 actors against one process; at least `RAY` times its rate
- `memory`: the peak with many articles against that with a tenth of them, by two workers and without a store, since
  the embedded one is the graph in memory; at most `MEMORY` times

Rates are by the clock on the wall, loading of models included; what else the machine does disturbs them, so CPU seconds
stand beside them. `beyond start` leaves out what a run of the first `START` articles takes. Peaks are those of the
largest process of each run. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from news import stories, write_pages, write_texts

BUILD, WORKERS, RAY, MEMORY = 0.85, 1.7, 1.6, 1.1
START = 20
PARTS = ("build", "workers", "ray", "memory")
KG = Path(sys.executable).with_name("kg")
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes of one unit of ru_maxrss."""


class Run(NamedTuple):
    """One process and those that it started: articles, events, seconds by the clock, CPU seconds, MB of the largest."""

    articles: int
    events: int
    wall: float
    cpu: float
    peak: float


class Figure(NamedTuple):
    """A way of coding: a run of all articles, and one of the first few."""

    whole: Run
    start: Run

    @property
    def rate(self) -> float:
        return self.whole.articles / self.whole.wall

    @property
    def beyond_start(self) -> float:
        return (self.whole.articles - self.start.articles) / (self.whole.wall - self.start.wall)


class Bench:
    """The articles in a scratch folder, and the runs that were made of them."""

    def __init__(self, scratch: Path, articles: int) -> None:
        self._scratch = scratch
        self._articles = articles
        self._one: Figure | None = None

    def pages(self, count: int) -> Path:
        """The folder with the first `count` pages."""
        folder = self._scratch / f"pages-{count}"
        if not folder.exists():
            write_pages(stories(count), folder)
        return folder

    def texts(self, count: int) -> Path:
        """The file with the first `count` texts."""
        file = self._scratch / f"texts-{count}.jsonl"
        if not file.exists():
            write_texts(stories(count), file)
        return file

    def build(self, count: int, *options: str) -> Run:
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            store = str(Path(folder, "kg.db"))
            return _run("build", str(self.pages(count)), "--store", store, "--json", *options)

    def extract(self, count: int) -> Run:
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            return _run("extract", str(self.texts(count)), "-o", str(Path(folder, "records.jsonl")), "--json")

    def built(self, what: str, *options: str) -> Figure:
        """A figure of `kg build` with these options, printed."""
        figure = Figure(self.build(self._articles, *options), self.build(START, *options))
        _print(what, figure)
        return figure

    def one(self) -> Figure:
        """`kg build` with one process."""
        self._one = self._one or self.built("kg build, one process")
        return self._one

    def extracted(self) -> Figure:
        figure = Figure(self.extract(self._articles), self.extract(START))
        _print("kg extract of the clean text", figure)
        texts = self.texts(self._articles).read_text("utf-8").splitlines()
        words = sum(len(json.loads(line)["text"].split()) for line in texts)
        events = figure.whole.events
        dense = f"{100 * events / words:.1f} a hundred words"
        print(f"of these articles: {words:,} words, {events:,} events, {dense}", flush=True)
        return figure


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=int, default=5_000)
    ask.add_argument("--memory", type=int, nargs=2, default=(1_000, 10_000), metavar=("FEW", "MANY"))
    ask.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(Path(scratch), asked.articles)
        missed = [part for part in asked.only if not _measured(part, bench, asked.memory)]
    if missed:
        print(f"missed: {', '.join(missed)}")
    return bool(missed)


def _measured(part: str, bench: Bench, memory: Sequence[int]) -> bool:
    """Whether a part, which is measured and printed, keeps its target."""
    match part:
        case "build":
            alone = bench.extracted()
            return _ratio("kg build / kg extract", bench.one(), alone, BUILD)
        case "workers":
            return _ratio(
                "2 workers / one process", bench.built("kg build --workers 2", "--workers", "2"), bench.one(), WORKERS
            )
        case "ray":
            if find_spec("ray") is None:
                print("kg build --ray: not installed (pip install 'kg[ray]')")
                return True
            return _ratio(
                "Ray, 2 actors / one process", bench.built("kg build --ray, 2 actors", *RAY_OPTIONS), bench.one(), RAY
            )
        case _:
            few, many = (bench.build(count, "--workers", "2", "--no-load") for count in memory)
            grown = many.peak / few.peak
            counts = f"{few.peak:,.0f} MB of {few.articles:,} articles, {many.peak:,.0f} MB of {many.articles:,}"
            print(f"memory of kg build: {counts}: {grown:.2f} times (at most {MEMORY} wanted)", flush=True)
            return grown <= MEMORY


RAY_OPTIONS = ("--ray", "local", "--workers", "2")


def _ratio(what: str, figure: Figure, base: Figure, wanted: float) -> bool:
    ratio = figure.rate / base.rate
    cpu = figure.whole.cpu / base.whole.cpu
    print(
        f"{what}: {ratio:.2f} of the rate (at least {wanted} wanted), {figure.beyond_start / base.beyond_start:.2f} "
        f"beyond start; {cpu:.2f} of the CPU seconds",
        flush=True,
    )
    return ratio >= wanted


def _print(what: str, figure: Figure) -> None:
    run = figure.whole
    print(
        f"{what}: {run.articles:,} articles in {run.wall:.0f} s, {figure.rate:.1f} a second, "
        f"{figure.beyond_start:.1f} beyond start; {run.cpu:.0f} CPU s, peak {run.peak:,.0f} MB",
        flush=True,
    )


def _run(*arguments: str) -> Run:
    """A command of kg, which must come to its end with all articles."""
    began = time.perf_counter()
    process = subprocess.Popen([str(KG), *arguments], stdout=subprocess.PIPE)
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"kg {' '.join(arguments)} ended with exit code {process.returncode}: {told.decode()}")
    counts = json.loads(told)
    peak = used.ru_maxrss * MAXRSS_UNIT / 1e6
    return Run(counts["articles"], counts["events"], wall, used.ru_utime + used.ru_stime, peak)


if __name__ == "__main__":
    sys.exit(main())
