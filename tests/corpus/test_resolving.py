"""Actors across articles in a corpus: one person of several articles is one node, and decisions hold."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import msgspec
import pytest
from graph_dump import dump
from shared import rows

from kg.corpus.corpus import Corpus, writing
from kg.corpus.into_store import bring_up
from kg.corpus.manifest import Coded
from kg.corpus.resolving import resolve
from kg.graph.store import open_store
from kg.ids import named_actor_id
from kg.model import Actor, ArticleRecord, Event, Mention, Problem, Span

_ACTORS = "MATCH (a:Actor) RETURN a.id AS id, a.name AS name, a.aliases AS aliases ORDER BY id"


def told(article: str, name: str, role: str | None = "president", country: str | None = "SYR") -> ArticleRecord:
    """An article in which somebody accuses Iran."""

    def mention(actor: Actor, start: int) -> Mention:
        return Mention(text=actor.name, start=start, end=start + len(actor.name), actor=actor)

    one = Actor(
        id=named_actor_id(name, "person"), name=name, kind="person", country=country, role=role, role_country=country
    )
    iran = Actor(id="actor:iran", name="Iran", kind="state", country="IRN")
    event = Event(
        id=f"event-{article}", sentence=Span(text=f"{name} accused Iran.", start=0, end=99),
        trigger=Span(text="accused", start=40, end=47), type="ACCUSE", mode=None, cameo="112", quad=3,
        source=(mention(one, 0),), target=(mention(iran, 50),), date=None, place=None, modality="asserted",
        speaker=None, confidence=0.9, rule="test",
    )  # fmt: skip
    return ArticleRecord(id=article, published="2017-09-06", events=(event,), digest=f"digest of {article}")


RECORDS = [
    told("a", "Bashar al-Assad"),
    told("b", "Bashar Assad"),
    told("c", "Bashar al-Asad"),
    told("d", "Ali Shamkhani", None, "IRN"),
]


def build(records: list[ArticleRecord], folder: str = "kg.corpus", store: str = "kg.db") -> list[Problem]:
    """What a build does once the records are there."""
    problems: list[Problem] = []
    with writing(Path(folder)) as corpus:
        add(corpus, records)
        resolve(corpus, problems.append)
        with open_store(store, create=True) as graph:
            bring_up(corpus, graph, lambda: None)
    return problems


def add(corpus: Corpus, records: list[ArticleRecord]) -> None:
    coded = [Coded(one.id, one.digest, msgspec.json.encode(one), len(one.events)) for one in records]
    with corpus.manifest.writing():
        corpus.manifest.note_coded(coded, "test", {one.id: "input" for one in records})
    corpus.shards.write_waiting(all_of_it=True)


def decide(**decision: object) -> None:
    with Path("kg.corpus/decisions/mine.jsonl").open("a") as file:
        file.write(json.dumps({"by": "me", "at": "2026-01-01", "why": "known"} | decision) + "\n")


def test_one_person_of_several_articles_is_one_actor_with_his_names() -> None:
    build(RECORDS)
    persons = [row for row in rows("kg.db", _ACTORS) if row[0].startswith("person:")]
    assert [(name, aliases) for _, name, aliases in persons] == [
        ("Ali Shamkhani", []),
        ("Bashar al-Assad", ["Bashar Assad", "Bashar al-Asad"]),
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_one_at_a_time_in_any_order(order: tuple[int, ...]) -> None:
    for number in order:
        build([RECORDS[number]])
    build(RECORDS, "at-once", "at-once.db")
    with open_store("kg.db") as one, open_store("at-once.db") as other:
        assert dump(one) == dump(other)


def test_decisions_hold_and_can_be_taken_back() -> None:
    build(RECORDS)
    before = rows("kg.db", _ACTORS)
    decide(
        kind="different",
        subjects=[{"article": "a", "name": "Bashar al-Assad"}, {"article": "b", "name": "Bashar Assad"}],
    )
    assert build([]) == []
    assert len(rows("kg.db", _ACTORS)) == len(before) + 1
    decide(kind="rename", subjects=[{"name": "Ali Shamkhani"}], value={"name": "Admiral Ali Shamkhani"})
    assert build([]) == []
    assert "Admiral Ali Shamkhani" in {row[1] for row in rows("kg.db", _ACTORS)}
    Path("kg.corpus/decisions/mine.jsonl").unlink()
    assert build([]) == []
    assert rows("kg.db", _ACTORS) == before


def test_a_decision_that_finds_nothing_is_said() -> None:
    build(RECORDS)
    decide(kind="rename", subjects=[{"name": "Nobody At All"}], value={"name": "Somebody"})
    with Path("kg.corpus/decisions/mine.jsonl").open("a") as file:
        file.write("{bad\n")
    bad, unfound = build([])
    assert (bad.line, bad.set_aside) == (2, True)
    assert "finds no object" in unfound.reason
    assert not unfound.set_aside


def test_the_graph_calls_an_actor_by_his_canonical_name_and_finds_him_by_every_spelling() -> None:
    few = [told("a", "Alexandre Lavrentyev", "envoy", "RUS"), told("b", "Aleksandr Lavrentev", "envoy", "RUS")]
    build(few)
    assert _persons() == [("Alexandre Lavrentyev", ["Aleksandr Lavrentev"])]
    build([told("c", "Aleksandr Lavrentev", "envoy", "RUS")])
    assert _persons() == [("Aleksandr Lavrentev", ["Alexandre Lavrentyev"])]
    assert {row[0] for row in rows("kg.db", "MATCH (e:Event) RETURN e.name AS name")} == {
        "Aleksandr Lavrentev accuses Iran"
    }
    _take_back("c")
    assert _persons() == [("Alexandre Lavrentyev", ["Aleksandr Lavrentev"])]
    build(few, "before", "before.db")
    with open_store("kg.db") as one, open_store("before.db") as other:
        assert dump(one) == dump(other)


def test_the_name_before_a_rename_is_an_alias_until_that_is_undone() -> None:
    few = [told("a", "Bashar Assad"), told("b", "B. Assad"), told("d", "Ali Shamkhani", None, "IRN")]
    build(few)
    with open_store("kg.db") as store:
        before = dump(store)
    assert ("Bashar al-Assad", ["B. Assad", "Bashar Assad"]) in _persons()
    decide(kind="rename", subjects=[{"name": "Bashar Assad"}], value={"name": "The President"})
    build([])
    assert ("The President", ["B. Assad", "Bashar Assad", "Bashar al-Assad"]) in _persons()
    _take_back("b")
    assert ("The President", ["Bashar Assad", "Bashar al-Assad"]) in _persons()
    build([few[1]])
    Path("kg.corpus/decisions/mine.jsonl").unlink()
    build([])
    with open_store("kg.db") as store:
        assert dump(store) == before


def _persons() -> list[tuple[str, list[str]]]:
    return [(name, aliases) for key, name, aliases in rows("kg.db", _ACTORS) if key.startswith("person:")]


def _take_back(article: str) -> None:
    with writing(Path("kg.corpus")) as corpus, corpus.manifest.writing():
        corpus.manifest.change_state([article], "withdrawn", "")
    build([])
