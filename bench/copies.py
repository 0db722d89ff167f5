#!/usr/bin/env python3
"""Copies and updates of articles: copies.py [--errors].

Prints precision, recall and F1 of pairs of articles on data/gold/copies, by kind of story, and how many updates stand
in place of what they update. Fails under the floors of data/gold/copies/floor.json.
"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby

import msgspec

from kg.evaluation.copies import Judged, Score, judge, stories
from kg.settings import data


def line(name: str, pairs: tuple[Judged, ...]) -> str:
    found = sum(pair.same and pair.joined for pair in pairs)
    wrong = sum(pair.joined and not pair.same for pair in pairs)
    missed = sum(pair.same and not pair.joined for pair in pairs)
    return f"  {name:12} {len(pairs):4} pairs  {found:3} found  {missed:3} missed  {wrong:3} wrong"


def errors(score: Score) -> None:
    for pair in score.pairs:
        if pair.same != pair.joined:
            told = {each.article.id: each.article for each in pair.story.told}
            said = "missed" if pair.same else "WRONG"
            names = " | ".join(f"{told[key].source}: {told[key].title}" for key in (pair.one, pair.other))
            print(f"{said} [{pair.story.kind}] {names}")
    for article, wanted, found in score.updates:
        if wanted != found:
            print(f"update of {article}: {found}, should be {wanted}")
    for one, other in score.across:
        print(f"WRONG across stories: {one} {other}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what came out wrong")
    given = parser.parse_args()
    floor = msgspec.json.decode(data("gold", "copies", "floor.json").read_bytes(), type=dict[str, float])
    score = judge(stories())
    for kind, pairs in groupby(score.pairs, lambda pair: pair.story.kind):
        print(line(kind, tuple(pairs)))
    updates = score.right_updates / len(score.updates) if score.updates else 1.0
    print(
        f"all {len(score.pairs)} pairs, {sum(pair.same for pair in score.pairs)} of one text: "
        f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  floor {floor['F1']}; "
        f"{score.right_updates} of {len(score.updates)} updates right, floor {floor['updates']}"
    )
    if given.errors:
        errors(score)
    return 1 if score.f1 < floor["F1"] or updates < floor["updates"] else 0


if __name__ == "__main__":
    sys.exit(main())
