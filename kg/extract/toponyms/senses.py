"""Which place a name means: what stands beside it, the other places of the article, how many people live there.

One sense a discourse: the same name means the same place throughout an article, unless a qualifier says otherwise;
"Paris, Texas" once settles every Paris.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from kg.extract.countries import country_of, is_demonym
from kg.extract.gazetteer import Candidate, Gazetteer
from kg.extract.toponyms.distance import km
from kg.extract.toponyms.names import Name
from kg.extract.toponyms.qualified import qualified
from kg.extract.toponyms.spelling import fold
from kg.extract.toponyms.words import word_lists

_AIRPORT = re.compile(r"(?: (?:international|regional|metropolitan|municipal))* air(?:port|field|base)$", re.IGNORECASE)
_ROUNDS = 3
_SEAT_KM = 60.0
"""A region with a town of its name as near as that to its middle is mostly meant by more than the bare name."""
_SENSES = 40
"""Senses of a name that are weighed, the largest first."""
_FAR = 8
"""Places that are this many times `Weights.near_km` apart are not close at all."""
_KM_A_DEGREE = 111
"""Of latitude."""


class Weights(Struct, frozen=True):
    """How much each clue counts, in the unit of a tenfold population; tuned on half of a corpus of local news, with
    texts of world news as a guard, and checked on the other half.

    The first eight are added for the kind of a place, for a byname, for a spelling of our table, and for a region that
    has a town of its name. `same_country`, `same_region` and `near` weigh what other names say, at most `enough` and
    `enough_near` of them; `mentioned_region` is what naming a region itself counts; `near_km` is how fast closeness
    fades; `share` how much a name of many senses says less, `doubt` how much its unlikely senses say less.
    """

    country: float = 1.0
    continent: float = 1.6
    state: float = 0.9
    county: float = 0.15
    sea_or_region: float = 0.2
    byname: float = -2.5
    preferred: float = 3.6
    namesake: float = -3.0
    same_country: float = 0.35
    same_region: float = 1.0
    mentioned_region: float = 1.9
    near: float = 3.5
    near_km: float = 85.0
    share: float = 0.55
    doubt: float = 0.6
    enough: float = 5.0
    enough_near: float = 6.0


WEIGHTS = Weights()
_Region = tuple[str, str]


def resolve(
    names: Sequence[Name], text: str, gazetteer: Gazetteer, weights: Weights = WEIGHTS
) -> list[Candidate | None]:
    """The sense of each name, None where the gazetteer has none."""
    choices = [_choices(name, gazetteer) for name in names]
    article = _Article(names, choices, weights)
    fixed = qualified(names, choices, text, article.prior)
    senses = article.senses(fixed)
    return [fixed.get(index) or senses.get(fold(name.words)) for index, name in enumerate(names)]


def _choices(name: Name, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    if is_demonym(name.words):
        code = country_of(name.words)
        return gazetteer.country(code) if code else ()
    found = gazetteer.lookup(name.words)
    for simpler in (_without_direction(name.words), _AIRPORT.sub("", name.words), *_shorter(name)):
        if found:
            break
        found = gazetteer.lookup(simpler) if simpler else ()
    if name.label == "FAC":
        found = tuple(c for c in found if c.kind != "country")
    return found[:_SENSES]


def _shorter(name: Name) -> Iterator[str]:
    """What is left of a town's name when words that were taken for a part of it are dropped from its end."""
    words = name.words.split()
    if name.label == "GPE":
        for length in range(len(words) - 1, 0, -1):
            yield " ".join(words[:length])


def _without_direction(words: str) -> str | None:
    """The name behind a direction or a kind of place ("northern Syria", "City of Oxford"); None without one."""
    lower = words.casefold()
    for lead in word_lists().directions:
        if lower.startswith(lead + " ") and len(words) > len(lead) + 2:
            return words[len(lead) + 1 :].lstrip()
    return None


