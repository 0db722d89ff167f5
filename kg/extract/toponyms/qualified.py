"""Names that stand beside each other and settle each other: "Lansing, Mich.", "Georgia's capital Tbilisi"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.extract.countries import is_demonym
from kg.extract.gazetteer import Candidate
from kg.extract.toponyms.distance import km
from kg.extract.toponyms.names import Name
from kg.extract.toponyms.spelling import fold

_QUALIFIES = re.compile(
    r",? {0,2}\(?|,\n? ?| in (?:the )?|, in (?:the )?|'s (?:capital|city|town|port|province|village)(?: of)? "
)


def qualified(
    names: Sequence[Name], choices: Sequence[tuple[Candidate, ...]], text: str, prior: Callable[..., float]
) -> dict[int, Candidate]:
    """The senses that a name beside them settles, by the index of the name; `choices` are all senses of each, `prior`
    is how likely a sense of a folded name is by itself."""
    fixed: dict[int, Candidate] = {}
    for index in range(len(names) - 2, -1, -1):
        here, after = names[index], names[index + 1]
        if not choices[index] or after.start - here.end > 20 or is_demonym(here.words):
            continue
        if not _QUALIFIES.fullmatch(text, here.end, after.start):
            continue
        possessive = text[here.end : after.start].startswith("'s")
        inner, outer = (index + 1, index) if possessive else (index, index + 1)
        around = [fixed[outer]] if outer in fixed else [c for c in choices[outer] if c.level <= 2]
        pairs = [
            (prior(c, fold(names[inner].words)) + prior(region), c, region)
            for region in around
            for c in choices[inner]
            if c.rank and _lies_in(c, region) and c != region
        ]
        if pairs:
            _, fixed[inner], region = max(pairs, key=lambda pair: pair[0])
            fixed.setdefault(outer, region)
    return fixed


def _lies_in(inner: Candidate, outer: Candidate) -> bool:
    if inner.country != outer.country or inner.level <= outer.level:
        return False
    if outer.level == 0:
        return True
    return inner.admin1 == outer.admin1 and (outer.level == 1 or km(inner, outer) < 80)
