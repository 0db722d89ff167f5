"""The evaluation as one HTML page to leaf through: figures, and every error with what is marked and what was found."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from kg.evaluation import constructions, tables
from kg.evaluation.constructions import CONSTRUCTIONS
from kg.evaluation.evaluation import Evaluation
from kg.evaluation.mistakes import KINDS, Compared, Mistaken
from kg.graph.store import Result
from kg.train.notation import Offsets

_FOLDER = Path(__file__).parent


class Piece(Struct, frozen=True):
    """Words of a sentence, and whether they are a trigger: "marked", "found", "both", or "" for none."""

    text: str
    by: str


class Card(Struct, frozen=True):
    """A sentence of the page."""

    number: int
    text: str
    pieces: tuple[Piece, ...]
    events: tuple[Compared, ...]


def render(evaluation: Evaluation) -> str:
    """A page that needs nothing else and may fetch nothing: its content security policy allows one script, its own, by
    its digest. Without scripts it shows everything, unfiltered."""
    from markupsafe import Markup

    from kg.reports.html import template

    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    return (
        template(_FOLDER / "page.html.j2")
        .render(
            it=evaluation,
            low=evaluation.low(),
            scores=tables.scores(evaluation),
            measures=tables.measures(evaluation),
            by={what: tables.by(evaluation, what) for what in tables.PARTS},
            bins=_bins(evaluation),
            meanings=tables.MEANINGS,
            rules=_rules(),
            kinds=KINDS,
            construction_names=CONSTRUCTIONS,
            cards=[_card(mistaken) for mistaken in evaluation.errors],
            script=Markup(script),
            script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
        .lstrip()
    )


def pieces(text: str, marked: Sequence[Offsets], found: Sequence[Offsets]) -> tuple[Piece, ...]:
    """`text` cut where a trigger begins or ends."""
    cuts = sorted({0, len(text), *(at for span in (*marked, *found) for at in span)})
    made = []
    for start, end in pairwise(cuts):
        is_marked, is_found = (any(a <= start and end <= b for a, b in spans) for spans in (marked, found))
        by = "both" if is_marked and is_found else "marked" if is_marked else "found" if is_found else ""
        made.append(Piece(text[start:end], by))
    return tuple(made)


def _card(mistaken: Mistaken) -> Card:
    marked, found = (
        [side.trigger for side in sides if side]
        for sides in ([e.marked for e in mistaken.events], [e.found for e in mistaken.events])
    )
    return Card(mistaken.number, mistaken.text, pieces(mistaken.text, marked, found), mistaken.events)


def _bins(evaluation: Evaluation) -> Result:
    bins = evaluation.calibration.bins
    rows = [(f"{b.low:.1f}–{b.high:.1f}", b.events, b.confidence, b.right) for b in bins]
    return Result(("bin", "events", "confidence", "right"), list(rows))


def _rules() -> str:
    """What the constructions are, as their module says it."""
    return "\n".join((constructions.__doc__ or "").splitlines()[2:]).strip("\n")
