"""One act told by two words of one clause is one event: "launched a probe", "placed X under house arrest"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kg.extract.found import Argument, Found

_ANOTHER_CLAUSE = re.compile(
    r'[,;:"()]|(?<!\w)(?:and|or|but|who|which|that|whom|whose|after|before|while|when|where|as|since|because|if|until)'
    r"(?!\w)"
)
_WORDS = 9
"""Words that may stand between the two; of 31 such pairs of one type and the same actors in our test sentences none was
two events."""
_JOINED = 3
"""Up to so many words between them belong to one trigger: "pay a state visit"."""


def once(found: Iterable[Found], text: str) -> list[Found]:
    """The events of a document in the order of its `text`, each told once: the more probable of two is kept, its
    trigger widened to both where they stand close."""
    kept: list[Found] = []
    for each in found:
        if kept and _same(kept[-1], each, text[kept[-1].trigger.end : each.trigger.start]):
            kept[-1] = _joined(kept[-1], each, text)
        else:
            kept.append(each)
    return kept


def _same(first: Found, second: Found, between: str) -> bool:
    return (
        (first.sentence, first.type) == (second.sentence, second.type)
        and _spans(first.source) == _spans(second.source)
        and _alike(first.target, second.target, len(between.split()))
        and not _ANOTHER_CLAUSE.search(between)
    )


def _alike(one: Sequence[Argument], other: Sequence[Argument], words: int) -> bool:
    """Whether both have the same targets; where they stand close, one may lack some that the other has."""
    a, b = _spans(one), _spans(other)
    return (a <= b or b <= a) if words <= _JOINED else a == b and words <= _WORDS


def _spans(arguments: Sequence[Argument]) -> set[tuple[int, int]]:
    return {(a.start, a.end) for a in arguments}


def _joined(first: Found, second: Found, text: str) -> Found:
    better = max(first, second, key=lambda f: f.trigger.score)
    better = replace(better, target=max(better.target, first.target, second.target, key=len))
    if len(text[first.trigger.end : second.trigger.start].split()) > _JOINED:
        return better
    return replace(better, trigger=replace(better.trigger, start=first.trigger.start, end=second.trigger.end))
