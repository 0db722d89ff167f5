"""Records into a graph: whole articles, a batch a transaction, by statements that both stores run.

Actors, places and roles are combined with what is there (`kg.graph.combine`). An event that several articles report
(the same text twice) is one node; where their records differ, because two versions of the coder read them, the larger
digest decides; an event that was resolved across articles is what the last load says. What a replaced article alone
supported goes with it; only the spelling of a place that others speak of too stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any

from kg.graph import combine, held, schema
from kg.graph.changes import apply
from kg.graph.rollups import Ledger, fingerprint
from kg.graph.rows import ArticleRows, EventRows, actor_rows, role_row, rows_of
from kg.graph.schema import Nodes, Properties, Relationship
from kg.graph.statements import InTransaction, Run, create_nodes, known_nodes, set_nodes, statement
from kg.graph.store import LoadSummary
from kg.model import Actor, ArticleRecord

BATCH_ROWS = 5_000
"""Nodes and relationships a transaction, within the 1,000 to 10,000 that Neo4j takes well; an article is never cut."""

UNREAD = ""
"""The digest of an article that is to be loaded again: an event of it has another article's older reading."""


def load_records(
    records: Iterable[ArticleRecord | ArticleRows], in_transaction: InTransaction, threads: Executor | None = None
) -> LoadSummary:
    """Load `records` batch by batch; `in_transaction` runs the work it is given, wholly or not at all, in one of the
    `threads` if there are any.

    Raises InputError for a record with a date that is in no calendar; the batches before it stay.
    """
    changes = (partial(load_batch, articles=batch) for batch in batches(map(rows_of, records)))
    return apply(changes, in_transaction, threads)


def load_batch(run: Run, articles: Sequence[ArticleRows]) -> tuple[LoadSummary, Ledger | None]:
    """Load articles whose ids differ, in the transaction of `run`; the roll-ups are then still to be written."""
    found = {row["id"]: row["digest"] for row in run(statement("known_articles"), {"ids": [a.id for a in articles]})}
    fresh = [article for article in articles if found.get(article.id) != article.digest]
    replaced = [article.id for article in fresh if article.id in found]
    ledger = replace(run, fresh, replaced) if fresh else None
    return LoadSummary(len(fresh) - len(replaced), len(replaced), len(articles) - len(fresh)), ledger


def batches(articles: Iterable[ArticleRows]) -> Iterator[list[ArticleRows]]:
    """A batch ends before an id that it has already, so that the later of two articles replaces the earlier."""
    batch: dict[str, ArticleRows] = {}
    size = 0
    for article in articles:
        if batch and (article.id in batch or size + article.size > BATCH_ROWS):
            yield list(batch.values())
            batch, size = {}, 0
        batch[article.id] = article
        size += article.size
    if batch:
        yield list(batch.values())


def replace(run: Run, articles: Sequence[ArticleRows], replaced: list[str]) -> Ledger:
    """First take away what the articles `replaced` say, then write."""
    ledger = Ledger(run)
    touched: dict[str, set[str]] = defaultdict(set)
    events: dict[str, EventRows] = {}
    for event in (event for article in articles for event in article.events):
        if event.id not in events or event.digest > events[event.id].digest:
            events[event.id] = event
    there = _known_events(run, events)
    reported = {row["id"] for row in run(statement("events_of_articles"), {"ids": replaced})} if replaced else set()
    ledger.count_off(there.keys() | reported, replaced)
    if replaced:
        _forget(run, ledger, replaced, touched)
        there = _known_events(run, there)
    new = [event for key, event in events.items() if key not in there]
    changed = [event for key, event in events.items() if key in there and _decides(event, there[key])]
    if changed:
        _strip(run, ledger, [event.id for event in changed], touched)
    if touched:
        _tidy(run, ledger, touched)
    _write(run, ledger, articles, new, changed)
    ledger.count_on(articles, new, reported | {event.id for event in changed})
    _unsettle(run, ledger, reported | there.keys())
    return ledger


def _unsettle(run: Run, ledger: Ledger, events: Collection[str]) -> None:
    """Where another record than the one an event was written from should decide now, its article counts as unread
    (it has no digest), so that the next load writes it."""
    rows = run(statement("undecided"), {"ids": list(events)}) if events else []
    set_nodes(run, "Article", [{"id": row["id"], "digest": UNREAD} for row in rows])
    for row in rows:
        ledger.version ^= fingerprint(row["id"], row["digest"]) ^ fingerprint(row["id"], UNREAD)


def _known_events(run: Run, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in run(statement("known_events"), {"ids": list(ids)})}


def _forget(run: Run, ledger: Ledger, articles: list[str], touched: dict[str, set[str]]) -> None:
    """Take away what these articles report, and the events that no other reports."""
    events = [row["id"] for row in run(statement("only_events"), {"ids": articles})]
    _strip(run, ledger, events, touched)
    run(statement("delete_events"), {"ids": events})
    run(statement("delete_reports"), {"ids": articles})


def _strip(run: Run, ledger: Ledger, events: list[str], touched: dict[str, set[str]]) -> None:
    """Take the actors and places from events; `touched` gets their ids by label."""
    around = run(statement("around_events"), {"ids": events})
    for row in around:
        touched[row["label"]].add(row["id"])
        if row["label"] == "Actor":
            ledger.country_was(row["id"], row["country"])
    ledger.hold(row["id"] for row in around if row["label"] == "Actor")
    run(statement("delete_interactions"), {"ids": events})
    run(statement("delete_slots"), {"ids": events})


