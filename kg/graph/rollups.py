"""Keeps the roll-ups with the events.

Whatever a batch may change is counted off as it was and counted on as it became, so that loading, replacing and taking
away leave the same figures as counting the whole graph anew (`kg.graph.audit` does that). Changes are gathered over
many batches, because most of them are to the same few actors, places and days, and written when there are many and at
the end of a load. From the first batch until then the graph says that its roll-ups are behind: after a load that was
killed, the next one counts them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Executor
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Any

from kg.graph import schema
from kg.graph.rows import ArticleRows, EventRows
from kg.graph.schema import Properties, Rollup
from kg.graph.statements import InTransaction, Run, create_nodes, known_nodes, set_nodes, statement
from kg.graph.tallies import Row, Span, Tallies, is_empty, merged, spans
from kg.graph.told import Country, Report, Told, told_again, told_events, told_new
from kg.ids import digest

FORM = 3
"""Of the roll-ups: another one, or none, and they are counted anew."""

WRITE_ROWS = 10_000
"""Nodes of the roll-ups a transaction, as many as Neo4j takes well; 150,000 are more than a small server can hold."""

GRAPH = "graph"
"""Id of the one node of the label Graph."""


class Pending:
    """What batches changed in the roll-ups and is not written yet."""

    def __init__(self) -> None:
        self._tallies = Tallies()
        self._actors: dict[str, Properties] = {}
        self._version = 0

    def __len__(self) -> int:
        return len(self._tallies)

    def add(self, ledger: Ledger) -> None:
        """Take over what a batch changed, once its transaction is done."""
        for told, sign in ledger.events:
            self._tallies.event(told, sign)
        for told, sign in ledger.moved:
            self._tallies.countries(told, sign)
        for outlet, published, events, sign in ledger.articles:
            self._tallies.article(outlet, published, events, sign)
        self._actors = ledger.actors | self._actors
        self._version ^= ledger.version

    def write(self, in_transaction: InTransaction, threads: Executor | None = None) -> None:
        """Write all of it, a part a transaction, of which none touches the nodes of another: with `threads`, several
        at a time. After the last of them the roll-ups are no longer behind."""
        for _ in (threads.map if threads else map)(in_transaction, self._changes(in_transaction)):
            pass
        in_transaction(partial(stamp, change=self._version))

    def _changes(self, in_transaction: InTransaction) -> Iterator[Callable[[Run], None]]:
        for rollup in schema.ROLLUPS:
            rows = self._tallies.rows[rollup.label]
            changed = {key: row for key, row in rows.items() if any(row.counts.values()) or row.seen}
            is_first = not changed or not in_transaction(partial(_any_node, rollup=rollup))
            for part in _parts(changed):
                yield partial(_write_rollup, rollup=rollup, rows=part, is_first=is_first)
        for part in _parts(self._tallies.rows[schema.ACTOR_TALLY.label]):
            yield partial(_write_actors, rows=part, held=self._actors)


class Ledger:
    """What one batch changes in the roll-ups: `events` and `articles` (outlet, day, number of events) that count from
    now on (1) or no more (-1), events that `moved` between countries, and the graph's `version`. `actors` are the
    figures of actors that it may make anew."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.events: list[tuple[Told, int]] = []
        self.moved: list[tuple[Told, int]] = []
        self.articles: list[tuple[*Report, int, int]] = []
        self.version = 0
        self._off: dict[str, Told] = {}
        self.actors: dict[str, Properties] = {}
        self._were: dict[str, Country] = {}
        self._are: dict[str, Country] = {}

    def count_off(self, events: Iterable[str], articles: Sequence[str]) -> None:
        """Before anything is written: the events that a batch may change, and the articles that it replaces."""
        self._off = {told.id: told for told in told_events(self._run, events)}
        self.events += [(told, -1) for told in self._off.values()]
        for row in self._run(statement("told_articles"), {"ids": articles}) if articles else ():
            self.articles.append((row["outlet"], row["published"], row["events"], -1))
            self.version ^= fingerprint(row["id"], row["digest"])

    def hold(self, actors: Iterable[str]) -> None:
        """Before actors are made anew, which takes their figures with them."""
        tally = schema.ACTOR_TALLY
        self.actors = known_nodes(self._run, tally.label, tally.properties, actors) | self.actors

    def country_was(self, actor: str, country: Country) -> None:
        """The country that an actor had before this batch changed it; what is told first counts."""
        self._were.setdefault(actor, country)

    def country_is(self, actor: str, country: Country) -> None:
        """The country that an actor has now; what is told last counts."""
        self._are[actor] = country

    def count_on(self, articles: Iterable[ArticleRows], new: Iterable[EventRows], remade: Set[str]) -> None:
        """After everything else is written: `articles` of the batch, the events that were not there, and those that
        were `remade`; of the others that it tells it only adds reports."""
        reports: dict[str, list[Report]] = {}
        for article in articles:
            report = article.properties.get("source"), article.properties.get("published")
            self.articles.append((*report, len(article.reported), 1))
            self.version ^= fingerprint(article.id, article.digest)
            for reported in article.reported:
                reports.setdefault(reported.source, []).append(report)
        fresh = {event.id for event in new}
        self.events += [(told_new(event, reports[event.id], self._are), 1) for event in new]
        self.events += [(told, 1) for told in told_events(self._run, (self._off.keys() & remade) - fresh)]
        for key in self._off.keys() - remade - fresh:
            self.events.append((told_again(self._off[key], reports[key], self._are), 1))
        self._move(fresh | self._off.keys())
        mark_behind(self._run)

    def _move(self, counted: set[str]) -> None:
        """Events of actors of which another country is known now, but for those that are counted already."""
        moved = {actor: was for actor, was in self._were.items() if self._are.get(actor, was) != was}
        if not moved:
            return
        events = {row["id"] for row in self._run(statement("events_of_actors"), {"ids": list(moved)})}
        for told in told_events(self._run, events - counted):
            self.moved += [(told_again(told, (), moved), -1), (told, 1)]


