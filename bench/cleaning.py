"""How well the reader of HTML finds the article: token F1, and the share of ticker and tag lines that are gone.

    python bench/cleaning.py             # data/gold/pages; exits with 1 under .95 or under 95 %
    python bench/cleaning.py --show 12   # what is missing and what is too much on page 12
    python bench/cleaning.py --plain     # trafilatura alone, for comparison

Token F1 is that of the bag of words of each page, averaged over pages. `held out` are layouts that the cleaning was not
made on (see bench/pages.py).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from pages import DEVELOPED, LAYOUTS, PAGES

from kg.errors import InputError
from kg.text.readers.html import read_page

LEAST_F1, LEAST_GONE = 0.95, 0.95
_WORD = re.compile(r"\w+")


def scores(found: str, wanted: str) -> float:
    """F1 of the words, counted."""
    a, b = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(wanted.lower()))
    both = (a & b).total()
    return 2 * both / max(1, a.total() + b.total())


def gone(found: str, junk: str) -> bool:
    """Whether a line is no longer there, in whatever way its spaces are written."""
    return " ".join(_WORD.findall(junk)) not in " ".join(_WORD.findall(found))


def plain(raw: bytes) -> str:
    """What trafilatura gives as it is."""
    import trafilatura

    return trafilatura.extract(raw, include_comments=False, include_tables=False) or ""


def ours(raw: bytes) -> str:
    """The text of kg's reader; nothing if it sets the page aside."""
    try:
        return read_page(raw).text
    except InputError as error:
        print(f"set aside: {error}", file=sys.stderr)
        return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, metavar="PAGE")
    parser.add_argument("--plain", action="store_true")
    chosen = parser.parse_args()
    read = plain if chosen.plain else ours
    held_out = {layout.__name__ for layout in LAYOUTS[DEVELOPED:]}
    rows: list[tuple[str, float, int, int]] = []
    for file in sorted((PAGES / "html").glob("*.html")):
        number, layout = file.stem.split("-")
        wanted = (PAGES / "text" / f"{file.stem}.txt").read_text("utf-8")
        junk = (PAGES / "junk" / f"{file.stem}.txt").read_text("utf-8").splitlines()
        found = read(file.read_bytes())
        rows.append((layout, scores(found, wanted), sum(gone(found, line) for line in junk), len(junk)))
        if chosen.show == int(number):
            there, lines = set(wanted.split("\n")), set(found.split("\n"))
            print(*(f"missing: {line}" for line in wanted.split("\n") if line not in lines), sep="\n")
            print(*(f"too much: {line}" for line in found.split("\n") if line not in there), sep="\n")
    for layout in dict.fromkeys(row[0] for row in rows):
        _print(layout + (" (held out)" if layout in held_out else ""), [row for row in rows if row[0] == layout])
    _print("developed on", [row for row in rows if row[0] not in held_out])
    _print("held out", [row for row in rows if row[0] in held_out])
    f1, share = _print(f"all {len(rows)} pages", rows)
    return 0 if chosen.plain or (f1 >= LEAST_F1 and share >= LEAST_GONE) else 1


def _print(name: str, rows: list[tuple[str, float, int, int]]) -> tuple[float, float]:
    f1 = mean(row[1] for row in rows)
    share = sum(row[2] for row in rows) / sum(row[3] for row in rows)
    print(f"{name:28} token F1 {f1:.3f}   ticker and tag lines gone {share:6.1%} of {sum(row[3] for row in rows)}")
    return f1, share


if __name__ == "__main__":
    sys.exit(main())
