"""Prints `data/lexicon/casing.json`: how words are written in the marked sentences and in the tables of names.

    python bench/casing.py > data/lexicon/casing.json

The first word of a sentence tells nothing and is left out.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator

from kg.settings import data
from kg.train.corpus import marked_files, read_all

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
LONGEST_NAME = 5
OFTEN = 3
"""How often a name of several words must be there, in the marked sentences."""
JOINING = frozenset({"of", "for", "the", "and"})
TABLES = ("organizations", "parties", "armed_groups", "media")


def table_names() -> Iterator[str]:
    """Names of organisations, parties, armed groups, media, countries and regions."""
    for table in TABLES:
        for entry in json.loads(data("actors", f"{table}.json").read_text("utf-8")):
            yield from (entry["name"], *entry.get("aliases", ())) if isinstance(entry, dict) else (entry,)
    for file in ("countries", "regions"):
        with data("gazetteer", f"{file}.csv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                yield from (name for name in (row["name"], *row["names"].split(";")) if name)


def is_name(words: list[str], small: set[str], roles: set[str]) -> bool:
    """Whether capitalised words make a name whose last one is small by itself and no role ("White House")."""
    inner = all(word[0].isupper() or word in JOINING for word in words)
    return inner and words[0][0].isupper() and words[-1][0].isupper() and words[-1].lower() in small - roles


def main() -> None:
    marked, _ = read_all(marked_files(data("gold", "train")))
    forms: dict[str, Counter[str]] = {}
    runs: dict[str, Counter[str]] = {}
    for sentence in marked:
        words = WORD.findall(sentence.text)[1:]
        for first, word in enumerate(words):
            forms.setdefault(word.lower(), Counter())[word] += 1
            for last in range(first + 2, min(first + LONGEST_NAME, len(words)) + 1):
                run = " ".join(words[first:last])
                if run in sentence.text:
                    runs.setdefault(run.lower(), Counter())[run] += 1
    usual = {word: counts.most_common(1)[0][0] for word, counts in forms.items()}
    small = {word for word, form in usual.items() if form == word and word.isalpha()}
    written = {w: f for w, f in usual.items() if w.isalpha() and f != w and f != w.capitalize()}
    roles = set(json.loads(data("actors", "roles.json").read_text("utf-8")))
    often = (form for counts in runs.values() for form, count in counts.most_common(1) if count >= OFTEN)
    names = {name for name in often if is_name(name.split(" "), small, roles)} | set(table_names())
    for name in list(names):
        if name.isalpha() and name.isupper() and len(name) > 1 and name.lower() not in small:
            written[name.lower()] = name
    several = sorted(
        name
        for name in names
        if " " in name
        and all(part[0].isupper() for part in (name.split()[0], name.split()[-1]))
        and any(part.lower() in small and part[0].isupper() for part in name.split())
    )
    made = {"small": sorted(small), "written": dict(sorted(written.items())), "names": several}
    print(json.dumps(made, ensure_ascii=False, indent=0))


if __name__ == "__main__":
    main()
