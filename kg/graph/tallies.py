"""What an event adds to the roll-ups of `kg.graph.schema`: pure functions, no store.

Every figure is a whole number, so that sums do not depend on the order of loading: Goldstein scores are in tenths,
confidences in thousandths. `events`, `q1` to `q4` (events by quad class), `goldstein_tenths` of the `scored` events and
`mentions` (articles that report them, summed) count asserted events only: what is denied, planned, alleged or
hypothetical has not happened. It is counted in `unasserted`; by countries it has rows of its own, by `modality`.

- An event of several sources and targets counts once for each pair of two actors, and once for each pair of two
  countries, whichever of their actors take part. Where each of two is source and target, as when they meet, that is one
  `mutual` row with the smaller id as its source, so that the rows of a pair never count an event twice.
- Months are known for dates as exact as a month; all other events of a pair or place are in its row without a month.
- `ActorPair` counts what two actors assertedly did of a kind: accusations of its source against its target, and
  meetings (all but talks by phone) of the two, the smaller id as the source. `CountryPair` and `PlaceTotal` are the
  sums of `CountryMonth` and `PlaceMonth`.
- Of an actor `as_source`, `as_target`, `as_speaker`, `first`, `last` and `latest` (id of the last event; of the first
  by id if several are or none has a date) are of events of every modality; a speaker takes no part in an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from math import floor
from typing import Any, NamedTuple

from msgspec import Struct

from kg.graph import schema
from kg.graph.keys import node_id
from kg.graph.schema import Properties, Rollup
from kg.graph.told import Told

Span = tuple[date | None, str]
"""The first day and the id of an event."""


_NO_DAYS: dict[Span, int] = {}
_NO_KEYS: Properties = {}
_UNASSERTED: Mapping[str, int] = {"unasserted": 1}
_SPEAKER: Mapping[str, int] = {"as_speaker": 1}


class Row(Struct, gc=False):
    """What changes in one node of a roll-up: counts, and how often each day with its event came more than it went."""

    keys: Properties
    counts: dict[str, int]
    days: dict[Span, int]

    @property
    def seen(self) -> list[Span]:
        """Of the events that are new here."""
        return [span for span, times in self.days.items() if times > 0]

    @property
    def lost(self) -> bool:
        """Whether an event that was here went: first and last day cannot then be worked out from what is there."""
        return any(times < 0 for times in self.days.values())


class Tallies:
    """Changes by label and id."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Row]] = {rollup.label: {} for rollup in (*schema.ROLLUPS, schema.ACTOR_TALLY)}

    @staticmethod
    def nothing() -> Row:
        return Row({}, {}, {})

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))

    def event(self, told: Told, sign: int = 1) -> None:
        """Count an event, or with `sign` -1 take it away."""
        asserted = told.modality == "asserted"
        measures = _measures(told.quad, told.goldstein, len(told.reports))
        of_all = measures if asserted else _UNASSERTED
        self._actors(told, _of_actors(told.quad, told.goldstein, len(told.reports), asserted), sign)
        month = told.month
        name = _name(month)
        self._dyads(told, month, name, of_all, sign)
        self._countries(told, measures, month, f"{told.modality} {name}", sign)
        if told.place is not None:
            keys = {"place": told.place, "month": month}
            self._add(schema.PLACE_MONTH, node_id(f"{told.place} {name}"), keys, of_all, sign)
            self._add(schema.PLACE_TOTAL, told.place, {"place": told.place}, of_all, sign)
        self._add(schema.MONTH, name, {"month": month}, of_all, sign)
        covered = {
            "events" if asserted else "unasserted": 1,
            "dated": int(told.start is not None),
            "placed": int(told.place is not None),
            "confidence_thousandths": floor(told.confidence * 1000 + 0.5),
        }
        for outlet, published in told.reports:
            self._coverage(outlet, published, covered, sign)

    def article(self, outlet: str | None, published: date | None, events: int, sign: int = 1) -> None:
        """Count an article that reports so many events."""
        self._coverage(outlet, published, {"articles": 1, "without_events": int(not events)}, sign)

    def countries(self, told: Told, sign: int = 1) -> None:
        """Count an event between countries only."""
        month = told.month
        measures = _measures(told.quad, told.goldstein, len(told.reports))
        self._countries(told, measures, month, f"{told.modality} {_name(month)}", sign)

    def _countries(self, told: Told, measures: Mapping[str, int], month: date | None, name: str, sign: int) -> None:
        pairs = {
            (one, other)
            for one in told.sources.values()
            for other in told.targets.values()
            if one and other and one != other
        }
        for one, other, mutual in _directed(pairs):
            pair = _pair(one, other, mutual)
            keys = {"source": one, "target": other, "mutual": mutual, "modality": told.modality}
            self._add(schema.COUNTRY_PAIR, f"{pair} {told.modality}", keys, measures, sign)
            self._add(schema.COUNTRY_MONTH, f"{pair} {name}", {**keys, "month": month}, measures, sign)

    def _actors(self, told: Told, counts: _OfActors, sign: int) -> None:
        seen = (told.start, told.id)
        for actor in told.sources:
            taking_part = counts.both if actor in told.targets else counts.source
            self._add(schema.ACTOR_TALLY, actor, _NO_KEYS, taking_part, sign, seen)
        for actor in told.targets:
            if actor not in told.sources:
                self._add(schema.ACTOR_TALLY, actor, _NO_KEYS, counts.target, sign, seen)
        for actor in told.speakers:
            self._add(schema.ACTOR_TALLY, actor, _NO_KEYS, _SPEAKER, sign)

    def _dyads(self, told: Told, month: date | None, name: str, measures: Mapping[str, int], sign: int) -> None:
        pairs = {(one, other) for one in told.sources for other in told.targets if one != other}
        seen = (told.start, told.id) if told.modality == "asserted" and month else None
        for one, other, mutual in _directed(pairs):
            keys = {"source": one, "target": other, "mutual": mutual, "month": month}
            key = node_id(f"{_pair(one, other, mutual)} {name}")
            self._add(schema.DYAD_MONTH, key, keys, measures, sign, seen)
        if told.modality == "asserted" and pairs:
            self._acts(told, pairs, sign)

    def _acts(self, told: Told, pairs: set[tuple[str, str]], sign: int) -> None:
        if told.type == "ACCUSE":
            counts = {"accusations": 1}
        elif told.type == "CONSULT" and told.mode != "phone":
            counts = {"meetings": 1}
            pairs = {(min(pair), max(pair)) for pair in pairs}
        else:
            return
        for one, other in pairs:
            keys = {"source": one, "target": other}
            self._add(schema.ACTOR_PAIR, node_id(_pair(one, other, False)), keys, counts, sign)

    def _coverage(self, outlet: str | None, published: date | None, counts: Mapping[str, int], sign: int) -> None:
        keys = {"outlet": outlet, "published": published}
        self._add(schema.COVERAGE_DAY, node_id(f"{outlet or ''} {published or ''}"), keys, counts, sign)

    def _add(
        self,
        rollup: Rollup,
        key: str,
        keys: Properties,
        counts: Mapping[str, int],
        sign: int,
        seen: Span | None = None,
    ) -> None:
        of_rollup = self.rows[rollup.label]
        row = of_rollup.get(key)
        if row is None:
            changed = dict(counts) if sign == 1 else {name: sign * value for name, value in counts.items()}
            of_rollup[key] = Row(keys, changed, {seen: sign} if seen else _NO_DAYS)
            return
        totals = row.counts
        for name, value in counts.items():
            totals[name] = totals.get(name, 0) + sign * value
        if seen and row.days:
            row.days[seen] = row.days.get(seen, 0) + sign
        elif seen:
            row.days = {seen: sign}


