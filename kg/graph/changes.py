"""Changes to a graph, one transaction after the other, with the roll-ups kept in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from typing import NamedTuple

from kg.errors import StoreError
from kg.graph.audit import recount
from kg.graph.rollups import FORM, Ledger, Pending
from kg.graph.statements import InTransaction, Run, statement
from kg.graph.store import LoadSummary

Change = Callable[[Run], tuple[LoadSummary, Ledger | None]]
"""Work of one transaction: what it did, and what it changes in the roll-ups. Doing it again changes nothing more."""

PENDING_ROWS = 300_000
"""Nodes of the roll-ups that wait to be written together, so that busy ones are written seldom; half a KB each."""


class UnsureError(StoreError):
    """The connection was lost while a transaction ended: it is there, or it is not."""


class Done(NamedTuple):
    """What a change did, and whether it is known to be there once only."""

    summary: LoadSummary
    ledger: Ledger | None
    sure: bool


def apply(changes: Iterable[Change], in_transaction: InTransaction, threads: Executor | None = None) -> LoadSummary:
    """Make changes, each wholly or not at all, one after the other; the sum of what they did.

    With `threads` to run the transactions, the next change is worked out while the store makes the one before, and the
    roll-ups are written several parts at a time.
    """
    _give_rollups(in_transaction)
    making = _Making(in_transaction, threads)
    try:
        for change in changes:
            making.begin(change)
        making.settle()
    except StoreError:
        raise
    except BaseException:
        making.finish()
        raise
    making.finish()
    return making.total


class _Making:
    """Changes that are being made: `total` of those that are done, and what they changed in the roll-ups."""

    def __init__(self, in_transaction: InTransaction, threads: Executor | None) -> None:
        self.total = LoadSummary(0, 0, 0)
        self._in_transaction = in_transaction
        self._threads = threads
        self._running: Future[Done] | None = None
        self._pending = Pending()
        self._sure = True

    def begin(self, change: Change) -> None:
        if self._threads is None:
            self._add(self._make(change))
        else:
            before = self._wait()
            self._running = self._threads.submit(self._make, change)
            self._add(before)
        if len(self._pending) > PENDING_ROWS and self._sure:
            self.settle()
            self._pending.write(self._in_transaction, self._threads)
            self._pending = Pending()

    def settle(self) -> None:
        """Wait for the change that is being made."""
        self._add(self._wait())

    def finish(self) -> None:
        """Write the roll-ups of all changes that were made."""
        if self._running and self._running.exception() is None:
            self.settle()
        if not self._sure:
            recount(self._in_transaction)
        elif len(self._pending):
            self._pending.write(self._in_transaction, self._threads)

    def _make(self, change: Change) -> Done:
        try:
            return Done(*self._in_transaction(change), True)
        except UnsureError:
            # what it changed in the roll-ups may be lost with the answer: they are counted anew at the end
            return Done(*self._in_transaction(change), False)

    def _wait(self) -> Done | None:
        done = self._running.result() if self._running else None
        self._running = None
        return done

    def _add(self, done: Done | None) -> None:
        if done is None:
            return
        self.total = LoadSummary(*(sum(counts) for counts in zip(self.total, done.summary, strict=True)))
        self._sure = self._sure and done.sure
        if done.ledger and self._sure:
            self._pending.add(done.ledger)


def _give_rollups(in_transaction: InTransaction) -> None:
    """A graph that was loaded before there were roll-ups, or with others, gets them."""
    form = in_transaction(lambda run: run(statement("known_form"), {})[0])
    if form["articles"] and form["rollups"] != FORM:
        recount(in_transaction)
