"""Trainings that answer a question: how far scores depend on the sentences held out, on how many are learned from, and
on the heads that shape the encoder."""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.evaluation.figures import Figures, figures, judged
from kg.evaluation.pairs import pairs_of, right
from kg.extract.encoder import Encoder
from kg.extract.spans import load_thresholds
from kg.pipeline import Coder
from kg.train.notation import Marked
from kg.train.results import Result, Results, key_of
from kg.train.run import Progress, learn
from kg.train.splits import Group, flat, folds, share

if TYPE_CHECKING:
    from kg.train.fit import Head, Recipe

SHARES = (1 / 8, 1 / 4, 1 / 2, 1.0)


class Run(Struct, frozen=True, kw_only=True):
    """One training: sentences to learn from, those to score on, and the heads that the encoder learns nothing for."""

    name: str
    learned: list[Marked]
    held: list[Marked]
    apart: tuple[Head, ...] = ()


def fold_runs(given: Sequence[Group], number: int) -> list[Run]:
    """Cross-validation: each of `number` parts is scored by what was learned from the others. UsageError if there are
    too few groups for it."""
    parts = enumerate(folds(given, number), 1)
    return [Run(name=f"fold {n} of {number}", learned=fold.learned, held=fold.held) for n, fold in parts]


def curve_runs(given: Sequence[Group], held: list[Marked]) -> list[Run]:
    """The learning curve: growing shares, each with the smaller ones in it."""
    return [Run(name=f"{part:.1%} of them", learned=flat(share(given, part)), held=held) for part in SHARES]


def head_runs(given: Sequence[Group], held: list[Marked]) -> list[Run]:
    """Each head apart in turn, and all but that of triggers. A head that is apart still learns, so that all can be
    scored: what differs is whether the encoder learns for it."""
    apart: list[tuple[str, tuple[Head, ...]]] = [
        ("all heads shape the encoder", ()),
        ("all but roles", ("roles",)),
        ("all but modality", ("modality",)),
        ("all but pairs", ("pairs",)),
        ("triggers alone", ("roles", "modality", "pairs")),
    ]
    return [Run(name=name, learned=flat(given), held=held, apart=heads) for name, heads in apart]


def recipe_for(run: Run, whole: int, epochs: int | None, seed: int | None) -> Recipe:
    """kg's own recipe with the run's heads apart; `whole` is the number of all training sentences.

    The weights are averaged over the same part of a short run as of a whole one: with the whole one's decay a run of a
    few hundred steps would end near the weights that it began with.
    """
    from kg.train.fit import Recipe

    own = Recipe()
    chosen, start = own.epochs if epochs is None else epochs, own.seed if seed is None else seed
    steps = own.epochs * math.ceil(whole / own.batch), chosen * math.ceil(len(run.learned) / own.batch)
    average = own.average ** max(1.0, steps[0] / max(1, steps[1]))
    return Recipe(epochs=chosen, seed=start, apart=run.apart, average=average)


def result_of(run: Run, recipe: Recipe, results: Results, folder: Path, progress: Progress) -> Result:
    """What the run comes to, from `results` if it is done. Else it is trained and added; its weights are in a folder of
    its own under `folder` meanwhile, from which a run that was stopped goes on.

    UsageError if the base weights are not installed, ImportError if something else is missing that training needs.
    """
    key = key_of(recipe, run.learned, run.held, load_thresholds())
    if done := results.get(key):
        return done
    own = folder / key
    start = time.monotonic()
    learn(run.learned, own, recipe, progress)
    seconds = round(time.monotonic() - start, 1)
    result = Result(
        key=key, name=run.name, sentences=len(run.learned), seconds=seconds, figures=measured(Encoder(own), run.held)
    )
    results.add(result)
    shutil.rmtree(own)
    return result


def measured(weights: Encoder, held: Sequence[Marked]) -> Figures:
    """The figures of these weights under the shipped thresholds, and under "pair" how often `kg relate` is right."""
    found = figures(judged(Coder(("events",), weights=weights), held))
    return found | {"pair": round(right(pairs_of(held), weights).value, 3)}
