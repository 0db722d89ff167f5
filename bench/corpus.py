"""Made-up records shaped like real ones, for the benchmarks: few actors and places in most events, day by day.

Countries, their actors and their cities are drawn by Zipf's law, articles come in the order of their days over five
years from eleven sources, one article in twelve prints the text of another again. Each actor has one name and country.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from kg.ids import article_digest, event_id, named_actor_id
from kg.model import Actor, ActorKind, Article, ArticleRecord, Event, Mention, Modality, Place, PloverType, Span, When

FIRST_DAY = date(2019, 1, 1)
DAYS = 1826
_CODES = (
    "USA", "RUS", "CHN", "UKR", "IRN", "ISR", "SYR", "GBR", "FRA", "DEU", "TUR", "IND", "PAK", "SAU", "IRQ", "EGY",
    "JPN", "KOR", "PRK", "AFG", "YEM", "LBN", "POL", "VEN", "BRA", "MEX", "CAN", "AUS", "ITA", "ESP", "NGA", "ETH",
    "SDN", "LBY", "SOM", "COD", "MLI", "KEN", "ZAF", "MAR", "DZA", "TUN", "JOR", "QAT", "ARE", "OMN", "KWT", "GEO",
    "ARM", "AZE", "KAZ", "UZB", "BLR", "SRB", "GRC", "ROU", "BGR", "HUN", "CZE", "SVK", "AUT", "CHE", "BEL", "NLD",
    "SWE", "NOR", "FIN", "DNK", "EST", "LVA", "LTU", "MMR", "THA", "VNM", "PHL", "IDN", "MYS", "SGP", "TWN", "LKA",
    "NPL", "BGD", "COL", "PER", "CHL", "ARG", "BOL", "ECU", "CUB", "NIC", "GTM", "HND", "SLV",
)  # fmt: skip
_KINDS: tuple[ActorKind, ...] = ("state", "government", "person", "military", "person", "party", "person", "civilians")
_PER_COUNTRY = 40
_SOURCES = (
    "Agency",
    "Wire",
    "Daily",
    "Herald",
    "Courier",
    "Times",
    "Observer",
    "Post",
    "Tribune",
    "Star",
    "Echo",
    "Sun",
)
_MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "hypothetical", "denied", "alleged")


class _Kind(NamedTuple):
    type: PloverType
    weight: int
    cameo: str
    mode: str | None
    quad: int
    goldstein: float | None


_TYPES = (
    _Kind("STATEMENT", 18, "010", None, 1, 0.0), _Kind("CONSULT", 18, "040", "meet", 1, 1.0),
    _Kind("CONSULT", 7, "042", "visit", 1, 1.9), _Kind("AGREE", 5, "057", None, 1, 8.0),
    _Kind("SUPPORT", 5, "051", None, 1, 3.4), _Kind("COOPERATE", 4, "060", None, 2, 6.0),
    _Kind("AID", 4, "071", None, 2, 7.4), _Kind("CONCEDE", 2, "080", None, 2, 5.0),
    _Kind("RETREAT", 1, "087", "withdraw", 2, 9.0), _Kind("REQUEST", 6, "100", None, 3, -5.0),
    _Kind("ACCUSE", 9, "112", None, 3, -2.0), _Kind("REJECT", 4, "120", None, 3, -4.0),
    _Kind("THREATEN", 4, "138", None, 3, -7.0), _Kind("PROTEST", 3, "141", "demo", 4, -6.5),
    _Kind("SANCTION", 2, "161", "withdraw", 4, -4.0), _Kind("MOBILIZE", 2, "154", None, 4, -7.2),
    _Kind("COERCE", 3, "173", "arrest", 4, -5.0), _Kind("ASSAULT", 7, "190", None, 4, -10.0),
)  # fmt: skip


def _persons() -> dict[tuple[int, int], str]:
    """The names of persons, by country and number; no two are called the same."""
    chance = random.Random("names")
    names: dict[str, tuple[int, int]] = {}
    for country in range(len(_CODES)):
        for number in (number for number in range(_PER_COUNTRY) if _KINDS[number % len(_KINDS)] == "person"):
            while (name := " ".join("".join(chance.choices(_SYLLABLES, k=3)).title() for _ in range(2))) in names:
                pass
            names[name] = (country, number)
    return {place: name for name, place in names.items()}


_SYLLABLES = ("ba", "de", "fi", "gar", "ho", "ki", "lo", "mu", "nes", "po", "ran", "sor", "ti", "vel", "zan")
_PERSONS = _persons()


class Zipf:
    """Choices of which the first is the likeliest, the n-th about 1/n as likely."""

    def __init__(self, count: int, exponent: float = 1.0) -> None:
        self._sums = list(accumulate(1 / (rank + 1) ** exponent for rank in range(count)))

    def choose(self, chance: random.Random) -> int:
        return min(bisect(self._sums, chance.random() * self._sums[-1]), len(self._sums) - 1)


def records(events: int, seed: int = 0) -> Iterator[ArticleRecord]:
    """The records of articles with about `events` events in all, the same for the same arguments."""
    return (record for _, record in articles(events, seed))


def articles(events: int, seed: int = 0) -> Iterator[tuple[Article, ArticleRecord]]:
    """Articles with about `events` events in all, and their records. Articles of one text have one `Article.text`,
    which is no more than a name for it."""
    chance = random.Random(seed)
    world = _World()
    count_of_articles = events * 2 // 7
    last: list[Article] = []
    for number in range(count_of_articles):
        published = FIRST_DAY + timedelta(days=number * DAYS // count_of_articles)
        again = last and chance.random() < 1 / 12
        text = chance.choice(last).text if again else f"Text {seed}/{number}"
        if again:
            published = date.fromisoformat(next(a.published or "" for a in last if a.text == text))
        article = Article(
            id=f"article-{seed}-{number}", text=text, published=published.isoformat(), title=f"Headline {number}",
            url=f"https://example.org/{number}", source=_SOURCES[_SOURCE.choose(chance)],
        )  # fmt: skip
        last = [*last[-30:], article]
        of_text = random.Random(text)
        count = of_text.choice((0, 1, 2, 3, 3, 4, 5, 6, 8))
        yield (
            article,
            ArticleRecord(
                id=article.id,
                published=article.published,
                events=tuple(world.event(of_text, article, position, published) for position in range(count)),
                title=article.title,
                url=article.url,
                source=article.source,
                digest=article_digest(article),
            ),
        )


_SOURCE = Zipf(len(_SOURCES))


class _World:
    def __init__(self) -> None:
        self._countries, self._actors, self._cities = Zipf(len(_CODES)), Zipf(_PER_COUNTRY, 1.2), Zipf(12)

    def event(self, chance: random.Random, article: Article, position: int, published: date) -> Event:
        kind = chance.choices(_TYPES, [each.weight for each in _TYPES])[0]
        start = position * 200
        home = self._countries.choose(chance)
        sources = self._mentions(chance, home, start, chance.choice((1, 1, 1, 1, 1, 2)))
        away = self._countries.choose(chance) if chance.random() < 0.7 else home
        targets = self._mentions(chance, away, start + 60, chance.choice((0, 1, 1, 1, 1, 2)))
        if kind.type == "CONSULT" and chance.random() < 0.3:
            sources = targets = (*sources, *targets)
        return Event(
            id=event_id(article_digest(article), start + 40, start + 45, kind.type, position),
            sentence=Span(text=f"Sentence {position} of {article.text}: who did what", start=start, end=start + 150),
            trigger=Span(text="acted", start=start + 40, end=start + 45),
            type=kind.type, mode=kind.mode, cameo=kind.cameo, quad=kind.quad, goldstein=kind.goldstein,
            source=sources, target=targets, date=_when(chance, published),
            place=self._place(chance, home if chance.random() < 0.6 else away, start),
            modality=chance.choices(_MODALITIES, (78, 8, 5, 3, 6))[0],
            speaker=self._mentions(chance, home, start + 100, 1)[0] if chance.random() < 0.3 else None,
            confidence=round(0.4 + 0.6 * chance.random(), 3), rule="generated",
        )  # fmt: skip

    def _mentions(self, chance: random.Random, country: int, start: int, count: int) -> tuple[Mention, ...]:
        chosen = dict.fromkeys(self._actors.choose(chance) for _ in range(count))
        return tuple(_mention(country, number, start + 10 * place) for place, number in enumerate(chosen))

    def _place(self, chance: random.Random, country: int, start: int) -> Place | None:
        if chance.random() < 0.45:
            return None
        city = self._cities.choose(chance)
        name = f"City {city} of {_CODES[country]}"
        return Place(
            text=name, start=start + 120, end=start + 130, name=name, kind="city", country=_CODES[country],
            geonames_id=str(1000 + country * 100 + city), lat=float(country - 40), lon=float(city * 3),
        )  # fmt: skip


def _mention(country: int, number: int, start: int) -> Mention:
    code, kind = _CODES[country], _KINDS[number % len(_KINDS)]
    name = _PERSONS.get((country, number)) or (
        f"State of {code}" if number == 0 else f"{kind.title()} {number} of {code}"
    )
    role = "minister" if kind == "person" and number < 10 else None
    actor = Actor(
        id=named_actor_id(name, kind), name=name, kind=kind, country=code, role=role, role_country=role and code
    )
    return Mention(text=name, start=start, end=start + 9, actor=actor)


def _when(chance: random.Random, published: date) -> When | None:
    drawn = chance.random()
    if drawn < 0.15:
        return None
    if drawn < 0.9:
        day = (published - timedelta(days=chance.choice((0, 0, 1, 1, 2, 5)))).isoformat()
        return When(start=day, end=day, granularity="day", basis=chance.choice(("explicit", "relative")))
    year = published.replace(month=1, day=1)
    return When(start=year.isoformat(), end=None, granularity="year", basis="explicit")
