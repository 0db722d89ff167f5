"""What is exported of a store is what is in it; what is read back makes the same graph."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow.parquet as pq
import pytest
from generate import HOSTILE, records
from graph_dump import dump, totals
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from shared import kg, own_process, until

from kg.errors import StoreError, UsageError
from kg.export import csv_pair, graphml, json_graph, kinds, parquet_graph
from kg.export.files import folder, text_file
from kg.export.reading import Reader
from kg.graph import schema
from kg.graph.store import Store, open_store
from kg.model import ArticleRecord

RECORDS = tuple(records(300, actors=30))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _stored(tmp_path_factory.mktemp("export") / "kg.db", RECORDS)


@pytest.fixture
def graph(address: str) -> Iterator[Store]:
    with open_store(address) as store:
        yield store


def _stored(path: Path, articles: tuple[ArticleRecord, ...] | list[ArticleRecord]) -> str:
    with open_store(str(path), create=True) as store:
        store.load(articles)
    return str(path)


def _values(store: Store, pattern: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
    found = store.read(f"MATCH {pattern} RETURN {', '.join(f'x.`{name}` AS `{name}`' for name in names)}", {})
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def test_kinds_are_those_of_the_values(store: Store) -> None:
    types = {"text": str, "whole": int, "number": float, "truth": bool, "day": date, "texts": list}
    store.load(RECORDS)
    rollups = {r.label: r.properties for r in (*schema.ROLLUPS, schema.ACTOR_TALLY)}
    owners = [(f"(x:{label})", names, kinds.of_node) for label, names in (*schema.NODES.items(), *rollups.items())]
    owners += [("(x:Graph)", schema.META, kinds.of_node)]
    owners += [
        (f"()-[x:{each.name}]->()", each.properties, kinds.of_relationship)
        for each in schema.RELATIONSHIPS
        if each.properties
    ]
    for pattern, names, kind in owners:
        for row in _values(store, pattern, names):
            for name, value in row.items():
                assert value is None or type(value) is types[kind(name)], (pattern, name)


def test_graphml(graph: Store, tmp_path: Path) -> None:
    with text_file(tmp_path / "kg.graphml") as file:
        graphml.write_graph(Reader(graph), file)
    read = nx.read_graphml(tmp_path / "kg.graphml", force_multigraph=True)
    nodes = {
        graphml.node_key(label, node["id"]): node for label, names in schema.NODES.items()
        for node in _values(graph, f"(x:{label})", names)
    }  # fmt: skip
    assert set(read.nodes) == set(nodes)
    assert read.number_of_edges() == sum(len(rows) for name, rows in dump(graph).items() if name in _TYPES)
    for key, node in nodes.items():
        found = read.nodes[key]
        assert found["label"] == _xml(node["name"])
        for name, value in node.items():
            assert found.get("key" if name == "id" else name) == _flat(value), (key, name)
    assert {type(value) for _, node in read.nodes(data=True) for value in node.values()} == {str, int, float}
    assert {edge["label"] for *_, edge in read.edges(data=True)} <= _TYPES


_TYPES = {each.name for each in schema.RELATIONSHIPS}


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return _xml("; ".join(value))
    if isinstance(value, date):
        return value.isoformat()
    return _xml(value) if isinstance(value, str) else value


def _xml(text: str) -> str:
    return text.replace("\x00", "\ufffd")


def test_graphml_of_actors(graph: Store, tmp_path: Path) -> None:
    with text_file(tmp_path / "actors.graphml") as file:
        graphml.write_actors(Reader(graph), file)
    read = nx.read_graphml(tmp_path / "actors.graphml", force_multigraph=True)
    events = {event["id"]: event for event in _values(graph, "(x:Event)", ("id", "quad", "goldstein"))}
    between = [
        (source, target, kind.name, event, events[event]["quad"], events[event]["goldstein"])
        for kind in schema.INTERACTIONS
        for source, target, event in graph.read(
            f"MATCH (a:Actor)-[r:{kind.name}]->(b:Actor) RETURN a.id, b.id, r.event_id", {}
        ).rows
    ]
    keys = dict(read.nodes(data="key"))
    found = [
        (keys[s], keys[t], d["label"], d["event_id"], d["quad"], d.get("goldstein"))
        for s, t, d in read.edges(data=True)
    ]
    assert sorted(found, key=repr) == sorted(between, key=repr) != []
    assert {d["weight"] for *_, d in read.edges(data=True)} == {1.0}


def test_csv(graph: Store, tmp_path: Path) -> None:
    csv_pair.write(Reader(graph), tmp_path)
    with (tmp_path / csv_pair.NODES).open(newline="", encoding="utf-8") as file:
        nodes = list(csv.DictReader(file))
    with (tmp_path / csv_pair.RELATIONSHIPS).open(newline="", encoding="utf-8") as file:
        edges = list(csv.DictReader(file))
    assert len(nodes) == sum(len(_values(graph, f"(x:{label})", ("id",))) for label in schema.NODES)
    assert len(edges) == sum(len(rows) for name, rows in dump(graph).items() if name in _TYPES)
    keys = {(node["label"], node["id"]) for node in nodes}
    assert all((e["source_label"], e["source"]) in keys and (e["target_label"], e["target"]) in keys for e in edges)
    assert {node["name"] for node in nodes} >= {name.removesuffix(" ") for name in HOSTILE if name[0].isalnum()}
    event = _values(graph, "(x:Event)", schema.NODES["Event"])[0]
    row = next(node for node in nodes if (node["label"], node["id"]) == ("Event", event["id"]))
    assert {n: row[n] for n in event} == {n: "" if v is None else str(v) for n, v in event.items()}


def test_csv_has_no_formulas(tmp_path: Path) -> None:
    import msgspec

    bad = ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1")
    articles = [
        msgspec.structs.replace(record, id=f"{bad[i % 5]}{i}", title=bad[i % 5], url=bad[i % 5])
        for i, record in enumerate(records(20))
    ]
    with open_store(_stored(tmp_path / "kg.db", articles)) as store:
        csv_pair.write(Reader(store), tmp_path)
    for name in (csv_pair.NODES, csv_pair.RELATIONSHIPS):
        with (tmp_path / name).open(newline="", encoding="utf-8") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        numbers = {cell for cell in cells if cell.lstrip("-").replace(".", "").isdigit()}
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and cell not in numbers]
        assert any(cell.startswith("'=") for cell in cells)


def test_parquet_makes_the_same_graph(store: Store, address: str, tmp_path: Path) -> None:
    """Written from each store, read into the other."""
    store.load(RECORDS)
    parquet_graph.write(Reader(store), tmp_path)
    with open_store(str(tmp_path / "again.db"), create=True) as again, open_store(address) as expected:
        assert again.load(parquet_graph.read(tmp_path)).loaded == len(RECORDS)
        assert dump(again) == dump(expected)
        assert totals(again) == totals(expected)
        assert again.load(RECORDS).unchanged == len(RECORDS)
        assert again.load(records(300, actors=30, coder="2")).replaced == len(RECORDS)
    assert pq.read_schema(tmp_path / "Event.parquet").field("start").type == "date32[day]"


def test_json_lines_make_the_same_graph(store: Store, address: str, tmp_path: Path) -> None:
    """Written from each store, read into the other by the commands that users have."""
    store.load(RECORDS)
    with text_file(tmp_path / "graph.jsonl") as file:
        count = json_graph.write(Reader(store), file)
    lines = (tmp_path / "graph.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == count
    assert lines[0].startswith('{"label":"Actor","id":"')
    result = kg("load", tmp_path / "graph.jsonl", "--store", tmp_path / "again.db")
    assert result.exit_code == 0, result.stderr
    with open_store(str(tmp_path / "again.db")) as again, open_store(address) as expected:
        assert dump(again) == dump(expected)
        assert totals(again) == totals(expected)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"label": "Actr", "id": "x"}', "'Actr'"),
        ('{"type": "LIKES", "source": "x", "target": "y"}', "'LIKES'"),
        ('{"label": "Actor"}', "`id`"),
        ('{"label": "Actor", "id": "x", "age": 3}', "`age`"),
        ('{"label": "Event", "id": "x", "start": "2017-02-30"}', "$.start"),
        ('{"label": ["Actor"]}', "$.label"),
        ("[1]", "object"),
        ("{", "truncated"),
    ],
)
def test_a_line_that_is_no_part_of_a_graph(line: str, reason: str, address: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    assert kg("export", "jsonl", "-o", path, "--store", address).exit_code == 0
    first, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text(f"{first}\n{line}\n{rest}", "utf-8")
    result = kg("load", path, "--store", tmp_path / "kg.db")
    assert result.exit_code == 2
    assert f"{path}:2: no node or relationship of a graph: " in result.stderr
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(chosen=st.lists(st.integers(0, 39), unique=True), page=st.integers(1, 9), coder=st.sampled_from(["1", "2"]))
def test_any_part_of_a_graph_comes_back(
    chosen: list[int], page: int, coder: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Also into a graph that has other articles, and that has some of them read otherwise. Roles may then be spelt as
    they were in the graph that was written."""
    first, second = (tuple(records(200, actors=12, coder=each))[:40] for each in ("1", coder))
    path = tmp_path_factory.mktemp("parts")
    part = [first[index] for index in chosen]
    tables = path / "tables"
    tables.mkdir()
    with open_store(_stored(path / "part.db", part)) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_graph, "_ARTICLES", page)
        patch.setattr("kg.export.reading.PAGE", page)
        patch.setattr("kg.export.reading._IDS", page * 3)
        parquet_graph.write(Reader(store), tables)
        with text_file(path / "graph.jsonl") as file:
            json_graph.write(Reader(store), file)
        assert list(json_graph.read(path / "graph.jsonl")) == list(parquet_graph.read(tables))
        with open_store(str(path / "again.db"), create=True) as again:
            again.load(second[::2])
            again.load(parquet_graph.read(tables))
            made, names = dump(again), _names(again)
    with open_store(str(path / "expected.db"), create=True) as expected:
        expected.load(second[::2])
        expected.load(part)
        assert {**made, "Role": names} == {**dump(expected), "Role": _names(expected)}


