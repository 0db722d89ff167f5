"""Roles that an analyst set, in both stores: they outweigh what texts tell, and go with what tells of the actor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from generate import records as generated
from graph_dump import dump

from kg.export import parquet_graph
from kg.export.reading import Reader
from kg.graph.held import SetRole, outweighed, set_rows, unpacked
from kg.graph.rows import rows_of
from kg.graph.store import Store, open_store
from kg.resolve.canonical import HeldRole
from kg.resolve.set_roles import with_roles

HELD = "MATCH (a:Actor {id: $id})-[h:HELD]->(r:Role) RETURN r.name AS r, h.first_seen AS f, h.last_seen AS l ORDER BY r"


def test_a_set_role_is_loaded_made_anew_and_taken_back(store: Store) -> None:
    records = [record for record in generated(40) if record.events]
    told = [rows_of(record) for record in records]
    chosen = next(m.actor.id for r in records for e in r.events for m in e.source if m.actor.id.startswith("person:"))
    role = HeldRole("envoy to nowhere", "RUS", "2001-01-01", "2050-12-31", 0)
    days = {event.id: [record.published] * bool(record.published) for record in records for event in record.events}
    marked = [with_roles(rows, {chosen: (role,)}, days) for rows in told]
    digests = {rows.id: f"{rows.digest}-set" for rows in marked}
    marked = [
        msgspec.structs.replace(rows, properties={**rows.properties, "digest": digests[rows.id]}) for rows in marked
    ]
    store.load(marked)
    held = [tuple(map(str, row)) for row in store.read(HELD, {"id": chosen}).rows]
    assert ("envoy to nowhere", "2001-01-01", "2050-12-31") in held
    telling = [rows.id for rows in marked if any(chosen in event.shared.get("Actor", {}) for event in rows.events)]
    store.withdraw(telling[1:])
    assert ("envoy to nowhere", "2001-01-01", "2050-12-31") in [
        tuple(map(str, row)) for row in store.read(HELD, {"id": chosen}).rows
    ]
    store.withdraw([rows.id for rows in marked])
    store.load(told)
    without = dump(store)
    assert "envoy to nowhere" not in str(without)


def test_set_roles_come_back_from_parquet(tmp_path: Path) -> None:
    """One with days, one that lasts as long as the actor is seen, and one that a text tells too."""
    records = [record for record in generated(40) if record.events]
    actors = [m.actor for r in records for e in r.events for m in e.source]
    told = next(actor for actor in actors if actor.role and actor.id != actors[0].id)
    roles = {
        actors[0].id: (HeldRole("envoy to nowhere", "RUS", "2001-01-01", "2050-12-31", 0),),
        told.id: (
            HeldRole(told.role or "", told.role_country, "1999-01-01", None, 0),
            HeldRole("aide", None, None, None, 0),
        ),
    }
    days = {event.id: [record.published] * bool(record.published) for record in records for event in record.events}
    with (
        open_store(str(tmp_path / "one.db"), create=True) as one,
        open_store(str(tmp_path / "two.db"), create=True) as two,
    ):
        one.prepare()
        two.prepare()
        one.load(with_roles(rows_of(record), roles, days) for record in records)
        (tmp_path / "tables").mkdir()
        parquet_graph.write(Reader(one), tmp_path / "tables")
        two.load(parquet_graph.read(tmp_path / "tables"))
        assert dump(two) == dump(one)
        names = {row[0] for row in two.read("MATCH (:Actor)-[:HELD]->(r:Role) RETURN r.name AS r", {}).rows}
        assert names >= {"envoy to nowhere", "aide"}
        telling = [rows.id for rows in map(rows_of, records)]
        for store in (one, two):
            store.withdraw(telling[: len(telling) // 2])
        assert dump(two) == dump(one)


def test_a_set_role_outweighs_the_same_role_of_a_text() -> None:
    role = SetRole("envoy", "RUS", "2016-01-01", None)
    assert unpacked([role.packed()]) == [role]
    nodes, links = set_rows("person:x", [role], date(2017, 9, 5))
    assert [(row.properties["first_seen"], row.properties["last_seen"]) for row in links] == [
        (date(2016, 1, 1), date(2017, 9, 5))
    ]
    _, texts = set_rows("person:x", [SetRole("Envoy", "RUS", None, None)], date(2010, 1, 1))
    _, others = set_rows("person:x", [SetRole("minister", "RUS", None, None)], date(2010, 1, 1))
    assert outweighed([*texts, *others], links) == [*others, *links]
    assert [label for label, _ in nodes] == ["Role"]
