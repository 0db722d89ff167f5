from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from generate import records
from graph_dump import dump

from kg.errors import StoreError, TooLongError, UsageError
from kg.graph.readonly import refuse_outside
from kg.graph.store import Result, Store, open_store

RECORDS = tuple(records(60))
_COUNT = "MATCH (a:Article) RETURN count(a) AS n"


def _count(address: Path) -> int:
    with open_store(str(address)) as store:
        return int(store.read(_COUNT, {}).rows[0][0])


def test_values_are_plain_on_both_stores(store: Store) -> None:
    store.load(RECORDS)
    query = """
        MATCH (e:Event)-[r:REPORTED_IN]->(:Article) WHERE e.start IS NOT NULL AND e.`end` IS NULL
        RETURN e.start AS start, e.`end` AS until, e.quad AS quad, e.confidence AS confidence, [e.start, 1] AS list,
          {day: e.start, names: ['a']} AS map, true AS yes, e.start + duration({days: 1}) AS later, r.`end` AS offset,
          duration({days: 3}) AS days
        ORDER BY e.id
    """
    columns, rows = store.read(query, {}, limit=3)
    assert columns == ("start", "until", "quad", "confidence", "list", "map", "yes", "later", "offset", "days")
    assert len(rows) == 3
    for start, until, quad, confidence, items, mapping, yes, later, offset, days in rows:
        assert type(start) is date and later.toordinal() == start.toordinal() + 1
        assert (until, yes, days) == (None, True, {"months": 0, "days": 3, "seconds": 0})
        assert (type(quad), type(confidence), type(offset)) == (int, float, int)
        assert (items, mapping) == ([start, 1], {"day": start, "names": ["a"]})


def test_nodes_relationships_and_paths_are_plain_on_both_stores(store: Store) -> None:
    store.load(RECORDS)
    query = (
        "MATCH p = (e:Event)-[r:REPORTED_IN]->(a:Article) RETURN e AS e, r AS r, a AS a, p AS p ORDER BY e.id LIMIT 1"
    )
    ((event, reported, article, path),) = store.read(query, {}).rows
    assert event["event_type"] and "type" not in event and "title" not in event
    assert reported["rule"] == "generated"
    assert path == [event, article]


def test_limit_and_parameters(store: Store) -> None:
    store.load(RECORDS)
    assert store.read("UNWIND range(1, 10) AS x RETURN x AS x", {}, limit=4) == Result(("x",), [(1,), (2,), (3,), (4,)])
    assert store.read("UNWIND range(1, 2) AS x RETURN x AS x", {}, limit=4).rows == [(1,), (2,)]
    assert store.read("RETURN $x AS x, $day AS day", {"x": ["a"], "day": date(2020, 1, 2)}).rows == [
        (["a"], date(2020, 1, 2))
    ]


WRITES = [
    "CREATE (n:Actor {id: 'x'})",
    "MERGE (n:Actor {id: 'x'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n:Actor) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "FOREACH (x IN [1] | CREATE (:Actor {id: 'x'}))",
    "CREATE INDEX x IF NOT EXISTS FOR (n:Actor) ON (n.name)",
    "DROP CONSTRAINT actor_id",
]


@pytest.mark.parametrize("query", ["MATCH (n", "RETURN $missing AS x", "RETURN nothing(1) AS x", "RETURN 1 / 0 AS x"])
def test_queries_that_do_not_run(store: Store, query: str) -> None:
    with pytest.raises(UsageError, match="the query does not run"):
        store.read(query, {})


def test_reads_may_not_write(store: Store) -> None:
    """The store itself refuses, by its read mode."""
    store.load(RECORDS)
    before = dump(store)
    for query in WRITES:
        refuse_outside(query)  # it is not this that refuses
        with pytest.raises(UsageError, match="only reading is allowed here: the store refused"):
            store.read(query, {})
    for query in ("CALL db.labels()", "LOAD CSV FROM 'file:///x' AS line RETURN line"):
        with pytest.raises(UsageError, match="only reading is allowed here: the query has"):
            store.read(query, {})
    assert dump(store) == before


def test_it_is_there_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    with open_store(str(path), create=True) as store:
        store.load(RECORDS)
        there = dump(store)
    with open_store(str(path)) as store:
        assert dump(store) == there


