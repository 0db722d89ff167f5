"""Scores of `kg extract` and `kg relate` on the development gold, in one table with the floors that they must keep.

    python bench/gold.py [GOLD_DIR] [--check] [--json]

GOLD_DIR holds the sets and their scorer (score.py); default ../shared/gold. --check fails where a figure is under its
floor. The floors are in data/gold/floors.json, in the form of what the scorer prints.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

PROJECT = Path(__file__).resolve().parents[1]
FLOORS = PROJECT / "data" / "gold" / "floors.json"
KG = Path(sys.executable).with_name("kg")


class Set(NamedTuple):
    """`name` as the scorer has it, `file` that it reads, and the command that codes it."""

    name: str
    file: str
    command: tuple[str, ...]


SETS = (
    Set("places", "places", ("extract", "--layers", "places")),
    Set("timex", "timex", ("extract", "--layers", "times")),
    Set("recall", "plv", ("extract", "--layers", "events")),
    Set("articles", "articles", ("extract", "--layers", "events")),
    Set("coders", "coders", ("extract", "--layers", "events")),
    Set("pairs", "plv", ("relate",)),
)


class Row(NamedTuple):
    """One line of the table: figures by name, and those of them that have a floor."""

    label: str
    figures: dict[str, Any]
    floors: dict[str, float]

    def low(self) -> list[str]:
        """What is under its floor, in words."""
        return [
            f"{self.label} {name} {self.figures[name]} is under {floor}"
            for name, floor in self.floors.items()
            if self.figures[name] < floor
        ]


def score(gold: Path, chosen: Set, folder: Path) -> dict[str, Any]:
    """What the scorer prints of one set. CalledProcessError if the scorer fails."""
    answers = folder / f"{chosen.name}.jsonl"
    verb, *options = chosen.command
    command = [str(KG), verb, str(gold / f"{chosen.file}.in.jsonl"), "-o", str(answers), *options]
    coded = subprocess.run(command, capture_output=True, text=True)
    if coded.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {coded.returncode}:\n{coded.stderr}")
    scorer = [sys.executable, str(gold / "score.py"), str(gold), chosen.name, str(answers)]
    printed = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    scores: dict[str, Any] = json.loads(printed)[chosen.name]
    return scores


def rows(scores: Mapping[str, Any], floors: Mapping[str, Any]) -> Iterator[Row]:
    """A row for each part of a set that has several figures, and one for the figures that stand alone."""
    for name, figures in scores.items():
        own = floors.get(name, {})
        alone = {key: value for key, value in figures.items() if not isinstance(value, dict)}
        if alone:
            yield Row(name, alone, {key: value for key, value in own.items() if key in alone})
        for part, values in figures.items():
            if isinstance(values, dict):
                yield Row(f"{name} {part}", values, own.get(part, {}))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", nargs="?", type=Path, default=PROJECT.parent / "shared" / "gold")
    ask.add_argument("--check", action="store_true", help="fail where a figure is under its floor")
    ask.add_argument("--json", action="store_true", help="what the scorer prints, set by set")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(min(os.cpu_count() or 1, len(SETS))) as pool:
        found = pool.map(lambda chosen: score(asked.gold, chosen, Path(folder)), SETS)
        scores = dict(sorted(zip((chosen.name for chosen in SETS), found, strict=True)))
    if asked.json:
        print(json.dumps(scores, indent=2, ensure_ascii=False))
        return
    table = list(rows(scores, json.loads(FLOORS.read_text(encoding="utf-8"))))
    width = max(len(row.label) for row in table)
    for row in table:
        figures = "  ".join(f"{name} {value}" for name, value in row.figures.items())
        floors = ", ".join(f"{name} {value}" for name, value in row.floors.items())
        print(f"{row.label:{width}}  {figures}{f'   [floor: {floors}]' if floors else ''}")
    low = [words for row in table for words in row.low()]
    if asked.check and low:
        raise SystemExit("\n".join(low))


if __name__ == "__main__":
    main()
