"""A thousand hostile or broken files of every format, and whether each is accounted for.

    python bench/hostile.py                    # makes them, reads them, prints what became of them
    python bench/hostile.py --count 200 --seed 7 --keep build/hostile

Every file that is given must come out as articles or be set aside with a reason, files of several articles with as many
as they hold where that is known; none may stop the run, take longer than its limit, or make the reader write outside.
Exits with 1 otherwise. The files are the same for the same seed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from hostile_files import make

from kg.model import Problem
from kg.text.readers import Limits, read_articles


def accounted(files: dict[Path, int | None], limits: Limits) -> tuple[list[str], Counter[str]]:
    """What is not in order, in words; and how often each thing became of a file."""
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
        else:
            seen[current[0]][0] += 1
            item.text.encode()
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
    return wrong, counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limits", default="")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make them here and leave them")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        files = make(chosen.keep or Path(temporary), chosen.count, chosen.seed)
        began = time.monotonic()
        wrong, counts = accounted(files, Limits.of(chosen.limits))
        seconds = time.monotonic() - began
    for reason, count in counts.most_common():
        print(f"{count:6}  {reason}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    print(f"{len(files)} files in {seconds:.0f} s, peak memory {peak:.0f} MB, {len(wrong)} not accounted for")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
