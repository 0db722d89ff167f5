#!/usr/bin/env python3
"""Shared runs of eight words between our marked sentences and development gold: overlap.py [GOLD_DIR]; fails if any.

What the coder learns from must not come from what it is measured on.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.settings import data
from kg.train.corpus import marked_files, read_all

LENGTH = 8


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    yield from (tuple(words[i : i + LENGTH]) for i in range(len(words) - LENGTH + 1))


def main() -> int:
    gold = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/gold")
    texts = [json.loads(line)["text"] for file in sorted(gold.glob("*.in.jsonl")) for line in file.open("rb")]
    theirs = {run for text in texts for run in runs(text)}
    ours, problems = read_all([*marked_files(data("gold", "train")), *marked_files(data("gold", "test"))])
    shared = [marked.text for marked in ours if any(run in theirs for run in runs(marked.text))]
    for text in shared:
        print(f"shares {LENGTH} words in a row: {text}")
    print(f"{len(ours)} marked sentences, {len(shared)} share {LENGTH} words in a row with one of {len(texts)} texts")
    return 1 if shared or problems or not theirs else 0


if __name__ == "__main__":
    sys.exit(main())
