"""The statements of `cypher/load/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Protocol, TypeVar

from kg import settings

Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""Runs one statement with its parameters inside an open transaction and returns its rows."""

T = TypeVar("T")


class InTransaction(Protocol):
    """Runs work in a transaction, wholly or not at all; it may be tried more than once."""

    def __call__(self, work: Callable[[Run], T]) -> T: ...


def statement(name: str, **names: str) -> str:
    """A statement with labels, types and properties of `kg.graph.schema` in their places."""
    query = _text(name)
    for place, label in names.items():
        query = query.replace(f"<{place}>", label)
    return query


def known_nodes(run: Run, label: str, properties: Iterable[str], ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What nodes of a label hold, by id, without those that are not there."""
    query = statement("known_nodes", label=label, properties=", ".join(f".`{key}`" for key in properties))
    return {row["node"]["id"]: row["node"] for row in run(query, {"ids": list(ids)})}


def create_nodes(run: Run, label: str, rows: list[dict[str, Any]]) -> None:
    """New nodes, each with the properties of its row.

    The few rows that bring a property first are written apart from the others: the embedded engine refuses in CREATE a
    property that no node of the label had when the graph was last closed, and SET, which may bring one, is far slower.
    """
    brought: set[str] = set()
    bringing: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for row in rows:
        if row.keys() <= brought:
            others.append(row)
            continue
        new = {key for key, value in row.items() if value is not None and key not in brought}
        (bringing if new else others).append(row)
        brought |= new
    if bringing:
        run(statement("bring_nodes", label=label), {"rows": bringing})
    if others:
        properties = ", ".join(f"`{key}`: row.`{key}`" for key in sorted(brought))
        run(statement("create_nodes", label=label, properties=properties), {"rows": others})


def set_nodes(run: Run, label: str, rows: list[dict[str, Any]]) -> None:
    """Other values for nodes, where they are still there: each row has the id and what changes, None for what goes."""
    if rows:
        run(statement("set_nodes", label=label), {"rows": rows})


@cache
def _text(name: str) -> str:
    return settings.cypher("load", f"{name}.cypher").read_text(encoding="utf-8")
