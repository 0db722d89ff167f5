#!/usr/bin/env python3
"""Operators over acts ("refused to meet", "a call for talks") in minimal pairs: composition.py [--wrong].

Prints the share of the pairs whose operator's sentence is right in everything, by form and by operator, and how often
what is wrong; --wrong prints those sentences. Fails under the floor in data/gold/test/composition/floor.json.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from kg.evaluation.articles import Share
from kg.evaluation.composition import by_fault, judge, pairs_file, read_floor, read_pairs, shares
from kg.pipeline import Coder


def table(by: Mapping[str, Share]) -> None:
    for name, share in by.items():
        print(f"  {name:16} {share.right:4} of {share.there:4}  {share.value:.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print the sentences that are wrong, and in what")
    wrong = parser.parse_args().wrong
    verdicts = judge(Coder(("events",)), read_pairs(pairs_file()))
    if wrong:
        for verdict in verdicts:
            if verdict.composed:
                pair = verdict.pair
                print(f"{pair.operator}, {pair.form}: {', '.join(verdict.composed)}: {pair.composed.text}")
    print("right under an operator, by form and by operator")
    table(shares(verdicts, lambda pair: pair.form))
    table(shares(verdicts, lambda pair: pair.operator))
    faults = ", ".join(f"{name} {count}" for name, count in by_fault(verdicts).items())
    alone = Share(sum(not verdict.alone for verdict in verdicts), len(verdicts))
    both = [verdict for verdict in verdicts if not verdict.alone]
    print(f"wrong: {faults}")
    print(f"the act alone is right in {alone.right} of {alone.there}  {alone.value:.3f}")
    print(f"of these, under an operator {shares(both, lambda _: 'all')['all'].value:.3f}" if both else "")
    share, floor = shares(verdicts, lambda _: "all")["all"], read_floor(pairs_file().parent)
    print(f"all {share.right} of {share.there}  {share.value:.3f}  floor {floor}")
    return 1 if share.value < floor else 0


if __name__ == "__main__":
    sys.exit(main())
