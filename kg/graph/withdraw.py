"""Articles taken out of a graph, with what they alone support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kg.graph.changes import Change, apply
from kg.graph.keys import node_id
from kg.graph.load import UNREAD, replace
from kg.graph.rollups import Ledger
from kg.graph.statements import InTransaction, Run, statement
from kg.graph.store import LoadSummary, Store

ARTICLES = 200
"""A transaction."""
_UNREAD = "MATCH (a:Article {digest: $unread}) RETURN a.id AS id ORDER BY id"


def withdraw(ids: Sequence[str], in_transaction: InTransaction) -> int:
    """Take articles away and count those that were there. An event that others report too stays; where the record of
    one of these decided what it is, those others count as unread (`kg.graph.load.UNREAD`) until they are loaded."""
    return apply(_changes([node_id(key) for key in ids]), in_transaction).replaced if ids else 0


def unread(store: Store) -> list[str]:
    """The articles of a store that are to be loaded again."""
    return [row[0] for row in store.read(_UNREAD, {"unread": UNREAD}).rows]


def _changes(ids: Sequence[str]) -> Iterator[Change]:
    for start in range(0, len(ids), ARTICLES):
        yield partial(_take_away, ids=ids[start : start + ARTICLES])


def _take_away(run: Run, ids: Sequence[str]) -> tuple[LoadSummary, Ledger | None]:
    there = [row["id"] for row in run(statement("known_articles"), {"ids": list(ids)})]
    if not there:
        return LoadSummary(0, 0, 0), None
    ledger = replace(run, [], there)
    run(statement("delete_nodes", label="Article"), {"ids": there})
    return LoadSummary(0, len(there), 0), ledger
