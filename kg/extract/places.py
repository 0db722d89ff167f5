"""The places of an article, and the place of an event."""

from __future__ import annotations

from kg.extract.countries import is_demonym
from kg.extract.gazetteer import Candidate, Gazetteer
from kg.extract.place_names import Name, find_names
from kg.extract.place_senses import resolve
from kg.model import Place
from kg.text.document import Document


def find_places(document: Document, gazetteer: Gazetteer) -> list[Place]:
    """Every mention of a place in the order of the text, resolved where the gazetteer has it."""
    names = find_names(document, gazetteer)
    senses = resolve(names, document.text, gazetteer)
    return [_place(document, name, sense) for name, sense in zip(names, senses, strict=True)]


def _place(document: Document, name: Name, sense: Candidate | None) -> Place:
    text = document.article.text[name.start : name.end]
    if sense is None:
        kind = "facility" if name.label == "FAC" else "place"
        return Place(text=text, start=name.start, end=name.end, name=" ".join(name.words.split()), kind=kind)
    return Place(
        text=text,
        start=name.start,
        end=name.end,
        name=sense.name,
        kind=sense.kind,
        country=sense.country,
        geonames_id=sense.geonames_id,
        lat=sense.lat,
        lon=sense.lon,
    )
