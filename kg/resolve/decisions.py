"""What analysts decided, as plain records. Resolution takes them as given: a decision outweighs every score.

A decision names its objects by what the coded records say of them, never by a canonical id, which may change with the
corpus: so it holds across re-runs, batches and new versions of the coder.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from kg.ids import digest, slug
from kg.model import ActorKind, Alpha3, IsoDate

DecisionKind = Literal[
    "same", "different", "rename", "set_role", "drop_event", "fix_slot", "confirm", "copy", "not_copy", "undo",
]  # fmt: skip


class Subject(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which article actors, or which event, are meant: all that fit every field that is given.

    An actor is told by `actor` (its id in the coded record) or `name`, and more narrowly by `country`, `kind`, `role`
    (as the text gives it), `article`, and the days of publication from `since` to `until`, both included. An event is
    told by `article` and `event`, its id in the coded record; where another version of the coder gave it another id,
    it is found by its `sentence` and the words of its `trigger` (`kg.resolve.amended`). An article is told by `article`
    alone.
    """

    name: str | None = None
    actor: str | None = None
    country: Alpha3 | None = None
    kind: ActorKind | None = None
    role: str | None = None
    article: str | None = None
    event: str | None = None
    sentence: str | None = None
    trigger: str | None = None
    since: IsoDate | None = None
    until: IsoDate | None = None

    @property
    def empty(self) -> bool:
        """Whether it tells neither an actor nor an event."""
        return self.name is None and self.actor is None and self.event is None

    @property
    def told(self) -> str:
        """Its fields in words."""
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return ", ".join(f"{name} {value!r}" for name, value in fields if value is not None)


class Decision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One decision.

    | kind | subjects | value |
    |---|---|---|
    | `same` | two or more: all are one actor, or one event | |
    | `different` | two or more: no two of them are one | |
    | `rename` | one or more actors | `name`: what the canonical actor is called |
    | `set_role` | one or more actors | `role`, and `country`, `since`, `until` where known |
    | `drop_event` | events, each as one article tells it | `of`: `event`, if whoever tells of it is wrong |
    | `fix_slot` | events, each as one article tells it | `slot` and `value` (`kg.resolve.slots`) |
    | `copy` | two or more articles: all are one text | |
    | `not_copy` | two or more articles: no two of them are one text, nor one an update of another | |
    | `confirm` | what is right as it is: a question about two is settled, an event is sure | |
    | `undo` | | `decision`: the id of one that counts no more |
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


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that count, in the order of time: none that a later one undid, which may be undone too; of those
    that answer one question, the latest. A function of the set of decisions, whatever their order."""
    undone: set[str] = set()
    latest: dict[Hashable, Decision] = {}
    for decision in sorted({d.id: d for d in decisions}.values(), key=_moment, reverse=True):
        if decision.id in undone:
            continue
        if decision.kind == "undo":
            undone.add(decision.value.get("decision") or "")
        else:
            latest.setdefault(question_of(decision), decision)
    return sorted(latest.values(), key=_moment)


def _moment(decision: Decision) -> tuple[str, str]:
    return decision.at, decision.id


def question_of(decision: Decision) -> Hashable:
    """What a decision is an answer to."""
    about = frozenset(
        (subject.article, subject.event) if subject.event is not None else subject for subject in decision.subjects
    )
    match decision.kind:
        case "same" | "different":
            return "one", about
        case "confirm":
            return "one" if len(decision.subjects) > 1 else "event", about
        case "drop_event":
            return "event", about
        case "copy" | "not_copy":
            return "text", about
        case "fix_slot":
            return "slot", decision.value.get("slot"), about
        case "set_role":
            return "role", slug(decision.value.get("role") or ""), decision.value.get("country"), about
    return decision.kind, about


class Unfound(Struct, frozen=True):
    """A decision that no longer finds one of its objects; it is kept and reported."""

    decision: Decision
    subject: Subject
    reason: str


ABOUT_ACTORS: frozenset[DecisionKind] = frozenset({"same", "different", "rename", "set_role", "confirm"})

WHOLE: dict[str, str | None] = {"of": "event"}
"""The value of a decision that drops an event, whoever tells of it."""

ABOUT_RECORDS: frozenset[DecisionKind] = frozenset({"drop_event", "fix_slot", "confirm"})
"""Those about what one article tells, where their subjects are events."""


def drops_whole(decision: Decision) -> bool:
    """Whether there is no such event, also in articles that come later, and not only in the tellings that are named."""
    return decision.kind == "drop_event" and decision.value.get("of") == WHOLE["of"]


def about_actors(decision: Decision) -> bool:
    """Whether a decision is one about actors, whatever its kind."""
    return decision.kind in ABOUT_ACTORS and all(subject.event is None for subject in decision.subjects)