def _write(
    run: Run,
    ledger: Ledger,
    articles: Sequence[ArticleRows],
    new: Sequence[EventRows],
    changed: Sequence[EventRows],
) -> None:
    written = [*new, *changed]
    _write_shared(run, ledger, written)
    _merge(run, "Article", [article.properties for article in articles])
    _merge(run, "Event", [event.properties for event in changed])
    create_nodes(run, "Event", [event.properties for event in new])
    _relate(run, "create_relationships", [row for event in written for row in event.relationships])
    _relate(run, "create_relationships", [row for article in articles for row in article.reported])


def _decides(event: EventRows, there: Mapping[str, Any]) -> bool:
    """Whether an event takes the place of the one that is there, from a record that differs; one that was resolved
    across articles always does, for what was resolved last is the truth about all of them."""
    return event.digest != there["digest"] and (
        event.resolved or event.digest > there["digest"] or there["digest"] not in there["reporting"]
    )


def _write_shared(run: Run, ledger: Ledger, events: Sequence[EventRows]) -> None:
    shared = combine.by_id(
        (label, row) for event in events for label, rows in event.shared.items() for row in rows.values()
    )
    for label, rows in shared.items():
        there = known_nodes(run, label, schema.NODES[label], rows)
        there = {key: {name: value for name, value in node.items() if value is not None} for key, node in there.items()}
        merged = {key: combine.nodes(label, there[key], row) if key in there else row for key, row in rows.items()}
        _merge(run, label, [row for key, row in merged.items() if row != there.get(key)])
        if label == "Actor":
            for key, row in merged.items():
                if key in there:
                    ledger.country_was(key, there[key].get("country"))
                ledger.country_is(key, row.get("country"))
    _write_links(run, combine.by_pair(link for event in events for link in event.links))


def _write_links(run: Run, links: Sequence[Relationship]) -> None:
    of_actors = [row for row in links if row.type is schema.HELD]
    pairs = [{"source": row.source, "target": row.target} for row in of_actors]
    there = [
        Relationship(schema.HELD, row.pop("source"), row.pop("target"), {k: v for k, v in row.items() if v is not None})
        for row in run(statement("known_held"), {"rows": pairs})
    ]
    _relate(run, "merge_relationships", combine.by_pair([*links, *there]))


def _tidy(run: Run, ledger: Ledger, touched: Mapping[str, set[str]]) -> None:
    """Take away the actors, roles and places that nothing speaks of any more, and make the other actors anew."""
    actors = {"ids": sorted(touched["Actor"])}
    roles = [row["role"] for row in run(statement("delete_held"), actors)]
    run(statement("delete_lone_actors"), actors)
    nodes, roles_held = _said_of(run(statement("participations"), actors))
    for key, row in nodes.get("Actor", {}).items():
        ledger.country_is(key, row.get("country"))
    _merge(run, "Actor", list(nodes.get("Actor", {}).values()))
    _relate(run, "merge_relationships", roles_held)
    run(statement("delete_lone_roles"), {"ids": roles})
    _spell_roles(run, roles)
    places = sorted(touched["Place"])
    countries = [row["id"] for row in run(statement("countries_of"), {"ids": places})]
    run(statement("delete_lone_places"), {"ids": places})
    run(statement("delete_lone_places"), {"ids": countries})


def _spell_roles(run: Run, roles: Sequence[str]) -> None:
    """Roles whose spelling went with what was taken away get that of the others who speak of them."""
    wrong = [row["id"] for row in run(statement("misspelt_roles"), {"ids": roles})]
    if wrong:
        rows = run(statement("said_of_roles"), {"ids": wrong})
        told = ((row["role"], row["role_country"]) for row in rows if row["role"] is not None)
        analysts = ((each.role, each.country) for row in rows for each in held.unpacked(row["held"]))
        said = (role_row(*role) for role in (*told, *analysts))
        _merge(run, "Role", [row for key, row in combine.by_id(said)["Role"].items() if key in wrong])


_AROUND = frozenset({"seen", "also", "held"})


def _said_of(participations: Iterable[dict[str, Any]]) -> tuple[Nodes, tuple[Relationship, ...]]:
    rows = list(participations)
    analysts = [held.set_rows(row["id"], held.unpacked(row["held"]), row["seen"]) for row in rows]
    made = [
        actor_rows(Actor(**{k: v for k, v in row.items() if k not in _AROUND}), row["seen"], row["also"] or ())
        for row in rows
    ]
    links = held.outweighed((r for _, told in made for r in told), (r for _, told in analysts for r in told))
    return combine.by_id(node for nodes, _ in (*made, *analysts) for node in nodes), combine.by_pair(links)


def _merge(run: Run, label: str, rows: Sequence[Properties]) -> None:
    if rows:
        whole = [{key: row.get(key) for key in schema.NODES[label]} for row in rows]
        run(statement("merge_nodes", label=label), {"rows": whole})


def _relate(run: Run, query: str, rows: Iterable[Relationship]) -> None:
    by_type: dict[schema.RelationshipType, list[Properties]] = defaultdict(list)
    for row in rows:
        by_type[row.type].append({"source": row.source, "target": row.target, "properties": row.properties})
    for kind, of_kind in by_type.items():
        run(statement(query, source=kind.source, target=kind.target, type=kind.name), {"rows": of_kind})
