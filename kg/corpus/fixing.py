"""What an analyst writes for a slot, as the value of a decision, with what places and actors there are."""

from __future__ import annotations

import msgspec

from kg.corpus.corpus import Corpus
from kg.corpus.objects import actor
from kg.model import Actor, Place
from kg.resolve.slots import NONE


def slot_value(corpus: Corpus, slot: str, told: str, country: str | None = None) -> dict[str, str | None]:
    """The value of a decision that fixes a slot. UsageError for actors who are not in the corpus."""
    value: dict[str, str | None] = {"slot": slot, "value": told.strip()}
    if told.strip() == NONE:
        return value
    if slot == "place":
        value["place"] = msgspec.json.encode(_place(told.strip(), country)).decode()
    if slot in ("source", "target", "speaker"):
        people = [_actor(corpus, name.strip()) for name in told.split(";") if name.strip()]
        value["actors"] = msgspec.json.encode(people).decode()
    return value


def _place(name: str, country: str | None) -> Place:
    """The largest of that name, in that country if one is told; a place that the gazetteer has not keeps its name."""
    from kg.extract.gazetteer import load

    fitting = [each for each in load().lookup(name) if country in (None, each.country)]
    if not fitting:
        return Place(text="", start=0, end=0, name=name, kind="place", country=country)
    best = max(fitting, key=lambda each: (each.rank, each.population))
    return Place(
        text="", start=0, end=0, name=best.name, kind=best.kind, country=best.country, geonames_id=best.geonames_id,
        lat=best.lat, lon=best.lon,
    )  # fmt: skip


def _actor(corpus: Corpus, name: str) -> Actor:
    known = actor(corpus, name)
    first = next(each for each in known.members if each.name == known.name)
    return Actor(id=first.actor, name=first.name, kind=first.kind, country=first.country)