def test_what_is_not_built_yet(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"run `kg build"):
        open_store(str(tmp_path / "kg.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"hello" * 100, b"RGF" + b"\x00" * 300])
@pytest.mark.parametrize("create", [True, False])
def test_foreign_and_damaged_files_stay_as_they_are(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "kg.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"kg\.db: .*move it away and build anew$"):
        open_store(str(path), create=create)
    assert path.read_bytes() == content


def test_a_damaged_store_is_not_read_as_another(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    with open_store(str(path), create=True) as store:
        store.load(RECORDS)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="damaged"):
        open_store(str(path))


def test_a_folder_is_no_store_and_a_missing_folder_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for path in (tmp_path, tmp_path / "file" / "kg.db"):
        with pytest.raises(StoreError) as caught:
            open_store(str(path), create=True)
        assert "\n" not in str(caught.value)
        assert str(path) in str(caught.value)
    with open_store(str(tmp_path / "missing" / "deep" / "kg.db"), create=True) as store:
        store.prepare()
    assert (tmp_path / "missing" / "deep" / "kg.db").is_file()


def test_one_writer_and_any_readers(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    with open_store(str(path), create=True) as store:
        store.load(RECORDS[:5])
    program = (
        "import sys\nfrom kg.graph.store import open_store\n"
        "with open_store(sys.argv[1], create=True) as store:\n  print('on', flush=True)\n  sys.stdin.readline()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert child.stdin and child.stdout
    with child.stdin, child.stdout:
        assert child.stdout.readline() == b"on\n"
        with pytest.raises(StoreError, match="another process is writing"):
            open_store(str(path), create=True)
        with open_store(str(path)) as reader:
            assert reader.read(_COUNT, {}).rows == [(5,)]
            with pytest.raises(StoreError, match="another process is writing"):
                reader.load(RECORDS)
        child.stdin.write(b"\n")
        child.stdin.flush()
        assert child.wait() == 0
    assert _count(path) == 5


def test_a_reader_takes_up_what_a_killed_writer_had_finished(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    program = (
        "import os, sys\nfrom generate import records\nfrom kg.graph.store import open_store\n"
        "store = open_store(sys.argv[1], create=True).__enter__()\nstore.load(records(60))\nos._exit(9)\n"
    )
    folders = f"{Path(__file__).parents[2]}:{Path(__file__).parent}"
    done = subprocess.run([sys.executable, "-c", program, str(path)], env={"PYTHONPATH": folders}, check=False)
    assert done.returncode == 9
    assert _count(path) == len(RECORDS)


def test_a_full_disk_is_one_line_and_nothing_half_done(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: writing beyond it fails in the same way."""
    path = tmp_path / "kg.db"
    with open_store(str(path), create=True) as store:
        store.load(RECORDS[:5])
        there = dump(store)
    program = (
        "import resource, sys\nfrom generate import records\nfrom kg.errors import StoreError\n"
        "from kg.graph.store import open_store\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n  with open_store(sys.argv[1], create=True) as store:\n    store.load(records(3000))\n"
        "except StoreError as error:\n  print(error)\n"
    )
    folders = f"{Path(__file__).parents[2]}:{Path(__file__).parent}"
    command = [sys.executable, "-c", program, str(path)]
    done = subprocess.run(command, env={"PYTHONPATH": folders}, capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1, done.stdout + done.stderr
    assert done.stdout.startswith(f"{path}: ")
    with open_store(str(path)) as store:
        assert dump(store) == there


def test_unknown_scheme_shows_no_login() -> None:
    with pytest.raises(UsageError) as caught:
        open_store("http://neo4j:hush-hush@localhost:7474")
    assert "hush-hush" not in str(caught.value)


def test_a_query_that_takes_too_long_is_ended(store: Store) -> None:
    store.load(RECORDS)
    long = """
        MATCH (a:Event), (b:Event), (c:Event), (d:Event)
        WHERE a.confidence + b.confidence + c.confidence + d.confidence < 0 RETURN count(*) AS n
    """
    began = monotonic()
    with pytest.raises(TooLongError, match="was ended: it took longer than"):
        store.read(long, {}, seconds=0.5)
    assert monotonic() - began < 60
    assert store.read("RETURN 1 AS one", {}, seconds=60).rows == [(1,)]
