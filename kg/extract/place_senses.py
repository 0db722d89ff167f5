"""Which place a name means: what stands beside it, the other places of the article, how many people live there.

One sense a discourse: the same name means the same place throughout an article, unless a qualifier says otherwise
("Paris, Texas" once settles every Paris).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.extract.countries import country_of, is_demonym
from kg.extract.gazetteer import Candidate, Gazetteer, fold
from kg.extract.place_names import Name

_QUALIFIES = re.compile(
    r",? {0,2}\(?|,\n? ?| in (?:the )?|, in (?:the )?|'s (?:capital |city of |town of |port of |province of )"
)
_KIND_PRIOR = {"country": 3.0, "continent": 3.0, "water": 0.5, "region": 0.8, "facility": 0.3, "city": 0.0}
_ROUNDS = 3
_FAR_KM = 2000.0


def resolve(names: Sequence[Name], text: str, gazetteer: Gazetteer) -> list[Candidate | None]:
    """The sense of each name, None where the gazetteer has none."""
    choices = [_choices(name, gazetteer) for name in names]
    fixed = _qualified(names, choices, text)
    groups: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if choices[index]:
            groups[fold(name.words)].append(index)
    senses = {key: max(choices[where[0]], key=_prior) for key, where in groups.items()}
    settled = {}
    for key, where in groups.items():
        said = Counter(sense for index in where if (sense := fixed.get(index)))
        if said:
            settled[key] = senses[key] = said.most_common(1)[0][0]
    for _ in range(_ROUNDS):
        context = _Context({key: (sense, len(groups[key])) for key, sense in senses.items()}, settled)
        senses = {
            key: settled.get(key) or max(choices[where[0]], key=lambda c: _prior(c) + context.bonus(key, c))
            for key, where in groups.items()
        }
    return [fixed.get(index) or senses.get(fold(name.words)) for index, name in enumerate(names)]


def _choices(name: Name, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    found = gazetteer.lookup(name.words)
    if is_demonym(name.words) or name.words in ("US", "U.S.", "UK", "U.K.", "UAE"):
        code = country_of(name.words)
        found = tuple(c for c in gazetteer.country(code) if code) if code else ()
    if name.label == "FAC":
        found = tuple(c for c in found if c.kind != "country")
    return found


def _prior(candidate: Candidate) -> float:
    """In powers of ten of people; a name of its own counts more than a byname."""
    people = math.log10(candidate.population + 100)
    kind = _KIND_PRIOR.get(candidate.kind, 0.0)
    if candidate.kind == "admin":
        kind = 1.0 if candidate.level == 1 else -0.7
    return people + kind + {0: -1.5, 1: 0.0, 2: 0.8}[candidate.rank]


def _qualified(names: Sequence[Name], choices: Sequence[tuple[Candidate, ...]], text: str) -> dict[int, Candidate]:
    """The senses that the name beside it settles: "Lansing, Mich.", "London, Ontario", "Georgia's capital Tbilisi"."""
    fixed: dict[int, Candidate] = {}
    for index in range(len(names) - 2, -1, -1):
        here, after = names[index], names[index + 1]
        gap = text[here.end : after.start]
        if not choices[index] or not _QUALIFIES.fullmatch(gap) or is_demonym(here.words):
            continue
        outer = (
            [fixed[index + 1]]
            if index + 1 in fixed
            else [c for c in choices[index + 1] if c.level <= 2 and c.kind != "city"]
        )
        pairs = [
            (_prior(c) + _prior(region), c, region)
            for region in outer
            for c in choices[index]
            if _lies_in(c, region) and c != region
        ]
        if pairs:
            _, fixed[index], region = max(pairs, key=lambda pair: pair[0])
            fixed.setdefault(index + 1, region)
    return fixed


def _lies_in(inner: Candidate, outer: Candidate) -> bool:
    if inner.country != outer.country or inner.level <= outer.level:
        return False
    if outer.level == 0:
        return True
    if outer.level == 1:
        return inner.admin1 == outer.admin1
    return inner.admin1 == outer.admin1 and _km(inner, outer) < 80


class _Context:
    """What the other names of the article say about a candidate."""

    def __init__(self, senses: dict[str, tuple[Candidate, int]], settled: dict[str, Candidate]) -> None:
        self._senses = senses
        self._settled = settled
        self._countries = Counter[str]()
        self._regions = Counter[tuple[str, str]]()
        for sense, count in senses.values():
            weight = 1 + min(count, 4) / 2
            if sense.country:
                self._countries[sense.country] += weight
                if sense.admin1:
                    self._regions[sense.country, sense.admin1] += weight

    def bonus(self, key: str, candidate: Candidate) -> float:
        own, count = self._senses[key]
        weight = 1 + min(count, 4) / 2
        country = self._countries[candidate.country or ""] - (weight if own.country == candidate.country else 0)
        same = (own.country, own.admin1) == (candidate.country, candidate.admin1)
        region = self._regions[candidate.country or "", candidate.admin1] - (weight if same else 0)
        near = 0.0
        for other, (sense, _) in self._senses.items():
            if other != key and sense.level == 3 or other in self._settled:
                near += math.exp(-_km(candidate, sense) / 60)
        return min(country, 4) * 0.25 + (min(region, 6) * 0.4 if candidate.admin1 else 0) + min(near, 3) * 0.6


def _km(a: Candidate, b: Candidate) -> float:
    """Great-circle distance; `_FAR_KM` where a coordinate is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return _FAR_KM
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))
