"""What analysts decided, as plain records. Resolution takes them as given: a decision outweighs every score.

A decision names its objects by what the coded records say of them, never by a canonical id, which may change with the
corpus: so it holds across re-runs, batches and new versions of the coder.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from kg.ids import digest
from kg.model import ActorKind, Alpha3, IsoDate

DecisionKind = Literal["same", "different", "rename", "set_role", "drop_event", "fix_slot", "confirm"]


class Subject(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which article actors, or which event, are meant: all that fit every field that is given.

    An actor is told by `actor` (its id in the coded record) or `name`, and more narrowly by `country`, `kind`, `role`
    (as the text gives it), `article`, and the days of publication from `since` to `until`, both included. An event is
    told by `article` and `event`.
    """

    name: str | None = None
    actor: str | None = None
    country: Alpha3 | None = None
    kind: ActorKind | None = None
    role: str | None = None
    article: str | None = None
    event: str | None = None
    since: IsoDate | None = None
    until: IsoDate | None = None

    @property
    def empty(self) -> bool:
        """Whether it tells neither an actor nor an event."""
        return self.name is None and self.actor is None and self.event is None


class Decision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One decision.

    | kind | subjects | value |
    |---|---|---|
    | `same` | two or more: all are one actor, or one event | |
    | `different` | two or more: no two of them are one | |
    | `rename` | one or more actors | `name`: what the canonical actor is called |
    | `set_role` | one or more actors | `role`, and `country`, `since`, `until` where known |
    | `drop_event` | events | |
    | `fix_slot` | one event | `slot` and `value` |
    | `confirm` | what is right as it is; two subjects: the question about them is settled, and they stay apart | |
    """

    kind: DecisionKind
    subjects: tuple[Subject, ...]
    value: dict[str, str | None] = {}
    by: str = ""
    at: str = ""
    why: str = ""

    @property
    def id(self) -> str:
        """A key of what was decided, by whom and when; a field that is added later leaves it as it is."""
        subjects = [msgspec.json.encode(subject).decode() for subject in self.subjects]
        value = msgspec.json.encode(self.value, order="sorted").decode()
        return digest(self.kind, *subjects, value, self.by, self.at)


class Unfound(Struct, frozen=True):
    """A decision that no longer finds one of its objects; it is kept and reported."""

    decision: Decision
    subject: Subject
    reason: str


ABOUT_ACTORS: frozenset[DecisionKind] = frozenset({"same", "different", "rename", "set_role", "confirm"})


def about_actors(decision: Decision) -> bool:
    """Whether a decision is one about actors, whatever its kind."""
    return decision.kind in ABOUT_ACTORS and all(subject.event is None for subject in decision.subjects)
