"""A small made-up corpus: meetings told from both sides, accusations, statements, an attack, and awkward names.

`meet-irn` and `meet-rus` are one meeting; `daily-1` prints the text of `wire-2` again, so both have the same event;
`wire-4` has actors without a name, or with half of one, and Oman between Iran and the United States.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.ids import named_actor_id, unnamed_actor_id
from kg.model import Actor, ActorKind, ArticleRecord, Event, Mention, Modality, Place, PloverType, Span, When

QUAD: dict[str, int] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "ACCUSE": 3, "STATEMENT": 1, "THREATEN": 3,
    "SANCTION": 4, "ASSAULT": 4, "COERCE": 4, "CONCEDE": 2,
}  # fmt: skip
GOLDSTEIN: dict[str, float] = {"042": 1.9, "040": 1.0, "112": -2.0, "163": -8.0, "138": -7.0, "190": -10.0, "071": 7.4}
HOSTILE = """Jo "Q" O'Neil} {x} `y` $actor \\ // =1+1"""


def actor(name: str, kind: ActorKind, country: str | None, role: str | None = None) -> Mention:
    key = named_actor_id(name, kind)
    role_country = country if role else None
    who = Actor(id=key, name=name, kind=kind, country=country, role=role, role_country=role_country)
    return Mention(text=name, start=0, end=len(name), actor=who)


SHAMKHANI = actor("Ali Shamkhani", "person", "IRN", "secretary of the Supreme National Security Council")
SHAMKHANI_IN_TASS = actor("Ali Shamkhânî", "person", "IRN")
LAVRENTIEV = actor("Alexander Lavrentiev", "person", "RUS", "special envoy on Syria")
HOSTILE_ACTOR = actor(HOSTILE, "person", "IRL")
MINISTER = actor("Maria Peña", "person", "ESP", "foreign minister")
IRAN = actor("Iran", "state", "IRN")
RUSSIA = actor("Russia", "state", "RUS")
USA = actor("United States", "state", "USA")
ARMY = actor("Syrian army", "military", "SYR")
DAESH = actor("Daesh", "armed_group", None)
OMAN = actor("Oman", "state", "OMN")
ALBUSAIDI = actor("Badr Albusaidi", "person", "OMN", "foreign minister")
ALBUSAIDI_IN_SHORT = actor("Albusaidi", "person", None)
GUNMEN = Mention(
    text="three gunmen", start=0, end=12,
    actor=Actor(id=unnamed_actor_id("8", "three gunmen"), name="three gunmen", kind="armed_group", country="SYR"),
)  # fmt: skip
MALI = actor("Mali", "state", "MLI")
NIGER = actor("Niger", "state", "NER")
MAYOR = actor("Awa Sangaré", "person", "MLI")


@dataclass(frozen=True)
class Spot:
    """A place of the corpus."""

    name: str
    country: str | None
    geonames_id: str | None
    lat: float | None = None
    lon: float | None = None

    def record(self) -> Place:
        return Place(
            text=self.name, start=0, end=len(self.name), name=self.name, kind="city", country=self.country,
            geonames_id=self.geonames_id, lat=self.lat, lon=self.lon,
        )  # fmt: skip


TEHRAN = Spot("Tehran", "IRN", "112931", 35.69, 51.42)
ASTANA = Spot("Astana", "KAZ", "1526273", 51.18, 71.45)
ZAWR = Spot("Dayr al-Zawr", "SYR", "170592", 35.34, 40.14)
SOMEWHERE = Spot("the old mill", None, None)


def day(date: str) -> When:
    return When(start=date, end=date, granularity="day", basis="explicit", text=date, start_char=0, end_char=10)


def event(
    key: str,
    kind: PloverType,
    cameo: str,
    source: tuple[Mention, ...],
    target: tuple[Mention, ...],
    sentence: str,
    *,
    mode: str | None = None,
    date: When | None = None,
    place: Spot | None = None,
    modality: Modality = "asserted",
    speaker: Mention | None = None,
    confidence: float = 0.9,
) -> Event:
    return Event(
        id=key, sentence=Span(text=sentence, start=0, end=len(sentence)),
        trigger=Span(text=sentence.split()[0], start=0, end=len(sentence.split()[0])), type=kind, mode=mode,
        cameo=cameo, quad=QUAD[kind], source=source, target=target, date=date, place=place.record() if place else None,
        modality=modality, speaker=speaker, confidence=confidence, rule="test", goldstein=GOLDSTEIN.get(cameo),
    )  # fmt: skip


