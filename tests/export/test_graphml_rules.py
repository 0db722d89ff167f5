"""GraphML that strict readers take: the rules of its schema, and those of Gephi's importer.

Gephi skips without a word what it does not understand: a value of another type than its key says, a key after the
graph. It knows a label and a weight by the name of their key alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from generate import records
from hypothesis import given
from hypothesis import strategies as st

from kg.export import graphml
from kg.export.files import text_file
from kg.export.reading import Reader
from kg.graph.store import open_store

_NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
_NMTOKEN = re.compile(r"[-.:\w\u00b7\u0300-\u036f\u200c\u200d\u203f\u2040\u0900-\u0dff]+")
_READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "boolean": {"true": True, "false": False}.__getitem__,
    "long": lambda text: re.fullmatch(r"-?\d{1,18}", text)[0],  # type: ignore[index]
    "double": lambda text: float(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text)[0]),  # type: ignore[index]
}
"""Types as Java reads them."""


@pytest.fixture(scope="module", params=["graph", "actors"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    write = graphml.write_graph if request.param == "graph" else graphml.write_actors
    with open_store(str(folder / "kg.db"), create=True) as store:
        store.load(list(records(200, actors=30)))
        with text_file(folder / "kg.graphml") as file:
            write(Reader(store), file)
    return folder / "kg.graphml"


def test_a_strict_reader_takes_all_of_it(written: Path) -> None:
    root = ElementTree.parse(written).getroot()
    assert root.tag == f"{_NAMESPACE}graphml"
    kinds = [child.tag.removeprefix(_NAMESPACE) for child in root]
    assert kinds == ["key"] * (len(kinds) - 1) + ["graph"]
    keys = {key.attrib["id"]: key.attrib for key in root[:-1]}
    assert len(keys) == len(kinds) - 1
    titles = Counter((key["for"], key["attr.name"].lower()) for key in keys.values())
    assert set(titles.values()) == {1}
    assert {key["attr.type"] for key in keys.values()} <= set(_READ)
    graph = root[-1]
    assert graph.attrib == {"edgedefault": "directed"}
    nodes = [element for element in graph if element.tag == f"{_NAMESPACE}node"]
    edges = graph[len(nodes) :]
    assert nodes and edges and {edge.tag for edge in edges} == {f"{_NAMESPACE}edge"}
    ids = {node.attrib["id"] for node in nodes}
    assert len(ids) == len(nodes) and len({edge.attrib["id"] for edge in edges}) == len(edges)
    for element in graph:
        assert all(_NMTOKEN.fullmatch(name) for name in element.attrib.values()), element.attrib
        owner = element.tag.removeprefix(_NAMESPACE)
        told = [data.attrib["key"] for data in element]
        assert len(told) == len(set(told))
        assert {f"{owner}_label", f"{owner}_type" if owner == "edge" else "node_node_type"} & set(told)
        for data in element:
            key = keys[data.attrib["key"]]
            assert key["for"] == owner and not len(data)
            _READ[key["attr.type"]](data.text or "")
    assert all({edge.attrib["source"], edge.attrib["target"]} <= ids for edge in edges)


def test_gephi_knows_label_and_weight(written: Path) -> None:
    root = ElementTree.parse(written).getroot()
    titles = {(key.attrib["for"], key.attrib["attr.name"]): key.attrib for key in root[:-1]}
    assert titles["node", "label"]["attr.type"] == titles["edge", "label"]["attr.type"] == "string"
    if written.parent.name.startswith("actors"):
        weight = titles["edge", "weight"]
        assert weight["attr.type"] == "double"
        told = [data.text for data in root[-1].iter(f"{_NAMESPACE}data") if data.attrib["key"] == weight["id"]]
        assert set(told) == {"1.0"} and len(told) == len(root[-1].findall(f"{_NAMESPACE}edge"))


@given(st.tuples(st.text(), st.text()))
def test_ids_are_tokens_and_stay_apart(ids: tuple[str, str]) -> None:
    one, other = (graphml.node_key("Role", key) for key in ids)
    assert (one == other) == (ids[0] == ids[1])
    assert ElementTree.fromstring(f'<a id="{one}"/>').attrib["id"] == one
    assert not re.search(r"\s", one)


def test_a_space_and_its_code_are_two() -> None:
    assert graphml.node_key("Role", "a b") == "Role:a_x20_b"
    assert graphml.node_key("Role", "a_x20_b") == "Role:a_x5f_x20_b"
