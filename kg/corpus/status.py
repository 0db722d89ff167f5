"""Where a corpus stands: plain values, and as words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from kg.corpus.amending import unfound
from kg.corpus.corpus import Corpus
from kg.corpus.decision_files import read_decisions
from kg.corpus.lock import is_held
from kg.corpus.runs import Run
from kg.resolve.decisions import in_force

_REASONS = 5
_SLOW = 20


class Status(Struct, frozen=True, kw_only=True):
    """`articles` by state; `events` as articles tell them, `resolved_events` across articles, `told_by_several` those
    of which several mentions tell; `copies`: articles whose text goes back to one of `copied_texts` others,
    `superseded`: those in whose place an update stands. `coders`: articles by the version that coded them, `stores`:
    what each holds. `decisions` are those in force, `unfound` those of them
    that find no object. `too_slow` names what the time limit ended, the first twenty. Sizes are in bytes, times in
    seconds since 1970."""

    corpus: str
    articles: dict[str, int]
    events: int
    resolved_events: int
    told_by_several: int
    copies: int
    copied_texts: int
    superseded: int
    coders: dict[str, int]
    decisions: int
    unfound: list[str]
    set_aside: int
    reasons: dict[str, int]
    too_slow: list[str]
    shards: int
    rows: int
    bytes: int
    waiting: int
    inputs: list[str]
    stores: list[dict[str, Any]]
    building: bool
    run: dict[str, Any] | None


def status(corpus: Corpus) -> Status:
    """Of a corpus, also while another process builds in it."""
    ask = corpus.manifest.database.execute
    states = dict(ask("SELECT state, count(*) FROM article GROUP BY state ORDER BY state").fetchall())
    coders = "SELECT coder, count(*) AS n FROM article WHERE state = 'coded' GROUP BY coder ORDER BY n DESC, coder"
    shards = ask("SELECT count(*), total(rows), total(bytes) FROM shard").fetchone()
    building = is_held(corpus.folder)
    run = corpus.runs.last()
    resolved, several = corpus.settled.count()
    copies = corpus.texts.count()
    decided = in_force(read_decisions(corpus.folder / "decisions", lambda _: None))
    return Status(
        corpus=str(corpus.folder),
        articles=states,
        events=corpus.manifest.totals()[1],
        resolved_events=resolved,
        told_by_several=several,
        copies=copies.copies,
        copied_texts=copies.texts,
        superseded=copies.superseded,
        coders=dict(ask(coders).fetchall()),
        decisions=len(decided),
        unfound=[f"{one.decision.id}: {one.reason}" for one in unfound(corpus, decided)],
        set_aside=corpus.asides.count(),
        reasons=dict(corpus.asides.reasons(_REASONS)),
        too_slow=corpus.asides.slow(_SLOW),
        shards=int(shards[0]),
        rows=int(shards[1]),
        bytes=int(shards[2]),
        waiting=corpus.manifest.count_waiting(),
        inputs=[path for path, _, _ in corpus.asides.inputs(with_problems=False)],
        stores=[
            {"store": address, "articles": articles, "loaded": loaded, "behind": len(corpus.holdings.to_load(address))}
            for address, _, loaded, articles in corpus.holdings.stores()
        ],
        building=building,
        run=run and _run(run, building),
    )


def _run(run: Run, building: bool) -> dict[str, Any]:
    """A run that neither ended nor is under way was killed."""
    phase = "killed" if run.ended is None and not building else run.phase
    left = run.seconds_left if phase == "reading" else None
    return {**run._asdict(), "phase": phase, "rate": run.rate, "seconds_left": left}


def as_text(found: Status) -> Iterator[str]:
    """Lines for people."""
    yield f"corpus {found.corpus}, {'being built now' if found.building else 'nobody builds in it now'}"
    states = ", ".join(f"{count:,} {state}" for state, count in found.articles.items())
    yield f"articles: {states or 'none'}; {found.events:,} events"
    yield f"events across articles: {found.resolved_events:,}, of {found.told_by_several:,} several mentions tell"
    yield f"copies: {found.copies:,} of {found.copied_texts:,} texts; {found.superseded:,} superseded by an update"
    for coder, count in found.coders.items():
        yield f"coded by {coder}: {count:,}"
    lost = f", of which {len(found.unfound):,} find no object (kg decisions)" if found.unfound else ""
    yield f"decisions in force: {found.decisions:,}{lost}"
    waiting = f", {found.waiting:,} records wait for one" if found.waiting else ""
    yield f"shards: {found.shards:,} with {found.rows:,} records, {found.bytes / 1e6:,.1f} MB{waiting}"
    reasons = "; ".join(f"{count:,} {reason}" for reason, count in found.reasons.items())
    yield f"set aside: {found.set_aside:,}{' (' if reasons else ''}{reasons}{')' if reasons else ''}"
    for each in found.too_slow:
        yield f"too slow: {each}"
    for path in found.inputs:
        yield f"read before: {path}"
    for store in found.stores:
        counts = f"{store['articles']:,} articles, {store['behind']:,} to load"
        yield f"loaded into {store['store']}: {counts}; {_time(store['loaded'])}"
    if found.run:
        yield f"last run {_said_of(found.run)}"


def _said_of(run: dict[str, Any]) -> str:
    rate = f", {run['rate']:.3g} a second" if run["rate"] else ""
    total = f" of {run['expected']:,}" if run["expected"] is not None else ""
    left = f", {_span(run['seconds_left'])} left" if run["seconds_left"] is not None else ""
    counts = f"{run['read']:,}{total} read, {run['coded']:,} coded{rate}, {run['set_aside']:,} set aside"
    return f"{run['phase']}: {counts}{left}; began {_time(run['started'])}"


def _time(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))


def _span(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours} h {rest // 60} min" if hours else f"{rest // 60} min {rest % 60} s"