def test_a_graph_that_is_loaded_meanwhile(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "kg.db"), create=True) as store:
        store.load(RECORDS[:5])
        with pytest.raises(StoreError, match="run the export again"), Reader(store).unchanged():
            store.load(RECORDS[:9])
        with Reader(store).unchanged():
            store.load(RECORDS[:9])


def _names(store: Store) -> list[tuple[str, ...]]:
    return sorted((row["id"], row["name"].casefold()) for row in _values(store, "(x:Role)", ("id", "name")))


@pytest.mark.parametrize("form", ["graphml", "csv", "parquet", "jsonl", "neo4j-admin", "gdelt", "polecat"])
def test_command(form: str, address: str, tmp_path: Path) -> None:
    result = kg("export", form, "-o", tmp_path / "out", "--store", address, "--json")
    assert result.exit_code == 0, result.output
    assert '"output"' in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    first = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p.suffix != ".parquet"}
    assert kg("export", form, "-o", tmp_path / "out", "--store", address).exit_code == 0
    assert {p: p.read_bytes() for p in first} == first


@pytest.mark.parametrize("form", ["csv", "parquet", "neo4j-admin"])
def test_folders_are_no_files(form: str, address: str, tmp_path: Path) -> None:
    assert kg("export", form, "-o", "-", "--store", address).exit_code == 2
    (tmp_path / "file").write_text("kept")
    result = kg("export", form, "-o", tmp_path / "file", "--store", address)
    assert (result.exit_code, (tmp_path / "file").read_text()) == (2, "kept")


