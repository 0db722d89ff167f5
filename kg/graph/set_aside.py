"""What was set aside, as nodes of the graph, so that reports can tell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from kg.graph import schema
from kg.graph.keys import node_id
from kg.graph.schema import Properties
from kg.graph.statements import InTransaction, Run, statement

LABEL = "SetAside"
_ROWS = 5_000
_HELD = f"MATCH (n:{LABEL}) RETURN n {{{', '.join(f'.{name}' for name in schema.SET_ASIDE)}}} AS node"


def keep(rows: list[dict[str, Any]], in_transaction: InTransaction) -> None:
    """Make the nodes those of `rows`, with the properties of `schema.SET_ASIDE`, and write only what differs."""
    wanted = {node_id(row["id"]): {**row, "id": node_id(row["id"])} for row in rows}
    held = in_transaction(_held)
    gone = [key for key in held if key not in wanted]
    changed = [row for key, row in wanted.items() if row != held.get(key)]
    for start in range(0, len(gone), _ROWS):
        in_transaction(partial(_delete, ids=gone[start : start + _ROWS]))
    for start in range(0, len(changed), _ROWS):
        in_transaction(partial(_merge, rows=changed[start : start + _ROWS]))


def _held(run: Run) -> Mapping[str, Properties]:
    return {row["node"]["id"]: {name: row["node"].get(name) for name in schema.SET_ASIDE} for row in run(_HELD, {})}


def _delete(run: Run, ids: list[str]) -> None:
    run(statement("delete_nodes", label=LABEL), {"ids": ids})


def _merge(run: Run, rows: list[Properties]) -> None:
    run(statement("merge_nodes", label=LABEL), {"rows": rows})
