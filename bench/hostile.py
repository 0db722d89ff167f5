"""A thousand hostile or broken files of every format, and whether each is accounted for.

    python bench/hostile.py                    # makes them, reads them, prints what became of them
    python bench/hostile.py --build            # then builds a graph of them in one go, coding included
    python bench/hostile.py --count 200 --seed 7 --keep build/hostile

Every file that is given must come out as articles or be set aside with a reason, files of several articles with as many
as they hold where that is known; none may stop the run, take longer than its limit, or make the reader write outside.
With --build, `kg build` must come to its end in one process and have in its manifest, after it, each article (coded, or
failed with a reason, in which case it is set aside too) and each thing that was set aside.
Exits with 1 otherwise. The files are the same for the same seed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from hostile_files import make

from kg.corpus.asides import of_problem
from kg.corpus.corpus import reading
from kg.model import Problem
from kg.text.readers import Limits, read_articles

KG = Path(sys.executable).with_name("kg")


class Read(NamedTuple):
    """What the readers gave: the ids of articles, and by file and line what was set aside."""

    articles: set[str]
    asides: set[tuple[str, int | None]]


def accounted(files: dict[Path, int | None], limits: Limits) -> tuple[list[str], Counter[str], Read]:
    """What is not in order, in words; how often each thing became of a file; and what was read."""
    read = Read(set(), set())
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    seen: dict[Path, list[int]] = {}
    current: list[Path] = []
    began = time.monotonic()
    slowest = (0.0, "")

    def paths() -> Iterator[Path]:
        nonlocal began, slowest
        for path in files:
            current[:] = [path]
            began = time.monotonic()
            seen[path] = [0, 0]
            yield path
            slowest = max(slowest, (time.monotonic() - began, path.name))

    for item in read_articles(paths(), limits=limits):
        if isinstance(item, Problem):
            if item.set_aside:
                seen[current[0]][1] += 1
                counts[item.reason.partition(":")[0][:50]] += 1
                read.asides.add((of_problem(item).file, item.line))
        else:
            seen[current[0]][0] += 1
            item.text.encode()
            read.articles.add(item.id)
            counts["ARTICLES"] += 1
            if ".." in item.id.split("/") or item.id.startswith("/"):
                wrong.append(f"{current[0].name}: an id that leads outside: {item.id!r}")
    for path, holds in files.items():
        articles, aside = seen.get(path, [0, 0])
        if articles + aside == 0 and path.read_bytes().strip():  # JSON Lines may have no line
            wrong.append(f"{path.name}: neither an article nor set aside")
        if holds is not None and articles + aside != holds:
            wrong.append(f"{path.name}: {holds} articles, of which {articles} were read and {aside} set aside")
    counts["slowest file, seconds"] = round(slowest[0])
    print(f"slowest file: {slowest[1]}, {slowest[0]:.1f} s", file=sys.stderr)
    return wrong, counts, read


def built(files: Iterable[Path], limits: str, read: Read, folder: Path) -> list[str]:
    """What a build in one go leaves unaccounted for, in words; its time and memory are printed."""
    store = folder / "kg.db"
    bounds = ["--limits", limits] if limits else []
    began = time.monotonic()
    command = [str(KG), "build", *map(str, files), "--store", str(store), "--json", *bounds]
    done = subprocess.run(command, capture_output=True, check=False)
    seconds = time.monotonic() - began
    if done.returncode not in (0, 1):
        return [f"kg build ended with exit code {done.returncode}: {done.stderr.decode()[-500:]}"]
    with reading(store.with_suffix(".corpus")) as corpus:
        states = dict(corpus.manifest.database.execute("SELECT id, state FROM article"))
        asides = {(one.file, one.line) for one in corpus.asides.all()}
    print(f"built in {seconds:.0f} s: {done.stdout.decode().strip()}")
    print("articles:", ", ".join(f"{count:,} {state}" for state, count in sorted(Counter(states.values()).items())))
    wrong = [f"{key}: read, and not in the manifest" for key in sorted(read.articles - states.keys())]
    wrong += [f"{key}: still to be coded" for key, state in sorted(states.items()) if state == "read"]
    wrong += [f"{file}:{line or ''} set aside, and not in the manifest" for file, line in read.asides - asides]
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limits", default="")
    parser.add_argument("--build", action="store_true", help="build a graph of them too")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make them here and leave them")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        files = make(chosen.keep or Path(temporary), chosen.count, chosen.seed)
        began = time.monotonic()
        wrong, counts, read = accounted(files, Limits.of(chosen.limits))
        seconds = time.monotonic() - began
        if chosen.build:
            with tempfile.TemporaryDirectory() as scratch:
                wrong += built(files, chosen.limits, read, Path(scratch))
    for reason, count in counts.most_common():
        print(f"{count:6}  {reason}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    print(f"{len(files)} files in {seconds:.0f} s, peak memory {peak:.0f} MB, {len(wrong)} not accounted for")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
