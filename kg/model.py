"""The records that the stages hand to each other, and their one JSON form.

Every offset is a Python character offset into `Article.text` as given; `start` is the first character, `end` is one
past the last. Field names are a contract with everyone who reads the JSON Lines: a field may be added, none renamed.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT",
]  # fmt: skip
Modality = Literal["asserted", "planned", "hypothetical", "denied", "alleged"]
ActorKind = Literal[
    "person", "state", "government", "military", "armed_group", "party", "organization", "ngo", "civilians", "media",
    "other",
]  # fmt: skip
Granularity = Literal["day", "week", "month", "season", "quarter", "year"]
DateBasis = Literal["explicit", "relative", "context", "publication"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Offset = Annotated[int, Meta(ge=0)]
IsoDate = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Alpha3 = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
Probability = Annotated[float, Meta(ge=0, le=1)]


class Article(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One news article as read. `published` is an ISO date; everything except `id` and `text` may be unknown."""

    id: Annotated[str, Meta(min_length=1)]
    text: str
    title: str | None = None
    published: IsoDate | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    """As the input states it, a BCP 47 tag such as `en` or `en-GB`."""


class Problem(Struct, frozen=True, kw_only=True):
    """One thing wrong with an input, for the summary: `file:line: reason`. `set_aside` is False for a mere warning."""

    file: str
    line: int | None
    reason: str
    set_aside: bool = True

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.reason}"


class Actor(Struct, frozen=True, kw_only=True):
    """Who a mention stands for after coreference. `country` and `role_country` are ISO 3166 alpha-3 codes."""

    id: str
    name: str
    kind: ActorKind
    country: Alpha3 | None = None
    role: str | None = None
    role_country: Alpha3 | None = None
    basis: str = ""
    """How the mention was identified, in words for `kg explain`."""


class Mention(Struct, frozen=True, kw_only=True):
    """Words of the text that stand for an actor."""

    text: str
    start: Offset
    end: Offset
    actor: Actor


class Span(Struct, frozen=True, kw_only=True):
    """Words of the text."""

    text: str
    start: Offset
    end: Offset


class When(Struct, frozen=True, kw_only=True):
    """When an event happened: ISO dates, both ends included; `end` is null while it goes on.

    `text`, `start_char`, `end_char` are the words that say so, null where the date comes from the context.
    """

    start: IsoDate
    end: IsoDate | None
    granularity: Granularity
    basis: DateBasis
    text: str | None = None
    start_char: Offset | None = None
    end_char: Offset | None = None


class Time(Struct, frozen=True, kw_only=True):
    """A temporal expression with its TIMEX3 type and value ("2017-09-05", "2013-W12", "P3Y")."""

    text: str
    start: Offset
    end: Offset
    type: TimexType
    value: str


class Place(Struct, frozen=True, kw_only=True):
    """Words of the text that name a place, and the GeoNames entry they mean; the last four are null if unresolved.

    For a place that the text does not say beside the event (dateline, context), the span is that of the words it
    was taken from.
    """

    text: str
    start: Offset
    end: Offset
    name: str
    kind: str
    country: Alpha3 | None = None
    geonames_id: str | None = None
    lat: float | None = None
    lon: float | None = None


class Event(Struct, frozen=True, kw_only=True):
    """One mention of an event: who did what to whom, when, where, and who says so.

    `quad` is the quad class of `type` (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
    conflict); `rule` names the model version and the lexicon entry that decided; `scores` and `why` are what
    `kg explain` shows: probabilities by slot, and in words how date and place were worked out.
    """

    id: str
    sentence: Span
    trigger: Span
    type: PloverType
    mode: str | None
    cameo: Annotated[str, Meta(pattern=r"^\d{2,4}$")]
    quad: Annotated[int, Meta(ge=1, le=4)]
    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    date: When | None
    place: Place | None
    modality: Modality
    speaker: Mention | None
    confidence: Probability
    rule: str
    goldstein: float | None = None
    scores: dict[str, float] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)


class ArticleRecord(Struct, frozen=True, kw_only=True):
    """What extraction gives for one article: one line of the JSON Lines. A layer that was not asked for is empty."""

    id: str
    published: IsoDate | None
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    title: str | None = None
    url: str | None = None
    source: str | None = None
    digest: str = ""
    """Of the article (text, publication date, title, url, source) and of what codes it (weights, tables, version):
    equal digests, equal records."""
