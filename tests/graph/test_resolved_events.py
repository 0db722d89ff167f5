"""One event of what several articles tell, and its rows in both stores."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pytest
from graph_dump import dump
from msgspec.structs import replace

from kg.graph.rows import rows_of
from kg.graph.store import Store, open_store
from kg.model import Actor, ArticleRecord, Event, Mention, Modality, Place, Span, When
from kg.resolve.consensus import Telling, consensus
from kg.resolve.contradictions import dead
from kg.resolve.event_rows import events_of, resolve_records, resolved_rows


def _actor(name: str, kind: str = "person", country: str = "IRN") -> Mention:
    actor = Actor(id=f"{kind}:{name}", name=name, kind=kind, country=country, role="envoy")  # type: ignore[arg-type]
    return Mention(text=name, start=3, end=3 + len(name), actor=actor)


def _record(
    key: str,
    outlet: str | None,
    day: str | None = "2017-09-05",
    *,
    place: str | None = "Tehran",
    modality: Modality = "asserted",
    source: Mention | None = None,
    sentence: str = "Shamkhani met Lavrentiev and spoke about Syria.",
    published: str = "2017-09-06",
    confidence: float = 0.7,
) -> ArticleRecord:
    where = Place(
        text="x", start=0, end=1, name=place or "", kind="city", country="IRN", geonames_id=place, lat=35.7, lon=51.4
    )  # fmt: skip
    event = Event(
        id=f"e-{key}", sentence=Span(text=sentence, start=0, end=len(sentence)),
        trigger=Span(text="met", start=10, end=13), type="CONSULT", mode=None, cameo="040", quad=1,
        source=(source or _actor("Ali Shamkhani"),), target=(_actor("Lavrentiev", country="RUS"),),
        date=When(start=day, end=day, granularity="day", basis="explicit") if day else None,
        place=where if place else None, modality=modality, speaker=None, confidence=confidence, rule="test",
    )  # fmt: skip
    return ArticleRecord(id=key, published=published, events=(event,), source=outlet, digest=f"d-{key}")


def _tellings(*records: ArticleRecord) -> list[Telling]:
    return [Telling.of(record, event) for record in records for event in record.events]


FOUR = (
    _record("a", "Agency"),
    _record("b", "Agency", "2017-09-06"),
    _record("c", "Daily", None, place=None),
    _record("d", "Herald", modality="denied", source=_actor("Iran", "state")),
)


def test_the_best_supported_value_wins_and_the_others_stay_visible() -> None:
    made = consensus(_tellings(*FOUR))
    assert made.event.id == "e-a"
    assert made.event.date is not None
    assert made.event.date.start == "2017-09-05"
    assert made.event.modality == "asserted"
    assert [m.actor.name for m in made.event.source] == ["Ali Shamkhani"]
    assert made.event.place is not None
    assert made.sources == 3
    assert made.alternatives["date"][0].value == "2017-09-06"
    assert made.alternatives["date"][0].articles == ("b",)
    assert made.contradictions == ("asserted (Agency, Daily); denied (Herald)",
                                   "day: 2017-09-05 (Agency, Herald); 2017-09-06 (Agency)")  # fmt: skip


def test_the_order_of_the_articles_does_not_matter() -> None:
    assert all(consensus(order) == consensus(_tellings(*FOUR)) for order in permutations(_tellings(*FOUR)))


def test_copies_of_one_text_count_once() -> None:
    copies = [_record("x", "One", "2017-09-06"), _record("y", "Two", "2017-09-06"), _record("z", "Three", "2017-09-06")]
    tellings = _tellings(*FOUR, *copies)
    counted = consensus(tellings)
    assert counted.event.date is not None
    assert (counted.event.date.start, counted.sources) == ("2017-09-06", 6)
    once = consensus(tellings, {"x": "x", "y": "x", "z": "x", "b": "x"})
    assert once.event.date is not None
    assert (once.event.date.start, once.sources) == ("2017-09-05", 4)


def test_differing_numbers_of_dead_are_told() -> None:
    killed = [
        _record(key, key, sentence=f"The bomb killed {number} people.") for key, number in (("p", "75"), ("q", "213"))
    ]
    assert consensus(_tellings(*killed)).contradictions == ("dead: 75 (p); 213 (q)",)
    assert dead("In May 2017 was killed a dog; more than forty died, two of them children.") == [40]


def test_a_month_supports_the_day_that_it_holds() -> None:
    month = _record("m", "Monthly")
    when = When(start="2017-09-01", end="2017-09-30", granularity="month", basis="explicit")
    vague = [replace(month, id=key, source=key, events=(replace(month.events[0], id=key, date=when),)) for key in "mn"]
    made = consensus(_tellings(*vague, _record("a", "Agency")))
    assert made.event.date is not None
    assert made.event.date.start == "2017-09-05"
    assert not made.contradictions


def test_nothing_told_is_an_error() -> None:
    with pytest.raises(ValueError, match="told by an article"):
        consensus([])


OTHERS = (
    _record("k", "Post", "2018-01-01", published="2018-01-02"),
    _record("l", "Sun", "2018-03-01", published="2018-03-02"),
)


def test_articles_that_share_nothing_keep_their_rows() -> None:
    for record, rows in zip(OTHERS, resolve_records(OTHERS), strict=True):
        plain = rows_of(record)
        for one, other in zip(rows.events, plain.events, strict=True):
            assert one.relationships == other.relationships
            assert one.shared == other.shared
            assert one.links == other.links
            assert {k: v for k, v in one.properties.items() if k not in ("sources", "digest")} == {
                k: v for k, v in other.properties.items() if k != "digest"
            }


def test_an_article_digest_covers_its_events() -> None:
    alone = {rows.id: rows.digest for rows in resolve_records([FOUR[0], *OTHERS])}
    joined = {rows.id: rows.digest for rows in resolve_records([*FOUR, *OTHERS])}
    assert alone["a"] != joined["a"]
    assert alone["k"] == joined["k"]


def test_both_stores_hold_one_event_with_all_that_tell_it(both_stores: tuple[Store, Store]) -> None:
    rows = list(resolve_records([*FOUR, *OTHERS]))
    shuffled = rows[:]
    random.Random(2).shuffle(shuffled)
    embedded, server = both_stores
    embedded.load(rows)
    server.load(shuffled[:2])
    server.load(shuffled)
    assert dump(server) == dump(embedded)
    query = """
        MATCH (e:Event)-[r:REPORTED_IN]->(x:Article) WHERE e.sources > 1
        RETURN e.id AS event, e.sources AS sources, size(e.contradictions) AS contradictions, x.id AS article,
               r.modality AS modality, r.date AS day, r.place AS place
        ORDER BY article
    """
    found = [tuple(str(value) for value in row) for row in server.read(query, {}).rows]
    assert found == [
        ("e-a", "3", "2", "a", "asserted", "2017-09-05", "Tehran"),
        ("e-a", "3", "2", "b", "asserted", "2017-09-06", "Tehran"),
        ("e-a", "3", "2", "c", "asserted", "None", "None"),
        ("e-a", "3", "2", "d", "denied", "2017-09-05", "Tehran"),
    ]
    assert server.load(rows).unchanged == len(rows)


def test_a_cluster_that_grows_or_breaks_leaves_the_graph_of_a_fresh_load(store: Store, tmp_path: Path) -> None:
    parted = replace(FOUR[1], events=(replace(FOUR[1].events[0], type="ASSAULT", cameo="190", quad=4),), digest="new")
    states = [[FOUR[0], *OTHERS], [*FOUR, *OTHERS], [FOUR[0], parted, *FOUR[2:], *OTHERS]]
    for number, records in enumerate(states):
        rows = list(resolve_records(records))
        for order in (rows, rows[::-1]):
            store.load(order)
        with open_store(str(tmp_path / f"fresh-{number}.db"), create=True) as fresh:
            fresh.load(rows)
            there, wanted = dump(store), dump(fresh)
        there.pop("Graph"), wanted.pop("Graph")
        assert there == wanted, number


def test_the_events_of_one_article_are_told_once_each() -> None:
    twice = replace(
        FOUR[0],
        events=(
            FOUR[0].events[0],
            replace(FOUR[0].events[0], id="e-z", sentence=Span(text="They met.", start=60, end=69)),
        ),
    )
    rows = resolved_rows(twice, events_of([twice]))
    assert len(rows.events) == len(rows.reported) == 1