def test_wrong_usage(address: str, tmp_path: Path) -> None:
    for words in (
        ("graphml", "-o", tmp_path),
        ("graphml", "-o", "/proc/none/x"),
        ("gdelt", "--modality", "likely"),
        ("gdelt", "--json"),
        ("records", tmp_path / "none.jsonl", "-o", tmp_path / "x.parquet"),
    ):
        result = kg("export", *words, "--store", address)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), (words, result.stderr)
    assert kg("export", "gdelt", "--store", tmp_path / "none.db").exit_code == 3
    assert list(tmp_path.iterdir()) == []


def test_standard_output(address: str, tmp_path: Path) -> None:
    printed = kg("export", "graphml", "-o", "-", "--store", address)
    assert kg("export", "graphml", "-o", tmp_path / "x", "--store", address).exit_code == 0
    assert printed.stdout_bytes == (tmp_path / "x").read_bytes()


def test_interrupted_export_leaves_nothing(address: str, tmp_path: Path) -> None:
    import signal

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "nodes.csv").write_text("old")
    script = tmp_path / "slow.py"
    script.write_text(
        "import time\nfrom kg.export.reading import Reader\nedges = Reader.edges\n"
        "def slow(self, group):\n    time.sleep(60)\n    yield from edges(self, group)\n"
        "Reader.edges = slow\nfrom kg.cli import app\napp()\n"
    )
    process = own_process("export", "csv", "-o", tmp_path / "out", "--store", address, script=script)
    until(lambda: any(".writing" in path.name for path in tmp_path.iterdir()), process)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert (tmp_path / "out" / "nodes.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "slow.py"]


def test_loading_what_is_no_export(tmp_path: Path) -> None:
    result = kg("load", tmp_path, "--store", tmp_path / "kg.db")
    assert (result.exit_code, "Actor.parquet is not in it" in result.stderr) == (2, True)
    with folder(tmp_path / "tables") as part, open_store(_stored(tmp_path / "a.db", [])) as store:
        parquet_graph.write(Reader(store), part)
    (tmp_path / "tables" / "Event.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(UsageError, match="damaged"):
        list(parquet_graph.read(tmp_path / "tables"))


def test_pages_do_not_change_what_is_read(graph: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(Reader(graph).nodes("Actor", schema.NODES["Actor"]))
    for page, ids in product((1, 7), (1, 10)):
        monkeypatch.setattr("kg.export.reading.PAGE", page)
        monkeypatch.setattr("kg.export.reading._IDS", ids)
        assert list(Reader(graph).nodes("Actor", schema.NODES["Actor"])) == whole
