#!/usr/bin/env python3
"""Events across articles: event_resolution.py [--errors] [--growth [SMALL LARGE]].

Prints precision, recall and F1 of pairs of mentions on both halves of data/gold/events, by kind of story; --errors
prints the wrong pairs of the half that may be looked at (dev). Fails under the floor of data/gold/events/floor.json.
--growth instead takes the processor time and the memory of resolving generated mentions, 100,000 and 1,000,000 unless
told otherwise, 200 for each day of news, and fails where a mention of the many takes 1.6 times that of the few, or a
million take 10 minutes or 6 GB.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from kg.evaluation.event_resolution import Counts, Half, Verdicts, by_kind, counts, judge
from kg.ids import digest
from kg.model import PloverType
from kg.resolve.event_mentions import EventMention, Participant, Where
from kg.resolve.events import resolve_events
from kg.settings import data

HALVES: tuple[Half, ...] = ("dev", "test")


def line(name: str, found: Counts) -> str:
    return f"  {name:12} {found.pairs:4} pairs  P {found.precision:.3f}  R {found.recall:.3f}  F1 {found.f1:.3f}"


def errors(verdicts: Verdicts) -> None:
    for pair in verdicts.pairs:
        if pair.same != pair.joined:
            said = "missed" if pair.same else "WRONG"
            print(f"\n{said} [{pair.story.kind}] {pair.story.title}: {pair.points} {'; '.join(pair.reasons)}")
            print(f"   {pair.story.sentences[pair.one]}\n   {pair.story.sentences[pair.other]}")
    for titles in verdicts.across:
        print(f"\nWRONG joined across stories: {titles}")


def gold(show: bool) -> int:
    floor = msgspec.json.decode(Path(data("gold", "events", "floor.json")).read_bytes(), type=dict[str, float])
    low = False
    for half in HALVES:
        verdicts = judge(half)
        print(f"{half}, by kind")
        for kind, found in by_kind(verdicts.pairs).items():
            print(line(kind, found))
        total = counts(verdicts.pairs)
        same = sum(pair.same for pair in verdicts.pairs)
        print(line("all", total) + f"  floor {floor[half]}  {same} of one event  {len(verdicts.across)} across stories")
        if show and half == "dev":
            errors(verdicts)
        low |= total.f1 < floor[half]
    return 1 if low else 0


MINUTES, GIGABYTES, GROWTH = 10, 6.0, 1.6
A_DAY = 200
"""Mentions of a day of news."""
TYPES: tuple[tuple[PloverType, str], ...] = (
    ("CONSULT", "040"), ("STATEMENT", "010"), ("ACCUSE", "112"), ("ASSAULT", "190"), ("AGREE", "057"),
)  # fmt: skip


def generated(number: int, *, days: int = 3650, seed: int = 1) -> Iterator[EventMention]:
    """`number` mentions within so many days; actors, and how often an event is told, are skewed."""
    chance = random.Random(seed)
    countries = [f"C{n:02}" for n in range(60)]
    made = 0
    while made < number:
        key = digest(str(seed), str(made))
        kind, cameo = chance.choice(TYPES)
        day = date(1990, 1, 1) + timedelta(chance.randrange(days))
        sides = []
        for _ in range(2):
            country = countries[min(int(chance.paretovariate(0.9)) - 1, 59)]
            rank = min(int(chance.paretovariate(0.8)), 2_000)
            sides.append(Participant(f"person:{country}-{rank}", "", "person", country))
        city = min(int(chance.paretovariate(0.9)), 500)
        place = Where(f"{city}", f"P{city % 50:02}", False, (city * 7) % 160 - 80.0, (city * 13) % 360 - 180.0)
        topic = [f"{key[:3]}{n}" for n in range(6)]
        for telling in range(min(int(chance.paretovariate(1.2)), 40, number - made)):
            said = frozenset(w for w in topic if chance.random() < 0.8) | {f"w{chance.randrange(500)}"}
            undated = chance.random() < 0.15
            yield EventMention(
                id=digest(key, str(telling)), article=f"a{made}", outlet=f"o{chance.randrange(300)}",
                published=day + timedelta(chance.randrange(3)), type=kind, cameo=cameo, mutual=kind == "CONSULT",
                modality="asserted", source=frozenset(sides[:1]), target=frozenset(sides[1:]),
                start=None if undated else day, end=None if undated else day,
                granularity=None if undated else "day", place=None if chance.random() < 0.4 else place,
                said=said, numbers=frozenset(), sentence=(0, 10),
            )  # fmt: skip
            made += 1


def run(number: int) -> None:
    """One run in this process; a line of JSON. `core` are seconds of a core, which other work does not lengthen."""
    mentions = list(generated(number, days=max(60, number // A_DAY)))
    worked = time.process_time()
    events = resolve_events(mentions)
    core = time.process_time() - worked
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    print(json.dumps({"mentions": number, "events": len(events), "core": round(core, 1), "GB": round(peak, 2)}))


def growth(small: int, large: int) -> int:
    took: list[dict[str, float]] = []
    for number in (small, large):
        made = subprocess.run([sys.executable, __file__, "--run", str(number)], stdout=subprocess.PIPE, check=True)
        took.append(json.loads(made.stdout))
        print(", ".join(f"{name} {value:,}" for name, value in took[-1].items()), flush=True)
    each = took[1]["core"] / large / (took[0]["core"] / small)
    print(f"a mention takes {each:.2f} times as long in {large / small:g} times as many (target under {GROWTH})")
    share = max(1.0, large / 1_000_000)
    return 1 if each > GROWTH or took[1]["core"] > MINUTES * 60 * share or took[1]["GB"] > GIGABYTES * share else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the wrong pairs of the dev half")
    parser.add_argument("--growth", nargs="*", type=int, metavar="N", help="time two numbers of generated mentions")
    parser.add_argument("--run", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        run(given.run)
        return 0
    if given.growth is not None:
        return growth(*(given.growth or (100_000, 1_000_000)))
    return gold(given.errors)


if __name__ == "__main__":
    sys.exit(main())
