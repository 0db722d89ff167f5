"""Whether an operator over an act gives the whole its own type, modality and roles ("offered to meet", "denied having
met"): the minimal pairs of data/gold/test/composition. This is more than their parts: everything must be right at once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from kg import settings
from kg.errors import DataError
from kg.evaluation.articles import Share
from kg.evaluation.sentences import match, overlap
from kg.model import Article, Event, Mention
from kg.pipeline import Coder
from kg.train.notation import Marked, MarkedEvent, Offsets, parse

Form = Literal["active", "passive", "nominal"]
Fault = Literal["missing", "type", "modality", "source", "target", "extra"]
_PUBLISHED = "2020-06-15"  # no date of the pairs is scored
_HEAD = re.compile(r"# operator: (?P<operator>[^,]+), (?P<form>\w+)")


class Pair(Struct, frozen=True):
    """An act told alone, and the same act under an operator."""

    operator: str
    form: Form
    alone: Marked
    composed: Marked


class Verdict(Struct, frozen=True):
    """What is wrong in the two sentences of a pair as they were coded: nothing, if they are right."""

    pair: Pair
    alone: tuple[Fault, ...]
    composed: tuple[Fault, ...]


def pairs_file() -> Path:
    """The file of the pairs: beside the code, not in the wheel."""
    return settings.data("gold", "test", "composition", "pairs.txt")


def read_floor(folder: Path) -> float:
    """Share of the pairs that must be right; DataError if the folder does not say."""
    try:
        return msgspec.json.decode((folder / "floor.json").read_bytes(), type=dict[Literal["pairs"], float])["pairs"]
    except (OSError, KeyError, msgspec.DecodeError) as error:
        raise DataError(f"{folder / 'floor.json'}: no floor for the pairs ({error})") from None


def read_pairs(file: Path) -> list[Pair]:
    """Groups of two marked lines, each under the last line "# operator: OPERATOR, FORM"; other lines that begin with #
    are comments. DataError names file and line of what is no pair."""
    pairs: list[Pair] = []
    head: tuple[str, Form] | None = None
    for number, group in _groups(file.read_text("utf-8")):
        try:
            if len(group) == 1 and group[0].startswith("# operator:"):
                head = _head(group[0])
            elif head is None or len(group) != 2:
                raise DataError(f"not two lines under an operator: {group[0][:40]!r}")
            else:
                pairs.append(Pair(*head, *map(parse, group)))
        except DataError as error:
            raise DataError(f"{file}:{number}: {error}") from None
    if not pairs:
        raise DataError(f"there is no pair in {file}")
    return pairs


def _groups(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that stand together, with the number of the first; an operator's line is a group, comments are none."""
    group: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        comment = line.startswith("#")
        if group and (comment or not line.strip()):
            yield number - len(group), group
            group = []
        if line.startswith("# operator:"):
            yield number, [line]
        elif line.strip() and not comment:
            group.append(line.strip())


def _head(line: str) -> tuple[str, Form]:
    found = _HEAD.fullmatch(line.strip())
    form = next((form for form in get_args(Form) if found and form == found["form"]), None)
    if found is None or form is None:
        raise DataError(f"not '# operator: OPERATOR, {'|'.join(get_args(Form))}': {line}")
    return found["operator"], form


def judge(coder: Coder, pairs: Sequence[Pair]) -> list[Verdict]:
    """Each pair with what is wrong in its sentences, each of them coded as an article of its own."""
    texts = [sentence.text for pair in pairs for sentence in (pair.alone, pair.composed)]
    articles = [Article(id=str(i), text=text, published=_PUBLISHED) for i, text in enumerate(texts)]
    events = [record.events for record in coder.code(articles)]
    return [
        Verdict(pair, faults(pair.alone, alone), faults(pair.composed, composed))
        for pair, alone, composed in zip(pairs, events[::2], events[1::2], strict=True)
    ]


def faults(marked: Marked, events: Sequence[Event]) -> tuple[Fault, ...]:
    """What is wrong: a marked event that is not found, one that is found with another type, modality, source or target,
    an event too many. A STATEMENT too many is no fault."""
    matched = match(marked.events, events)
    known = {event.id for _, event in matched}
    there: set[Fault] = {fault for m, event in matched for fault in _faults(m, event)}
    if len(matched) < len(marked.events):
        there.add("missing")
    if any(event.id not in known and event.type != "STATEMENT" for event in events):
        there.add("extra")
    return tuple(fault for fault in get_args(Fault) if fault in there)


def _faults(marked: MarkedEvent, event: Event) -> Iterator[Fault]:
    if marked.type != event.type:
        yield "type"
    if marked.modality != event.modality:
        yield "modality"
    two_sided = frozenset(marked.source) & frozenset(marked.target)
    sides = (*event.source, *event.target)
    for name, spans, mentions in (
        ("source", marked.source, event.source),
        ("target", marked.target, event.target),
    ):
        found = all(_overlaps(span, sides if span in two_sided else mentions) for span in spans)
        if not (found and all(any(overlap((m.start, m.end), span) for span in spans) for m in mentions)):
            yield "source" if name == "source" else "target"


def _overlaps(span: Offsets, mentions: Iterable[Mention]) -> bool:
    return any(overlap(span, (m.start, m.end)) for m in mentions)


def shares(verdicts: Iterable[Verdict], by: Callable[[Pair], str]) -> dict[str, Share]:
    """Pairs whose operator's sentence is right, by what `by` says of a pair, in the order of the pairs."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for verdict in verdicts:
        counts[by(verdict.pair)][not verdict.composed] += 1
    return {name: Share(count[True], count.total()) for name, count in counts.items()}


def by_fault(verdicts: Iterable[Verdict]) -> dict[Fault, int]:
    """How many operator's sentences have each fault; one may have several."""
    counts = Counter(fault for verdict in verdicts for fault in verdict.composed)
    return {fault: counts[fault] for fault in get_args(Fault)}
