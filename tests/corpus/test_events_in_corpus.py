"""Events across the articles of a corpus: one Event of what several tell, in any order, and what is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graph_dump import Graph, dump
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import rows
from told_events import MOSCOW, build, met

from kg.corpus.corpus import reading
from kg.corpus.resolving import resolved_rows
from kg.graph.store import open_store

MEETING = [
    met("a", "Agency", role="secretary"),
    met("b", "Daily", who="Ali Shamkhany"),
    met("c", "Herald", "2017-09-06", published="2017-09-07"),
    met("d", "Post", modality="denied"),
]
ELSEWHERE = met("e", "Globe", place=MOSCOW)
LATER = met("f", "Agency", "2017-11-20", published="2017-11-21")
RECORDS = [*MEETING, ELSEWHERE, LATER]
EVENTS = """
    MATCH (e:Event)-[:REPORTED_IN]->(x:Article) WITH e, x ORDER BY x.id
    RETURN collect(x.id) AS articles, e.sources AS sources, e.start AS day, size(coalesce(e.contradictions, [])) AS n
    ORDER BY articles[0]
"""


def graph(path: str) -> Graph:
    with open_store(path) as store:
        return dump(store)


def events(path: str = "kg.db") -> list[tuple[list[str], int, str, int]]:
    return [(list(found), sources, str(day), n) for found, sources, day, n in rows(path, EVENTS)]


def decide(**decision: object) -> None:
    with Path("kg.corpus/decisions/mine.jsonl").open("a") as file:
        file.write(json.dumps({"by": "me", "at": "2026-01-01", "why": "known"} | decision) + "\n")


def test_one_event_of_several_articles_with_what_each_says() -> None:
    build(RECORDS)
    assert events() == [
        (["a", "b", "c", "d"], 4, "2017-09-05", 2),
        (["e"], 1, "2017-09-05", 0),
        (["f"], 1, "2017-11-20", 0),
    ]
    told = "MATCH (:Event)-[r:REPORTED_IN]->(x:Article {id: 'd'}) RETURN r.modality AS modality"
    assert rows("kg.db", told) == [("denied",)]
    held = "MATCH (a:Actor)-[:HELD]->(r:Role) RETURN a.name AS name, a.aliases AS aliases, r.name AS role"
    assert rows("kg.db", held) == [("Ali Shamkhani", ["Ali Shamkhany"], "secretary")]


def test_a_mention_leads_to_the_others_of_its_event() -> None:
    build(RECORDS)
    with reading(Path("kg.corpus")) as corpus:
        mentions = {record.id: record.events[0].id for record in RECORDS}
        assert corpus.settled.others(mentions["a"]) == [(mentions[other], other) for other in "bcd"]
        assert corpus.settled.others(mentions["e"]) == []


def test_the_digest_that_is_noted_is_that_of_the_rows() -> None:
    build(RECORDS)
    with reading(Path("kg.corpus")) as corpus:
        made = {article: found.digest for article, found in resolved_rows(corpus, "abcdef")}
        noted = dict(corpus.manifest.database.execute("SELECT article, digest FROM resolved"))
    assert made == noted


@settings(max_examples=6, deadline=None)
@given(order=st.permutations(RECORDS), cut=st.integers(1, 5))
def test_any_order_and_batches_give_the_same_graph(
    order: list[object], cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("any"))
        build(RECORDS, "whole", "whole.db")
        patch.setattr("kg.corpus.events_across._SETTLED", 1)
        patch.setattr("kg.corpus.events_across._MENTIONS", 2)
        build(order[:cut])  # type: ignore[arg-type]
        build(order[cut:])  # type: ignore[arg-type]
        assert graph("kg.db") == graph("whole.db")


@pytest.mark.parametrize("gone", "abd")
def test_withdrawing_an_article_takes_back_what_it_alone_supported(gone: str) -> None:
    build(RECORDS)
    before = graph("kg.db")
    build([], state={gone: "withdrawn"})
    build([record for record in RECORDS if record.id != gone], "less", "less.db")
    assert graph("kg.db") == graph("less.db")
    build([], state={gone: "coded"})
    assert graph("kg.db") == before


def test_an_article_that_changes_leaves_its_event_and_comes_back() -> None:
    build(RECORDS)
    before = graph("kg.db")
    build([met("b", "Daily", "2018-03-03", published="2018-03-04")])
    assert [each[0] for each in events()] == [["a", "c", "d"], ["b"], ["e"], ["f"]]
    build([MEETING[1]])
    assert graph("kg.db") == before


def test_what_analysts_say_of_two_mentions_holds_until_they_take_it_back() -> None:
    build(RECORDS)
    before = graph("kg.db")
    ids = {record.id: record.events[0].id for record in RECORDS}

    def subjects(*articles: str) -> list[dict[str, str]]:
        return [{"article": key, "event": ids[key]} for key in articles]

    decide(kind="same", subjects=subjects("a", "f"))
    decide(kind="different", subjects=subjects("a", "b"))
    build([])
    found = [each[0] for each in events()]
    assert any({"a", "f"} <= set(each) for each in found)
    assert not any({"a", "b"} <= set(each) for each in found)
    Path("kg.corpus/decisions/mine.jsonl").unlink()
    build([])
    assert graph("kg.db") == before


def test_who_is_one_across_articles_does_nothing_to_himself() -> None:
    """In "z" he is spelt in two ways, so that he seems to meet somebody else."""
    build([MEETING[0], met("z", "Daily", "2017-10-01", other="Ali Shamkhany", of="IRN", place=None)])
    found = "MATCH (e:Event)-[:REPORTED_IN]->(:Article {id: 'z'}) OPTIONAL MATCH (e)-[:TARGET]->(t) RETURN t.id AS id"
    assert rows("kg.db", found) == [(None,)]
    assert rows("kg.db", "MATCH (a:Actor)-[r:MET]->(a) RETURN count(r) AS n") == [(0,)]
