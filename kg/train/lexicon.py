"""How well the lexicon of codes agrees with the marked sentences: `python -m kg.train.lexicon data/gold/train/*.txt`.

First what is wrong with the lexicon itself (`lint`), which ends it with exit code 1. Then a table by type, which is
given, as it is to `kg.extract.codes`. Each line after the table is a trigger that the lexicon codes otherwise than a
person did more than once: what an entry in data/lexicon/cameo.json would mend.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, RawTextHelpFormatter
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kg.extract.codes import Entries, Trigger, code, listed, stems
from kg.model import PloverType
from kg.train.corpus import read_all
from kg.train.notation import Marked

_MARKED = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")


class Coded(Struct, frozen=True):
    """One marked event: its code by hand and the lexicon's, and the entry that decided."""

    type: PloverType
    trigger: str
    marked: str
    cameo: str
    entry: str

    def agrees(self, digits: int) -> bool:
        """Whether both codes begin with the same `digits`; a root stands for its unspecified code (17 for 170)."""
        return self.marked.ljust(3, "0")[:digits] == self.cameo.ljust(3, "0")[:digits]


def lint(lexicon: Mapping[PloverType, Entries]) -> Iterator[str]:
    """What is wrong with the entries, a line each: an example that does not show its trigger in brackets, that another
    entry decides, or that has another code; and words that are listed twice, because their stems are the same."""
    for type, entries in lexicon.items():
        for table in (entries.triggers, entries.cues):
            yield from (f"{type} {words}: the same stems" for words in _twins(table))
        for phrase, trigger in entries.triggers.items():
            if wrong := wrong_example(type, phrase, trigger):
                yield f"{type} {phrase}: {wrong}: {trigger.example}"


def wrong_example(type: PloverType, phrase: str, trigger: Trigger) -> str | None:
    """Why the example does not show what the entry says, or None."""
    marked = _MARKED.fullmatch(trigger.example)
    if marked is None:
        return "the example has not one trigger in brackets"
    before, words, after = marked.groups()
    found = code(type, words, before + words + after, len(before))
    if found.entry.split(" + ")[0] != f"{type} {stems(phrase)}":
        return f"the example is decided by {found.entry}"
    wanted = trigger.codes[0].ljust(3, "0")
    return None if found.cameo == wanted else f"the example has {found.cameo} by {found.entry}, not {wanted}"


def _twins(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases that the lexicon cannot tell apart."""
    by_stems: dict[str, list[str]] = {}
    for phrase in phrases:
        by_stems.setdefault(stems(phrase), []).append(phrase)
    return (", ".join(same) for same in by_stems.values() if len(same) > 1)


def coded(sentences: Iterable[Marked]) -> Iterator[Coded]:
    """Every marked event with the code that the lexicon gives it."""
    for sentence in sentences:
        for event in sentence.events:
            start, end = event.trigger
            trigger = sentence.text[start:end]
            found = code(event.type, trigger, sentence.text, start)
            yield Coded(event.type, trigger.lower(), event.cameo, found.cameo, found.entry)


def report(events: Iterable[Coded]) -> str:
    """A table of agreement by type, and the triggers that the lexicon codes wrongly more than once."""
    counts, same, root = Counter[str](), Counter[str](), Counter[str]()
    wrong = Counter[str]()
    for event in events:
        for key in (event.type, "all"):
            counts[key] += 1
            same[key] += event.agrees(3)
            root[key] += event.agrees(2)
        if not event.agrees(3):
            wrong[f"{event.type}.{event.marked} {event.trigger}: {event.cameo} by {event.entry}"] += 1
    rows = [f"{'type':10} {'events':>6} {'3 digits':>8} {'root':>5}"]
    rows += [f"{key:10} {n:6} {same[key] / n:8.3f} {root[key] / n:5.3f}" for key, n in sorted(counts.items())]
    return "\n".join(rows + [f"{n} {line}" for line, n in wrong.most_common() if n > 1])


if __name__ == "__main__":
    parser = ArgumentParser("python -m kg.train.lexicon", description=__doc__, formatter_class=RawTextHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="marked sentences, as data/gold/train/*.txt")
    marked, problems = read_all(parser.parse_args().files)
    for problem in problems:
        print(problem, file=sys.stderr)
    wrong = list(lint(listed()))
    print(*wrong, report(coded(marked)), sep="\n")
    sys.exit(1 if wrong else 0)