def merged(rollup: Rollup, there: Mapping[str, Any], row: Row) -> Properties:
    """Counts and spans of a node after the changes of `row`; `there` is what it holds, empty for a new one. On a node
    of its own, None is what it is to hold no more."""
    counts: Properties
    if there:
        counts = {name: (there.get(name) or 0) + row.counts.get(name, 0) for name in rollup.counts}
        if rollup.is_apart:
            counts = {name: value or None for name, value in counts.items()}
    elif rollup.is_apart:
        counts = {name: value for name, value in row.counts.items() if value}
    else:
        counts = dict.fromkeys(rollup.counts, 0) | row.counts
    if rollup.spans:
        counts.update(spans(rollup, row.seen, there))
    return counts


def spans(rollup: Rollup, seen: Iterable[Span], there: Mapping[str, Any] | None = None) -> Properties:
    """First and last day, and for an actor its latest event, of what was seen and of what is there."""
    there, seen = there or {}, list(seen)
    if len(seen) == 1 and not there:
        ((day, key),) = seen
        return {"first": day, "last": day, "latest": key} if "latest" in rollup.spans else {"first": day, "last": day}
    days = [day for day, _ in seen if day]
    days += [there[name] for name in ("first", "last") if there.get(name)]
    last = max(days, default=None)
    found: Properties = {"first": min(days, default=None), "last": last}
    if "latest" in rollup.spans:
        ids = [key for day, key in seen if day == last]
        if there.get("latest") and there.get("last") == last:
            ids.append(there["latest"])
        found["latest"] = min(ids, default=None)
    return found


def is_empty(rollup: Rollup, counts: Mapping[str, Any]) -> bool:
    """Whether nothing is counted any more."""
    return not any(counts.get(name) for name in rollup.counts)


@lru_cache(10_000)
def _measures(quad: int, goldstein: float | None, mentions: int) -> Mapping[str, int]:
    measures = {"events": 1, f"q{quad}": 1, "mentions": mentions}
    if goldstein is not None:
        measures |= {"goldstein_tenths": floor(goldstein * 10 + 0.5), "scored": 1}
    return measures


class _OfActors(NamedTuple):
    """What an event adds to those that take part in it: to a source, a target, and to an actor that is both."""

    source: Mapping[str, int]
    target: Mapping[str, int]
    both: Mapping[str, int]


@lru_cache(10_000)
def _of_actors(quad: int, goldstein: float | None, mentions: int, asserted: bool) -> _OfActors:
    shared = dict(_measures(quad, goldstein, mentions)) if asserted else dict(_UNASSERTED)
    shared.pop(f"q{quad}", None)
    source = {"as_source": 1} | ({f"source_q{quad}": 1} if asserted else {})
    target = {"as_target": 1} | ({f"target_q{quad}": 1} if asserted else {})
    return _OfActors(shared | source, shared | target, shared | source | target)


def _directed(pairs: set[tuple[str, str]]) -> Iterable[tuple[str, str, bool]]:
    if len(pairs) == 1:
        (pair,) = pairs
        return ((*pair, False),)
    return _sorted_out(pairs)


def _sorted_out(pairs: set[tuple[str, str]]) -> Iterator[tuple[str, str, bool]]:
    for one, other in pairs:
        mutual = (other, one) in pairs
        if not mutual or one < other:
            yield one, other, mutual


def _pair(one: str, other: str, mutual: bool) -> str:
    """An arrow inside an id is doubled, so that no two pairs read the same."""
    if not (one.isascii() and other.isascii()):
        one, other = (key.replace("→", "→→").replace("↔", "↔↔") for key in (one, other))
    return f"{one} {'↔' if mutual else '→'} {other}"


def _name(month: date | None) -> str:
    return month.isoformat()[:7] if month else "undated"
