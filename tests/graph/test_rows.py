from __future__ import annotations

from datetime import date

import msgspec
import pytest
from generate import records
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.graph import schema
from kg.graph.keys import node_id, storable
from kg.graph.rows import ArticleRows, rows_of
from kg.model import Actor, ArticleRecord, Event, Mention, Place, Span, When


def _record(**changes: object) -> ArticleRecord:
    def mention(text: str, start: int, name: str, role: str | None = None, of: str | None = None) -> Mention:
        actor = Actor(id=f"person:{name}", name=name, kind="person", country="IRN", role=role, role_country=of)
        return Mention(text=text, start=start, end=start + len(text), actor=actor)

    event = Event(
        id="e1",
        sentence=Span(text="Shamkhani met the envoy in Tehran.", start=0, end=34),
        trigger=Span(text="met", start=10, end=13),
        type="CONSULT",
        mode="meet",
        cameo="040",
        quad=1,
        source=(mention("Shamkhani", 0, "Ali Shamkhani"),),
        target=(mention("the envoy", 14, "Alexander Lavrentiev", "special envoy on Syria", "RUS"),),
        date=When(start="2017-09-05", end="2017-09-05", granularity="day", basis="relative"),
        place=Place(
            text="Tehran",
            start=27,
            end=33,
            name="Tehran",
            kind="city",
            country="IRN",
            geonames_id="112931",
            lat=35.7,
            lon=51.4,
        ),
        modality="asserted",
        speaker=None,
        confidence=0.9,
        rule="model 1",
    )
    event = msgspec.structs.replace(event, **changes)
    return ArticleRecord(id="a1", published="2017-09-06", events=(event,), title="Talks", digest="d1")


def test_meeting() -> None:
    rows = rows_of(_record())
    (event,) = rows.events
    assert event.properties == {
        "id": "e1",
        "name": "Ali Shamkhani meets Alexander Lavrentiev",
        "event_type": "CONSULT",
        "mode": "meet",
        "cameo": "040",
        "quad": 1,
        "start": date(2017, 9, 5),
        "end": date(2017, 9, 5),
        "granularity": "day",
        "date_basis": "relative",
        "modality": "asserted",
        "confidence": 0.9,
        "digest": "d1",
    }
    assert {(row.type.name, row.source, row.target) for row in event.relationships} == {
        ("SOURCE_OF", "person:Ali Shamkhani", "e1"),
        ("TARGET", "e1", "person:Alexander Lavrentiev"),
        ("AT", "e1", "112931"),
        ("MET", "person:Ali Shamkhani", "person:Alexander Lavrentiev"),
    }
    met = next(row for row in event.relationships if row.type.name == "MET")
    assert met.properties == {"event_id": "e1", "date": date(2017, 9, 5), "place": "Tehran"}
    assert rows.reported[0].properties == {
        "sentence": "Shamkhani met the envoy in Tehran.",
        "start": 0,
        "end": 34,
        "rule": "model 1",
        "trigger": "met",
        "trigger_start": 10,
        "trigger_end": 13,
        "source_words": "Shamkhani",
        "target_words": "the envoy",
    }
    assert event.shared["Place"]["country:IRN"]["name"] == "Iran"
    held, inside = event.links
    assert (held.target, held.properties["first_seen"]) == ("role:special-envoy-on-syria@RUS", date(2017, 9, 5))
    assert (inside.type.name, inside.source, inside.target) == ("IN", "112931", "country:IRN")


def test_only_what_is_asserted_joins_actors() -> None:
    for modality in ("planned", "hypothetical", "denied", "alleged"):
        (event,) = rows_of(_record(modality=modality)).events
        assert {row.type.name for row in event.relationships} == {"SOURCE_OF", "TARGET", "AT"}


def test_one_edge_a_pair_and_meeting() -> None:
    both = (*_record().events[0].source, *_record().events[0].target)
    (event,) = rows_of(_record(source=both, target=both)).events
    assert [row.type.name for row in event.relationships].count("MET") == 1
    (event,) = rows_of(_record(source=both, target=both, type="ACCUSE", mode=None, cameo="112")).events
    assert [row.type.name for row in event.relationships].count("ACCUSED") == 2


def test_country_as_place_is_the_country() -> None:
    place = Place(text="Iran", start=0, end=4, name="Islamic Republic of Iran", kind="country", country="IRN")
    (event,) = rows_of(_record(place=place)).events
    assert list(event.shared["Place"]) == ["country:IRN"]
    assert event.shared["Place"]["country:IRN"]["name"] == "Iran"


def test_unresolved_place_and_unknown_date() -> None:
    place = Place(text="Dayr al-Zawr", start=0, end=4, name="Dayr al-Zawr", kind="city")
    (event,) = rows_of(_record(place=place, date=None)).events
    assert event.shared["Place"] == {
        "place:dayr-al-zawr": {"id": "place:dayr-al-zawr", "name": "Dayr al-Zawr", "kind": "city"}
    }
    assert not {"start", "end", "granularity", "date_basis"} & event.properties.keys()
    assert event.links[0].properties["first_seen"] == date(2017, 9, 6)


def test_date_of_no_calendar() -> None:
    when = When(start="2017-02-30", end=None, granularity="day", basis="explicit")
    with pytest.raises(InputError, match="article a1"):
        rows_of(_record(date=when))


def test_record_without_digest_gets_one_of_its_content() -> None:
    bare = msgspec.structs.replace(_record(), digest="")
    assert rows_of(bare).digest == rows_of(bare).digest != rows_of(msgspec.structs.replace(bare, title="x")).digest


@given(st.text(min_size=1), st.text(min_size=1), st.integers(0, 3000))
def test_ids_are_short_and_differ(one: str, other: str, length: int) -> None:
    padding = "x" * length
    assert len(node_id(padding + one)) <= 1000
    assert (node_id(padding + one) == node_id(padding + other)) == (one == other)


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_lone_surrogates_do_not_reach_a_store(text: str) -> None:
    kept = storable(text)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert len(kept) == len(text)
    assert all(k == t for k, t in zip(kept, text, strict=True) if not 0xD800 <= ord(t) < 0xE000)


def test_generated_rows_keep_to_the_schema() -> None:
    for rows in map(rows_of, records(300)):
        _check(rows)


def _check(rows: ArticleRows) -> None:
    assert rows.properties.keys() <= set(schema.NODES["Article"])
    links = [*rows.reported]
    for event in rows.events:
        assert event.properties.keys() <= set(schema.NODES["Event"])
        assert {"id", "name"} <= event.properties.keys()
        links += [*event.relationships, *event.links]
        for label, nodes in event.shared.items():
            for key, node in nodes.items():
                assert {"id", "name"} <= node.keys() <= set(schema.NODES[label])
                assert node["id"] == key
    assert all(row.properties.keys() <= set(row.type.properties) for row in links)
    assert not any({"title", "type"} & set(properties) for properties in schema.NODES.values())