class _Article:
    """The names of one article, each with its possible senses."""

    def __init__(self, names: Sequence[Name], choices: Sequence[tuple[Candidate, ...]], weights: Weights) -> None:
        self._weights = weights
        self._where: dict[str, list[int]] = defaultdict(list)
        self._choices: dict[str, tuple[Candidate, ...]] = {}
        for index, name in enumerate(names):
            if choices[index]:
                key = fold(name.words)
                self._where[key].append(index)
                self._choices.setdefault(key, choices[index])
        self._cities = {key: [c for c in found if c.kind == "city"] for key, found in self._choices.items()}

    def prior(self, candidate: Candidate, key: str = "") -> float:
        """What is known without the article, in powers of ten of people."""
        w = self._weights
        score = math.log10(candidate.population + 100)
        score += {0: w.byname, 1: 0.0, 2: w.preferred}[candidate.rank]
        if candidate.kind == "admin":
            score += w.state if candidate.level == 1 else w.county
            if any(km(candidate, city) < _SEAT_KM for city in self._cities.get(key, ())):
                score += w.namesake
        elif candidate.kind == "country":
            score += w.country
        elif candidate.kind == "continent":
            score += w.continent
        elif candidate.kind != "city":
            score += w.sea_or_region
        return score

    def senses(self, fixed: dict[int, Candidate]) -> dict[str, Candidate]:
        """One sense for each name: first by itself, then with regard to what the other names may mean."""
        settled: dict[str, Candidate] = {}
        for key, where in self._where.items():
            said = Counter(sense for index in where if (sense := fixed.get(index)))
            if said:
                settled[key] = said.most_common(1)[0][0]
        weighed = {
            key: [(sense, 0.0)] if (sense := settled.get(key)) else [(c, self.prior(c, key)) for c in found]
            for key, found in self._choices.items()
        }
        counts = {key: 1 + math.log2(len(where)) for key, where in self._where.items()}
        senses = {key: max(found, key=lambda pair: pair[1])[0] for key, found in weighed.items()}
        for _ in range(_ROUNDS):
            context = _Context(senses, weighed, counts, self._weights)
            better = {
                key: max(found, key=lambda pair: pair[1] + context.bonus(key, pair[0]))[0]
                for key, found in weighed.items()
            }
            if better == senses:
                break
            senses = better
        return senses


class _Context:
    """What the other names of the article say about a sense of one of them.

    `weighed` has the senses of each name with their priors, `counts` how much a name counts for how often it is said.
    """

    def __init__(
        self,
        senses: dict[str, Candidate],
        weighed: dict[str, list[tuple[Candidate, float]]],
        counts: dict[str, float],
        weights: Weights,
    ) -> None:
        self._weights = weights
        self._senses = senses
        self._counts = counts
        self._countries: dict[str, float] = defaultdict(float)
        self._support: dict[_Region, float] = defaultdict(float)
        self._given: dict[str, dict[_Region, float]] = {}
        self._points = [(key, sense) for key, sense in senses.items() if sense.level >= 2 and sense.lat is not None]
        del self._points[_SENSES:]
        for key, sense in senses.items():
            self._countries[sense.country or ""] += counts[key]
            given = self._given[key] = self._regions(weighed[key], sense, counts[key])
            for region, share in given.items():
                self._support[region] += share
        self._all = sum(counts.values())

    def _regions(
        self, weighed: Sequence[tuple[Candidate, float]], sense: Candidate, count: float
    ) -> dict[_Region, float]:
        """How much a name speaks for each region that it may lie in: the fewer and the likelier they are, the more."""
        if sense.kind == "country":
            return {}
        if sense.level == 1 and sense.country:
            return {(sense.country, sense.admin1): count * self._weights.mentioned_region}
        best = max(prior for _, prior in weighed)
        likely: dict[_Region, float] = {}
        for candidate, prior in weighed:
            if candidate.country and candidate.admin1:
                region = (candidate.country, candidate.admin1)
                likely[region] = max(likely.get(region, 0.0), 10 ** (self._weights.doubt * (prior - best)))
        scale = count / max(sum(likely.values()), 1.0) ** self._weights.share
        return {region: scale * likelihood for region, likelihood in likely.items()}

    def _closeness(self, candidate: Candidate, latitude: float, key: str) -> Iterator[float]:
        """How close each other place is, 1 for the same; those that the latitude alone puts far away are left out."""
        reach = _FAR * self._weights.near_km / _KM_A_DEGREE
        for other, sense in self._points:
            if other != key and sense.lat is not None and abs(sense.lat - latitude) < reach:
                yield math.exp(-km(candidate, sense) / self._weights.near_km)

    def bonus(self, key: str, candidate: Candidate) -> float:
        w = self._weights
        own = self._counts[key] if self._senses[key].country == candidate.country else 0.0
        country = self._countries[candidate.country or ""] - own if candidate.country else 0.0
        others = max(self._all - self._counts[key], 1.0)
        region = (candidate.country or "", candidate.admin1)
        support = self._support.get(region, 0.0) - self._given[key].get(region, 0.0) if candidate.admin1 else 0.0
        near = 0.0 if candidate.lat is None else sum(self._closeness(candidate, candidate.lat, key))
        return (
            w.same_country * min(country, w.enough) * (country / others)
            + w.same_region * min(support, w.enough)
            + w.near * min(near, w.enough_near)
        )
