"""Decisions through real builds: each kind takes effect, holds, and is undone to the graph before it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import made_coder
import pytest
from graph_dump import Graph, dump
from hypothesis import given, settings
from hypothesis import strategies as st
from made_coder import line
from shared import kg, lines, rows

from kg.corpus.corpus import reading
from kg.graph.store import open_store

LINES = [
    line("a", "2017-09-05", {"source": "Bashar al-Assad", "verb": "accused", "target": "Iran", "day": "2017-09-05",
                             "country": "SYR", "role": "president"}),
    line("b", "2017-09-06", {"source": "Bashar al-Assad", "verb": "accused", "target": "Iran", "day": "2017-09-05",
                             "country": "SYR", "words": " again"}),
    line("c", "2017-09-09", {"source": "Ivan Petrov", "verb": "met", "target": "Turkey", "confidence": 0.3}),
    line("d", "2017-12-09", {"source": "Ali Shamkhani", "verb": "met", "target": "Turkey", "country": "IRN",
                             "role": "secretary"}),
    line("e", "2018-01-09", {"source": "Aly Shamkhany", "verb": "praised", "target": "Turkey", "country": "TUR"}),
]  # fmt: skip
SAME = ("same", "Ali Shamkhani", "Ivan Petrov")


@pytest.fixture(autouse=True)
def _made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli_coding._coder", made_coder.MadeCoder)


def build(*words: object) -> str:
    result = kg("build", *words)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def built(store: str = "kg.db") -> Graph:
    build(lines(Path("articles.jsonl"), LINES), "--store", store)
    return graph(store)


def graph(store: str = "kg.db") -> Graph:
    with open_store(store) as opened:
        return dump(opened)


def decide(*words: object) -> str:
    result = kg("decide", *words, "--why", "known", "--by", "ana")
    assert result.exit_code == 0, result.stderr
    return result.stdout.strip()


def event_of(article: str) -> str:
    query = "MATCH (e:Event)-[:REPORTED_IN]->(x:Article) WHERE x.id = $id RETURN e.id AS id"
    with open_store("kg.db") as store:
        return str(store.read(query, {"id": article}).rows[0][0])


def actors() -> set[str]:
    return {row[0] for row in rows("kg.db", "MATCH (a:Actor) RETURN a.name AS name")}


def test_same_rename_and_undo() -> None:
    before = built()
    decide(*SAME)
    build()
    assert len(graph()["Actor"]) == len(before["Actor"]) - 1
    merged = graph()
    decide("rename", "Ivan Petrov", "The Admiral")
    build()
    assert "The Admiral" in actors()
    assert kg("undo").exit_code == 0
    build()
    assert graph() == merged
    assert kg("undo").exit_code == 0
    build()
    assert graph() == before


def test_different_splits_an_actor_and_an_event() -> None:
    before = built()
    assert len(rows("kg.db", "MATCH (e:Event) WHERE e.event_type = 'ACCUSE' RETURN e.id AS id")) == 1
    decide("different", "Bashar al-Assad@a", "Bashar al-Assad@b")
    build()
    assert len(actors()) == len(before["Actor"])
    assert len(graph()["Actor"]) == len(before["Actor"]) + 1
    kg("undo")
    build()
    assert graph() == before


@pytest.mark.parametrize(
    ("slot", "value", "query"),
    [
        ("date", "2017-09", "e.granularity = 'month'"),
        ("type", "042", "e.event_type = 'CONSULT' AND e.cameo = '042'"),
        ("modality", "denied", "e.modality = 'denied'"),
        ("place", "Tehran", "EXISTS { (e)-[:AT]->(p:Place) WHERE p.name = 'Tehran' }"),
        ("target", "Turkey", "EXISTS { (e)-[:TARGET]->(a:Actor) WHERE a.name = 'Turkey' }"),
    ],
)
def test_a_slot_is_fixed_in_an_event_that_two_tell(slot: str, value: str, query: str) -> None:
    before = built()
    decide("fix", event_of("a"), slot, value, "--article", "b")
    build()
    found = rows("kg.db", f"MATCH (e:Event)-[:REPORTED_IN]->(x:Article) WHERE x.id = 'b' AND {query} RETURN e.id AS id")
    assert len(found) == 1
    kg("undo")
    build()
    assert graph() == before


def test_drop_and_confirm() -> None:
    before = built()
    event = event_of("c")
    decide("confirm", event)
    build()
    assert rows("kg.db", f"MATCH (e:Event) WHERE e.id = '{event}' RETURN e.confidence AS c") == [(1.0,)]
    decide("drop", event)
    build()
    assert "Ivan Petrov" not in actors()
    kg("undo")
    kg("undo")
    build()
    assert graph() == before


def test_an_event_that_was_dropped_stays_so_whoever_tells_of_it_later() -> None:
    late = line("f", "2017-09-07", {"source": "Bashar Assad", "verb": "accused", "target": "Iran", "day": "2017-09-05",
                                    "country": "SYR", "words": " too", "confidence": 0.2})  # fmt: skip
    before = built()
    decide("drop", event_of("a"))
    build()
    assert not _accusations()
    build(lines(Path("late.jsonl"), [late]))
    assert not _accusations()
    assert len(rows("kg.db", "MATCH (x:Article {id: 'f'}) RETURN x.id AS id")) == 1
    assert "Bashar Assad accused Iran" not in kg("review", "--list").stdout
    build(lines(Path("all.jsonl"), [*LINES, late]), "--corpus", "once", "--store", "once.db")
    kept = next(Path("kg.corpus/decisions").glob("*.jsonl"))
    Path("once/decisions").mkdir(exist_ok=True)
    Path("once/decisions/ana.jsonl").write_text(kept.read_text())
    build("--corpus", "once", "--store", "once.db")
    assert graph("once.db") == graph()
    kg("withdraw", "a")
    build()
    assert not _accusations()
    kg("withdraw", "--undo", "a")
    kg("undo")
    build()
    assert len(_accusations()) == 3
    kg("withdraw", "f")
    build()
    assert graph() == before


def _accusations() -> list[tuple[object, ...]]:
    return rows("kg.db", "MATCH (e:Event {event_type: 'ACCUSE'})-[:REPORTED_IN]->(x) RETURN x.id AS id ORDER BY id")


@pytest.mark.parametrize("kind", ["same", "different"])
def test_events_are_made_one_or_two_and_undone_to_the_graph_before(kind: str) -> None:
    before = built()
    pair = ("c", "d") if kind == "same" else ("a", "b")
    ids = [_told(article) for article in pair]
    decide(kind, *ids)
    build()
    assert len(graph()["Event"]) == len(before["Event"]) + (1 if kind == "different" else -1)
    assert kg("undo").exit_code == 0
    build()
    assert graph() == before


def _told(article: str) -> str:
    """The id of the event of an article, in its record."""
    with reading(Path("kg.corpus")) as corpus:
        (record,) = corpus.shards.records([article])
    return record.events[0].id


def test_a_role_with_its_days() -> None:
    before = built()
    decide(
        "set-role", "Ali Shamkhani", "secretary", "--country", "Iran", "--since", "2013-09-10", "--until", "2023-05-22"
    )
    decide("set-role", "Ali Shamkhani", "admiral", "--since", "2001-01-01")
    build()
    held = "MATCH (a:Actor)-[h:HELD]->(r:Role) RETURN r.name AS r, h.first_seen AS f, h.last_seen AS l ORDER BY r"
    told = [(role, str(first), str(last)) for role, first, last in rows("kg.db", held)]
    assert told == [
        ("admiral", "2001-01-01", "2017-12-09"),
        ("president", "2017-09-05", "2017-09-05"),
        ("secretary", "2013-09-10", "2023-05-22"),
    ]
    kg("undo")
    kg("undo")
    build()
    assert graph() == before


def test_events_are_found_again_when_another_coder_gave_them_other_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    built()
    old = event_of("c")
    decide("drop", old)
    decide("fix", event_of("a"), "date", "2017-09-04")
    monkeypatch.setenv("CODER_VERSION", "next")
    build()
    assert "Ivan Petrov" not in actors()
    assert len(rows("kg.db", "MATCH (e:Event) WHERE e.start = date('2017-09-04') RETURN e.id AS id")) == 1
    assert kg("decisions").stderr.endswith("2 in force, 0 that find no object\n")


def test_what_finds_no_object_is_said_everywhere() -> None:
    built()
    decide("drop", event_of("c"), "--article", "c")
    decide("rename", "Ivan Petrov", "Ivan")
    told = build()
    assert "finds no object: no actor of the corpus fits it" in told
    assert "1 find no object" in kg("status").stdout
    kg("undo")
    kg("withdraw", "c")
    assert "article c is withdrawn" in build()
    shown = [json.loads(each) for each in kg("decisions", "--json").stdout.splitlines()]
    assert [bool(each["unfound"]) for each in shown] == [True, False, False]


def test_wrong_usage_names_what_is_near() -> None:
    built()
    result = kg("decide", "rename", "Ali Shamkani", "x")
    assert (result.exit_code, "nearest: Ali Shamkhani" in result.stderr) == (2, True)
    assert kg("decide", "drop", "no-event").exit_code == 2
    assert kg("decide", "fix", event_of("c"), "date", "last week").exit_code == 2
    assert kg("decide", "same", "Ali Shamkhani").exit_code == 2
    assert kg("decide", "same", "Ali Shamkhani", event_of("c")).exit_code == 2
    assert kg("undo").exit_code == 2
    assert not list(Path("kg.corpus/decisions").glob("*.jsonl"))


def test_review_asks_writes_at_once_and_asks_no_more_what_was_answered() -> None:
    built()
    listed = [json.loads(each) for each in kg("review", "--json").stdout.splitlines()]
    assert {each["kind"] for each in listed} >= {"unsure"}
    kinds = [each["kind"] for each in listed]
    answers = "".join({"unsure": "c\n", "actors": "d\n", "events": "d\n"}[kind] for kind in kinds)
    result = kg("review", "--by", "ana", stdin=answers[:2].encode())
    assert "Ivan Petrov met Turkey." in kg("review", "--list", "--kind", "unsure").stdout or kinds[0] == "unsure"
    assert len(Path("kg.corpus/decisions/ana.jsonl").read_text().splitlines()) == 1
    assert "1 decisions about" in result.stderr
    left = kg("review", "--json").stdout.splitlines()
    assert len(left) == len(listed) - 1
    kg("review", "--by", "ana", stdin=answers[2:].encode())
    assert kg("review", "--apply").exit_code == 0
    assert kg("review", "--json").stdout == ""


DECISIONS: list[dict[str, Any]] = [
    {"kind": "same", "subjects": [{"name": "Ali Shamkhani"}, {"name": "Ivan Petrov"}]},
    {"kind": "different", "subjects": [{"name": "Ali Shamkhani"}, {"name": "Ivan Petrov"}]},
    {"kind": "rename", "subjects": [{"name": "Ali Shamkhani"}], "value": {"name": "Admiral Shamkhani"}},
    {"kind": "rename", "subjects": [{"name": "Ali Shamkhani"}], "value": {"name": "Secretary Shamkhani"}},
    {"kind": "set_role", "subjects": [{"name": "Ivan Petrov"}], "value": {"role": "envoy", "since": "2016-01-01"}},
    {"kind": "same", "subjects": [{"name": "Aly Shamkhany"}, {"name": "Ali Shamkhani"}]},
]


@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_any_order_of_lines_gives_one_graph_and_undo_gives_the_one_before(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("decisions")
    chosen = data.draw(st.lists(st.sampled_from(range(len(DECISIONS))), min_size=1, max_size=5, unique=True))
    made = [DECISIONS[number] | {"by": "ana", "at": f"2026-01-0{at}"} for at, number in enumerate(chosen, 1)]
    kept = data.draw(st.integers(0, len(made)))

    def build_with(name: str, decisions: list[dict[str, Any]], before: list[dict[str, Any]] | None = None) -> Graph:
        place = folder / name
        for step in (before, decisions):
            if step is not None:
                (place / "decisions").mkdir(parents=True, exist_ok=True)
                for number in range(2):
                    lines(place / "decisions" / f"{number}.jsonl", step[number::2])
                articles = lines(folder / "articles.jsonl", LINES)
                assert kg("build", articles, "--corpus", place, "--store", place / "g.db").exit_code == 0
        return graph(str(place / "g.db"))

    first = build_with("kept", made[:kept])
    assert build_with("mixed", data.draw(st.permutations(made[:kept])), made) == first
    whole = folder / "mixed"
    lines(whole / "decisions" / "0.jsonl", made)
    lines(whole / "decisions" / "1.jsonl", [])
    for _ in made[kept:]:
        assert kg("undo", "--corpus", whole).exit_code == 0
    assert kg("build", "--corpus", whole, "--store", whole / "g.db").exit_code == 0
    assert graph(str(whole / "g.db")) == first