def _write_actors(run: Run, rows: Mapping[str, Row], held: Mapping[str, Properties]) -> None:
    tally = schema.ACTOR_TALLY
    there = known_nodes(run, tally.label, tally.properties, rows.keys() - held.keys())
    there |= {key: held[key] for key in rows.keys() & held.keys()}
    made = {key: merged(tally, there.get(key, {}), row) for key, row in rows.items()}
    lost = [key for key, row in rows.items() if row.lost]
    _recall(tally, made, run(statement("spans_of_actors"), {"ids": lost}) if lost else [], lost)
    _set_changed(run, tally, {key: {} if key in held else there.get(key, {}) for key in made}, made)


def mark_behind(run: Run) -> None:
    """Note that the roll-ups are behind the events, until `stamp`."""
    run(statement("mark_behind"), {"id": GRAPH, "version": f"{0:016x}"})


def stamp(run: Run, change: int) -> None:
    """Note that the articles of the graph changed: `version` is the same for the same articles, coded in the same way,
    in whichever order they came."""
    there = known_nodes(run, "Graph", schema.META, [GRAPH]).get(GRAPH)
    version = f"{int(there['version'], 16) ^ change if there else change:016x}"
    if there:
        set_nodes(run, "Graph", [{"id": GRAPH, "version": version, "rollups": FORM}])
    else:
        create_nodes(run, "Graph", [graph_row(change)])


def graph_row(version: int) -> Properties:
    """The node of the label Graph."""
    return {"id": GRAPH, "name": GRAPH, "version": f"{version:016x}", "rollups": FORM}


def fingerprint(article: str, record: str) -> int:
    """Of an article and the digest of its record."""
    return int(digest(article, record, length=16), 16)


def new_row(rollup: Rollup, key: str, row: Row) -> Properties:
    """The node of a roll-up that was not there."""
    return {"id": key, **row.keys, **merged(rollup, {}, row)}


def _any_node(run: Run, rollup: Rollup) -> bool:
    return bool(run(statement("any_node", label=rollup.label), {}))


def _parts(rows: Mapping[str, Row]) -> Iterator[dict[str, Row]]:
    rest = iter(rows.items())
    while part := dict(islice(rest, WRITE_ROWS)):
        yield part


def _write_rollup(run: Run, rollup: Rollup, rows: Mapping[str, Row], is_first: bool) -> None:
    """Where these are the first rows of this roll-up, nothing that is there is looked for."""
    there = {} if is_first else known_nodes(run, rollup.label, ("id", *rollup.counts, *rollup.spans), rows)
    create_nodes(run, rollup.label, [new_row(rollup, key, row) for key, row in rows.items() if key not in there])
    kept: dict[str, Properties] = {}
    gone = []
    for key, node in there.items():
        changed = merged(rollup, node, rows[key])
        if is_empty(rollup, changed):
            gone.append(key)
        else:
            kept[key] = changed
    if gone:
        run(statement("delete_nodes", label=rollup.label), {"ids": gone})
    lost = [key for key in kept if rows[key].lost]
    if lost:
        asked = [{"id": key, **rows[key].keys, "next": _next(rows[key].keys["month"])} for key in lost]
        _recall(rollup, kept, run(statement("spans_of_dyads"), {"rows": asked}), lost)
    _set_changed(run, rollup, there, kept)


def _set_changed(run: Run, rollup: Rollup, there: Mapping[str, Properties], made: Mapping[str, Properties]) -> None:
    """Write what differs: a busy actor has many counts, and an event changes few of them."""
    rows = []
    for key, row in made.items():
        had = there[key]
        changed = {name: value for name, value in row.items() if name not in had or had[name] != value}
        if changed:
            rows.append({"id": key, **changed})
    set_nodes(run, rollup.label, rows)


def _recall(
    rollup: Rollup, made: dict[str, Properties], found: Iterable[Mapping[str, Any]], lost: Iterable[str]
) -> None:
    """Spans anew, from all events, where an event was taken away."""
    seen: dict[str, list[Span]] = {key: [] for key in lost}
    for row in found:
        seen[row["id"]].append((row["day"], row["event"]))
    for key, days in seen.items():
        made[key].update(spans(rollup, days))


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
