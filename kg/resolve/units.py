"""Units: the article actors of a block that are told alike, taken together, so that the work is done once for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.ids import slug
from kg.model import ActorKind, Alpha3
from kg.resolve.article_actors import ArticleActor, Key, Role, ToldAs, told_as
from kg.resolve.holders import anchor
from kg.resolve.names import PersonName, person_name
from kg.resolve.organizations import OrganizationName, organization_name
from kg.resolve.tables import domain, names

Marks = tuple[str, ...]
_LATE = "9999-12-31"


class Seen:
    """Something that articles say, with the first and the last of their days and how many they are."""

    __slots__ = ("articles", "first", "last")

    def __init__(self) -> None:
        self.articles = 0
        self.first: str | None = None
        self.last: str | None = None

    def add(self, first: str | None, last: str | None, articles: int = 1) -> None:
        self.articles += articles
        if first and (self.first is None or first < self.first):
            self.first = first
        if last and (self.last is None or last > self.last):
            self.last = last


class Unit:
    """Article actors with the same name, country, office holder of the tables, field of life, and marks of decisions;
    of a name that does not tell its bearer, also of one year."""

    __slots__ = (
        "country", "domains", "earliest", "form", "holder", "key", "kinds", "marks", "members", "names", "roles",
        "seen", "year",
    )  # fmt: skip

    def __init__(
        self,
        key: str,
        form: PersonName | OrganizationName,
        country: Alpha3 | None,
        holder: str,
        marks: Marks,
        year: int,
    ) -> None:
        self.key = key
        self.form = form
        self.country = country
        self.holder = holder
        self.marks = marks
        self.year = year
        self.seen = Seen()
        self.names: dict[str, int] = {}
        self.kinds: dict[ActorKind, int] = {}
        self.roles: dict[tuple[str, Alpha3 | None], tuple[str, Seen]] = {}
        """By slug and country: the role as it is written, first by code point, and when it was seen."""
        self.domains: set[str] = set()
        self.members: list[Key] = []
        self.earliest: tuple[str, str, str] | None = None
        """Day, article and name of the member that was published first; one without a day comes last."""

    @property
    def weak(self) -> bool:
        return isinstance(self.form, PersonName) and self.form.weak and not self.holder

    @property
    def private(self) -> bool:
        """Whether all that is known of what the person does lies outside of politics."""
        known = self.domains - {""}
        return bool(known) and known <= names().words.private_domains

    def add(self, alike: Sequence[ArticleActor]) -> None:
        """Article actors that differ by their articles and days only."""
        first, count = alike[0], len(alike)
        days = [actor.day for actor in alike if actor.day]
        first_day, last_day = min(days, default=None), max(days, default=None)
        self.members += [actor.key for actor in alike]
        self.seen.add(first_day, last_day, count)
        self.names[first.name] = self.names.get(first.name, 0) + count
        self.kinds[first.kind] = self.kinds.get(first.kind, 0) + count
        told = min((actor.day or _LATE, actor.article, actor.name) for actor in alike)
        self.earliest = told if self.earliest is None else min(self.earliest, told)
        for role, country in first.roles:
            text, seen = self.roles.get((slug(role), country), (role, Seen()))
            seen.add(first_day, last_day, count)
            self.roles[slug(role), country] = (min(text, role), seen)


def units_of(actors: Iterable[ArticleActor], marks: Mapping[Key, Marks]) -> list[Unit]:
    """The units of one block, by key; which they are does not depend on the order of `actors`."""
    found: dict[object, Unit] = {}
    for (own, _), alike in _alike(actors, marks).items():
        actor = alike[0]
        form: PersonName | OrganizationName
        holder, year, field = "", -1, ""
        if actor.kind == "person":
            form = person_name(actor.name)
            known = anchor(actor)
            holder = known.name if known else ""
            field = _field(actor.roles)
            if form.weak and not holder and actor.day:
                year = int(actor.day[:4])
        else:
            form = organization_name(actor.name, actor.country, actor.kind)
        country = form.country if isinstance(form, OrganizationName) else actor.country
        told = (form, country, holder, own, year, field == "private")
        unit = found.get(told)
        if unit is None:
            unit = found[told] = Unit(_key(*told), form, country, holder, own, year)
        unit.add(alike)
        if actor.kind == "person":
            unit.domains.add(field)
    return [found[told] for told in sorted(found, key=lambda told: found[told].key)]


def _alike(
    actors: Iterable[ArticleActor], marks: Mapping[Key, Marks]
) -> dict[tuple[Marks, ToldAs], list[ArticleActor]]:
    """Article actors by their marks and what is told of them: of the busiest of a corpus there are a hundred thousand,
    told in a few ways."""
    found: dict[tuple[Marks, ToldAs], list[ArticleActor]] = {}
    for actor in actors:
        found.setdefault((marks.get(actor.key, ()), told_as(actor)), []).append(actor)
    return found


def _field(roles: tuple[Role, ...]) -> str:
    """The field of life of the first role that has a known one, politics before all others."""
    fields = {domain(role) for role, _ in roles} - {""}
    public = fields - names().words.private_domains
    return min(public) if public else min(fields, default="")


def _key(
    form: PersonName | OrganizationName, country: Alpha3 | None, holder: str, marks: Marks, year: int, private: bool
) -> str:
    """A text that tells one unit of a block from the others, and orders them."""
    return "\x1f".join((repr(form), country or "", holder, ",".join(marks), str(year), "x" if private else ""))