SANCTION = event(
    "sanction", "COERCE", "163", (USA,), (RUSSIA, IRAN), "It imposed sanctions on Russia and Iran.",
    date=day("2018-03-20"),
)  # fmt: skip

RECORDS = (
    ArticleRecord(
        id="presstv-1", published="2017-09-05", title="Iran and Russia: \"fruit\" of cooperation", source="PressTV",
        url="https://example.org/presstv-1", digest="1",
        events=(
            event("meet-irn", "CONSULT", "042", (SHAMKHANI,), (LAVRENTIEV,), "Shamkhani met the envoy in Tehran.",
                  mode="meet", date=day("2017-09-05"), place=TEHRAN),
            event("said-irn", "STATEMENT", "010", (SHAMKHANI,), (), "Cooperation is bearing fruit, he said.",
                  date=day("2017-09-05")),
            event("siege", "ASSAULT", "190", (ARMY,), (DAESH,), "The army broke the siege of Dayr al-Zawr.",
                  date=day("2017-09-05"), place=ZAWR, speaker=SHAMKHANI),
        ),
    ),
    ArticleRecord(
        id="tass-1", published="2017-09-06", title="Envoy back from Tehran", source="TASS", digest="2",
        events=(
            event("meet-rus", "CONSULT", "042", (LAVRENTIEV, SHAMKHANI_IN_TASS), (LAVRENTIEV, SHAMKHANI_IN_TASS),
                  "Lavrentiev and Shamkhani met on Tuesday.", mode="meet", date=day("2017-09-05"), confidence=0.7),
            event("meet-later", "CONSULT", "046", (LAVRENTIEV,), (SHAMKHANI,), "They will meet in Astana next week.",
                  mode="meet", date=When(start="2017-09-11", end="2017-09-17", granularity="week", basis="relative"),
                  place=ASTANA, modality="planned", speaker=LAVRENTIEV),
            event("meet-march", "CONSULT", "042", (LAVRENTIEV,), (SHAMKHANI,), "He was last received in March.",
                  mode="visit", date=When(start="2017-03-01", end="2017-03-31", granularity="month", basis="relative")),
            event("phone", "CONSULT", "041", (LAVRENTIEV,), (MINISTER,), "He rang Peña.", mode="phone",
                  date=day("2017-09-06")),
        ),
    ),
    ArticleRecord(
        id="undated", published=None, digest="3",
        events=(
            event("meet-undated", "CONSULT", "040", (HOSTILE_ACTOR,), (MINISTER,), "Once, <b>they</b> met | talked.",
                  mode="meet", place=SOMEWHERE),
            event("said-undated", "STATEMENT", "010", (HOSTILE_ACTOR,), (MINISTER,), "=HYPERLINK(\"x\") he told her.",
                  confidence=0.5),
        ),
    ),
    ArticleRecord(
        id="wire-1", published="2018-03-02", title="Washington accuses Tehran", source="Wire", digest="4",
        events=(
            event("accuse", "ACCUSE", "112", (USA,), (IRAN,), "Washington accused Iran of shelling Dayr al-Zawr.",
                  date=day("2018-03-01")),
            event("shelling", "ASSAULT", "190", (IRAN,), (), "Washington accused Iran of shelling Dayr al-Zawr.",
                  place=ZAWR, modality="alleged", speaker=USA, confidence=0.6),
            event("threat", "THREATEN", "138", (IRAN,), (USA,), "Iran threatened to answer with force.",
                  date=day("2018-03-02")),
            event("no-talks", "CONSULT", "040", (USA,), (IRAN,), "There were no talks with Iran.", mode="meet",
                  date=day("2018-03-02"), modality="denied"),
        ),
    ),
    ArticleRecord(
        id="wire-2", published="2018-03-20", title="Sanctions", source="Wire", digest="5",
        events=(
            SANCTION,
            event("aid", "AID", "071", (RUSSIA,), (IRAN,), "Russia has lent to Iran since 2016.",
                  date=When(start="2016-01-01", end=None, granularity="year", basis="explicit")),
        ),
    ),
    ArticleRecord(
        id="wire-4", published="2018-01-15", title="Muscat between the two", source="Wire", digest="8",
        events=(
            event("oman-iran", "CONSULT", "040", (OMAN,), (IRAN,), "Oman received Iran's delegation.", mode="meet",
                  date=day("2018-01-10")),
            event("oman-usa", "CONSULT", "041", (OMAN,), (USA,), "Oman telephoned Washington.", mode="phone",
                  date=day("2018-01-12")),
            event("talks", "CONSULT", "040", (USA, IRAN), (USA, IRAN), "Americans and Iranians met in Astana.",
                  mode="meet", date=day("2018-01-14"), place=ASTANA, speaker=ALBUSAIDI),
            event("met-before", "CONSULT", "042", (RUSSIA,), (IRAN,), "Russia was in Tehran in February 2017.",
                  mode="visit", place=TEHRAN,
                  date=When(start="2017-02-01", end="2017-02-28", granularity="month", basis="explicit")),
            event("gunmen", "ASSAULT", "190", (GUNMEN,), (ARMY,), "Three gunmen shot at soldiers.",
                  date=day("2018-01-14"), place=ZAWR, confidence=0.4),
            event("said-in-short", "STATEMENT", "010", (ALBUSAIDI_IN_SHORT,), (), "Albusaidi was hopeful.",
                  date=day("2018-01-15")),
            event("said-in-full", "STATEMENT", "010", (ALBUSAIDI,), (), "Badr Albusaidi was hopeful.",
                  date=day("2018-01-15")),
        ),
    ),
    ArticleRecord(id="daily-1", published="2018-03-21", title="Sanctions", source="Daily", digest="7",
                  events=(SANCTION,)),
    ArticleRecord(
        id="wire-5", published="2018-06-02", title="Pact and arrest", source="Wire", digest="9",
        events=(
            event("pact", "AGREE", "057", (MALI, NIGER), (MALI, NIGER), "Mali and Niger signed a pact.",
                  date=day("2018-06-01")),
            event("talks-before", "CONSULT", "046", (MALI, NIGER), (MALI, NIGER), "Talks began in May 2018.",
                  mode="negotiate", date=day("2018-05-20")),
            event("arrest", "COERCE", "173", (MALI,), (MAYOR,), "Mali arrested Sangaré.", mode="arrest",
                  date=day("2018-06-01")),
            event("curb", "SANCTION", "163", (NIGER,), (MALI,), "Niger closed the border.", mode="restrict",
                  date=day("2018-06-02")),
        ),
    ),
    ArticleRecord(
        id="daily-2", published="2018-06-05", title="Freed", source="Daily", digest="10",
        events=(
            event("no-arrest", "COERCE", "173", (MALI,), (MAYOR,), "Mali denies that it held her.", mode="arrest",
                  modality="denied", speaker=MALI),
            event("freed", "CONCEDE", "084", (MALI,), (MAYOR,), "Sangaré was freed on Monday.", mode="release",
                  date=day("2018-06-04")),
            event("eased", "CONCEDE", "085", (NIGER,), (MALI,), "Niger opened the border again.", mode="ease",
                  date=day("2018-06-05")),
            event("talks-planned", "CONSULT", "046", (MALI,), (NIGER,), "They will negotiate on Friday.",
                  mode="negotiate", date=day("2018-06-08"), modality="planned"),
            event("talks-held", "CONSULT", "046", (MALI, NIGER), (MALI, NIGER), "Mali and Niger negotiated on Friday.",
                  mode="negotiate", date=day("2018-06-08")),
        ),
    ),
    ArticleRecord(id="wire-3", published="2018-03-20", title="Weather", source="Wire", digest="6"),
)  # fmt: skip

SET_ASIDE = [
    {"id": "no-text", "name": "/news/empty.txt", "file": "/news/empty.txt", "line": None,
     "reason": "empty: there is no text"},
    {"id": "no-json", "name": "/news/wire.jsonl:7", "file": "/news/wire.jsonl", "line": 7, "reason": "not JSON"},
    {"id": "no-id", "name": "/news/wire.jsonl:12", "file": "/news/wire.jsonl", "line": 12, "reason": 'no "id"'},
]  # fmt: skip
"""What a build could not use."""
