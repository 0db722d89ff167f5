#!/usr/bin/env python3
"""Makes the documents that hold results: make.py [--check].

docs/reports/ is made from the catalogue and its rows on the sample articles; the commands in docs/tutorial.md are run
and what they print is written under them. With --check nothing is written: it names what lags behind and ends with 1.
Both take a temporary folder, the weights of the checkout and about half a minute.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import console
import report_pages

from kg.graph.store import open_store
from kg.reports.catalog import load

DOCS = Path(__file__).parent
REPORTS = DOCS / "reports"
TUTORIAL = DOCS / "tutorial.md"
_NEAR = 0.05
"""By how much a number with a point may differ: int8 weights are not computed alike on every processor."""
_NUMBER = re.compile(r"-?\d+\.\d+")
_SPACE = re.compile(r"[ ─]+")


@contextmanager
def checkout() -> Iterator[Path]:
    """A temporary folder in which `data/` is there, as at the root of a checkout."""
    with TemporaryDirectory() as name:
        (Path(name) / "data").symlink_to(DOCS.parent / "data")
        yield Path(name)


def reports() -> dict[Path, str]:
    """The pages of the reports, by path, as they should be."""
    with checkout() as folder:
        console.run(["kg build data/articles --store demo.db"], folder)
        with open_store(str(folder / "demo.db")) as store:
            made = report_pages.pages(load(), store)
    return {REPORTS / name: text for name, text in made.items()}


def tutorial() -> dict[Path, str]:
    """The tutorial with what its commands print now."""
    text = TUTORIAL.read_text(encoding="utf-8")
    with checkout() as folder:
        done = console.run([step.command for step in console.steps(text)], folder)
    return {TUTORIAL: console.renewed(text, done)}


def lagging(made: dict[Path, str]) -> list[Path]:
    """The files that are not there or say something else than `made`."""
    return [path for path, text in made.items() if not path.is_file() or not same(path.read_text("utf-8"), text)]


def same(one: str, other: str) -> bool:
    """Whether two texts are the same, but for the width of columns and the last digits of scores."""
    if _words(one) != _words(other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= _NEAR for a, b in pairs)


def _words(text: str) -> str:
    return _SPACE.sub(" ", _NUMBER.sub("0.0", text))


def forsaken(made: dict[Path, str]) -> list[Path]:
    """Pages of reports that the catalogue does not have."""
    return sorted(set(REPORTS.glob("**/*.md")) - set(made))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; name what lags behind")
    check = parser.parse_args().check
    pages = reports()
    extra = forsaken(pages)
    made = pages | tutorial()
    changed = lagging(made)
    for path in [*changed, *extra]:
        print(path.relative_to(DOCS.parent))
    if check:
        return 1 if changed or extra else 0
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    for path in extra:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
