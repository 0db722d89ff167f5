"""Loading, on both stores: the same graph whatever the order, the batches and the interruptions."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from generate import HOSTILE, records
from graph_dump import Graph, dump, totals
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import load
from kg.graph.rows import rows_of
from kg.graph.store import LoadSummary, Store, open_store
from kg.model import ArticleRecord

RECORDS = tuple(records(250))


def _loaded(folder: Path, *batches: Iterable[ArticleRecord]) -> Graph:
    """The graph of a new embedded store after these loads."""
    path = folder / f"{len(list(folder.iterdir()))}.db"
    with open_store(str(path), create=True) as store:
        for batch in batches:
            store.load(batch)
        return dump(store)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return _loaded(tmp_path_factory.mktemp("expected"), RECORDS)


def test_both_stores_hold_the_same_graph(both_stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    embedded, server = both_stores
    shuffled = list(RECORDS)
    random.Random(1).shuffle(shuffled)
    assert embedded.load(RECORDS) == LoadSummary(len(RECORDS), 0, 0)
    monkeypatch.setattr(load, "BATCH_ROWS", 700)
    assert server.load(shuffled) == LoadSummary(len(RECORDS), 0, 0)
    graph = dump(server)
    assert all(graph[label] for label in ("Actor", "Event", "Place", "Article", "Role", "MET", "HELD", "IN"))
    for label, rows in dump(embedded).items():
        assert graph[label] == rows, label
    assert totals(server) == totals(embedded)
    assert sum(totals(server)) == sum(map(len, graph.values()))
    assert server.load(RECORDS) == LoadSummary(0, 0, len(RECORDS))
    assert dump(server) == graph


def test_replacing_gives_the_graph_of_the_new_records(store: Store, tmp_path: Path) -> None:
    """A new version of the coder reads every text otherwise, also those that two articles share."""
    again = tuple(records(250, coder="2"))
    store.load(RECORDS)
    assert store.load(again) == LoadSummary(0, len(again), 0)
    assert dump(store) == _loaded(tmp_path, again)


def test_an_article_that_lost_its_events_leaves_nothing(store: Store) -> None:
    store.load(RECORDS)
    bare = [msgspec.structs.replace(record, events=(), digest="none") for record in RECORDS]
    store.load(bare)
    assert {label for label, rows in dump(store).items() if rows} == {"Article", "CoverageDay", "Graph"}
    assert store.read("MATCH (c:CoverageDay) RETURN sum(c.events + c.unasserted) AS n", {}).rows == [(0,)]


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(RECORDS), rows=st.integers(1, 3000), cut=st.integers(0, len(RECORDS)))
def test_any_order_and_any_batches(
    order: list[ArticleRecord], rows: int, cut: int, tmp_path_factory: pytest.TempPathFactory, expected: Graph
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "BATCH_ROWS", rows)
        assert _loaded(tmp_path_factory.mktemp("any"), order[:cut], order[cut // 2 :]) == expected


def test_two_versions_of_the_coder_on_one_text_in_any_order(tmp_path: Path) -> None:
    other = {record.id: record for record in records(250, coder="2")}
    mixed = [other.get(record.id, record) if number % 2 else record for number, record in enumerate(RECORDS)]
    assert _loaded(tmp_path, mixed) == _loaded(tmp_path, mixed[::-1])


def test_the_later_of_two_articles_with_one_id_stays(tmp_path: Path) -> None:
    first, second = RECORDS[0], msgspec.structs.replace(RECORDS[1], id=RECORDS[0].id)
    assert _loaded(tmp_path, [first, second]) == _loaded(tmp_path, [second])


def test_hostile_names_arrive_as_they_are(store: Store) -> None:
    names = [*HOSTILE, "​", "😀", "\\", "'", "name: {.id}"]
    template = next(record for record in RECORDS if any(event.source for event in record.events))
    event = next(event for event in template.events if event.source)
    mention = event.source[0]

    def renamed(number: int, name: str) -> ArticleRecord:
        actor = msgspec.structs.replace(mention.actor, id=name, name=name, role=name)
        said = msgspec.structs.replace(mention, actor=actor, text=name)
        sentence = msgspec.structs.replace(event.sentence, text=name)
        changed = msgspec.structs.replace(event, id=str(number), source=(said,), sentence=sentence, rule=name)
        return msgspec.structs.replace(template, id=name, title=name, url=name, events=(changed,), digest=name)

    store.load(renamed(number, name) for number, name in enumerate(names))
    query = """
        MATCH (role:Role)<-[:HELD]-(a:Actor)-[s:SOURCE_OF]->(e:Event)-[r:REPORTED_IN]->(x:Article)
        WHERE a.id = $name AND x.id = $name AND role.name = $name
        RETURN a.id AS id, a.name AS name, s.text AS text, r.sentence AS sentence, r.rule AS rule, x.headline AS head,
          x.url AS url, x.digest AS digest
    """
    for name in names:
        assert store.read(query, {"name": name}).rows == [(name,) * 8]


def test_a_failure_inside_a_batch_leaves_none_of_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load(RECORDS[:20])
    before = dump(store)
    relate, calls = load._relate, iter(range(100))

    def failing(*arguments: Any) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        relate(*arguments)

    monkeypatch.setattr(load, "_relate", failing)
    changed = [msgspec.structs.replace(record, digest="new") for record in RECORDS[:40]]
    with pytest.raises(KeyboardInterrupt):
        store.load(changed)
    assert dump(store) == before


def test_a_killed_load_leaves_whole_articles_and_the_next_completes_it(
    store: Store, expected: Graph, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("neo4j_address") if "://" in store.address else store.address
    store.close()
    program = textwrap.dedent(
        """
        import sys, time
        from generate import records
        from kg.graph import load
        from kg.graph.store import open_store
        load.BATCH_ROWS = 300
        def slowly():
            for number, record in enumerate(records(250)):
                if number > 30:
                    print("on", flush=True)
                    time.sleep(0.05)
                yield record
        with open_store(sys.argv[1], create=True) as store:
            store.load(slowly())
        """
    )
    path = [str(Path(load.__file__).parents[2]), str(Path(__file__).parent)]
    program = f"import sys; sys.path[:0] = {path!r}\n{program}"
    child = subprocess.Popen([sys.executable, "-c", program, address], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"on\n"
    time.sleep(0.4)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
    sizes = {record.id: len(record.events) for record in RECORDS}
    with open_store(address) as store:
        query = "MATCH (a:Article) OPTIONAL MATCH (e:Event)-[:REPORTED_IN]->(a) RETURN a.id AS id, count(e) AS events"
        whole = dict(store.read(query, {}).rows)
        assert 0 < len(whole) < len(RECORDS)
        assert whole == {key: sizes[key] for key in whole}
        summary = store.load(RECORDS)
        assert summary == LoadSummary(len(RECORDS) - len(whole), 0, len(whole))
        assert dump(store) == expected


def test_batches_are_whole_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "BATCH_ROWS", 100)
    made = list(load.batches(map(rows_of, RECORDS)))
    assert [article.id for batch in made for article in batch] == [record.id for record in RECORDS]
    assert all(len(batch) == 1 or sum(article.size for article in batch) <= 100 for batch in made)
