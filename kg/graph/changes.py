"""Changes to a graph, one transaction after the other, with the roll-ups kept in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from kg.errors import StoreError
from kg.graph.audit import recount
from kg.graph.rollups import FORM, Ledger, Pending
from kg.graph.statements import Run, statement
from kg.graph.store import LoadSummary

T = TypeVar("T")
Change = Callable[[Run], tuple[LoadSummary, Ledger | None]]
"""Work of one transaction: what it did, and what it changes in the roll-ups. Doing it again changes nothing more."""

PENDING_ROWS = 150_000
"""Nodes of the roll-ups that wait to be written together, so that busy ones are written seldom; a kilobyte each."""


class InTransaction(Protocol):
    """Runs work in a transaction, wholly or not at all; it may be tried more than once."""

    def __call__(self, work: Callable[[Run], T]) -> T: ...


class UnsureError(StoreError):
    """The connection was lost while a transaction ended: it is there, or it is not."""


def apply(changes: Iterable[Change], in_transaction: InTransaction) -> LoadSummary:
    """Make changes, each wholly or not at all; the sum of what they did."""
    total = LoadSummary(0, 0, 0)
    pending = Pending()
    sure = True
    in_transaction(_with_rollups)
    try:
        for change in changes:
            try:
                done, ledger = in_transaction(change)
            except UnsureError:
                # what it changed in the roll-ups may be lost with the answer: they are counted anew at the end
                sure = False
                done, ledger = in_transaction(change)
            total = LoadSummary(*(sum(counts) for counts in zip(total, done, strict=True)))
            if ledger and sure:
                pending.add(ledger)
            if len(pending) > PENDING_ROWS and sure:
                in_transaction(pending.write)
                pending = Pending()
    except StoreError:
        raise
    except BaseException:
        _finish(pending, in_transaction, sure)
        raise
    _finish(pending, in_transaction, sure)
    return total


def _finish(pending: Pending, in_transaction: InTransaction, sure: bool) -> None:
    if not sure:
        in_transaction(recount)
    elif len(pending):
        in_transaction(pending.write)


def _with_rollups(run: Run) -> None:
    """A graph that was loaded before there were roll-ups, or with others, gets them."""
    form = run(statement("known_form"), {})[0]
    if form["articles"] and form["rollups"] != FORM:
        recount(run)
