#!/usr/bin/env python3
"""What each part of the coder is worth: ablations.py folds|curve|heads|ablate [--json].

ablate  the shipped weights (or --weights FOLDER) with one part changed at a time, on the sentences of data/gold/test;
        a few minutes, no training: thresholds, the widening of spans to names or to a parser's noun phrases, windows,
        the pair head of kg relate, and int8 where the same weights are given in fp32 (--full FILE, which
        kg train --full FILE writes)
folds   cross-validation on data/gold/train: --folds 5, --only the first N of them
curve   an eighth, a quarter, half and all of the training sentences, scored on data/gold/test
heads   trained so that the encoder learns nothing for roles, for modality, for pairs, scored on data/gold/test

The last three train (pip install 'kg[train]'), each run about as long as kg train: --share and --epochs make it less.
Runs that are done are kept in results.jsonl in the folder --out and not done again; one that was stopped goes on after
its last epoch. Other sentences, settings or thresholds are other runs; after a change of the code remove the file.
Trained weights are scored under the thresholds of the shipped ones.

Figures are F1: trigger, type, source, target, modality, quiet as in kg eval; source= and target= of spans to the
letter; pair is the share of marked pairs that kg relate names right; words/s is coding on one thread, spaCy included.
A script and no option of kg train: it is for who changes the coder, and needs the checkout's test sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import spacy

from kg.errors import KgError, UsageError
from kg.evaluation.evaluation import test_folder
from kg.evaluation.figures import Figures, figures, judged, spread
from kg.evaluation.pairs import pairs_of, right
from kg.extract import encoder
from kg.extract.encoder import Encoder, Reading
from kg.extract.events import Decoding
from kg.extract.pairs import HEAD_WEIGHT
from kg.extract.spans import Thresholds, load_thresholds
from kg.pipeline import Coder
from kg.settings import data
from kg.text import language
from kg.train.corpus import locate_all, marked_files
from kg.train.notation import Marked, read
from kg.train.results import Results
from kg.train.splits import groups, share, shuffled
from kg.train.studies import curve_runs, fold_runs, head_runs, recipe_for, result_of

SHORT = Reading(pieces=32, overlap=12)
"""Test sentences are shorter than the 256 pieces of a window, so windows are tried where a third has more than one."""
Row = dict[str, str | float]
Spans = Mapping[str, Sequence[tuple[int, int]]]


class Variant(NamedTuple):
    """A coder with one part changed; `parse` is the seconds that a parser took for it."""

    name: str
    coder: Callable[[], Coder]
    parse: float = 0.0


def test_sentences() -> list[Marked]:
    sentences, problems = read(sorted(test_folder().glob("*.txt")))
    if problems or not sentences:
        raise UsageError(str(problems[0]) if problems else f"there are no marked sentences in {test_folder()}")
    return sentences


def at_half(own: Thresholds, *, triggers: bool, spans: bool) -> Thresholds:
    """Thresholds that nobody chose: every probability has to be .5, and no span is behind another."""
    if triggers:
        own = msgspec.structs.replace(own, trigger=dict.fromkeys(own.trigger, 0.5), continues=0.5)
    if spans:
        role = dict.fromkeys(own.role, 0.5)
        own = msgspec.structs.replace(own, role=role, mean=0.5, continues=0.5, begins=0.5, behind=1.0)
    return own


def noun_phrases(texts: Sequence[str]) -> tuple[Spans, float]:
    """The noun phrases of each text by spaCy's parser, and the seconds that it took, with the tagger that they need."""
    name = next(candidate for candidate in language.MODELS if spacy.util.is_package(candidate))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(name, exclude=["ner", "lemmatizer", "senter"])
    start = time.perf_counter()
    docs = zip(texts, nlp.pipe(texts, batch_size=64), strict=True)
    found = {text: [(c.start_char, c.end_char) for c in doc.noun_chunks] for text, doc in docs}
    return found, time.perf_counter() - start


def variants(sentences: Sequence[Marked], folder: Path, full: Path | None) -> Iterator[Variant]:
    """The coder with the weights of `folder` first, then it with one part changed at a time."""
    own, whole = load_thresholds(), Encoder(folder)

    def decoded(decoding: Decoding) -> Callable[[], Coder]:
        return partial(Coder, ("events",), weights=whole, decoding=decoding)

    def reading(weights: Encoder) -> Callable[[], Coder]:
        return partial(Coder, ("events",), weights=weights)

    yield Variant("as it is", decoded(Decoding(own)))
    for name, triggers, spans in (("triggers", True, False), ("spans", False, True), ("all", True, True)):
        yield Variant(f"thresholds: {name} at .5", decoded(Decoding(at_half(own, triggers=triggers, spans=spans))))
    yield Variant("spans: not widened", decoded(Decoding(own, names=False)))
    phrases, seconds = noun_phrases([sentence.text for sentence in sentences])
    yield Variant("spans: to names and phrases", decoded(Decoding(own, phrases=phrases)), seconds)
    yield Variant("spans: to phrases alone", decoded(Decoding(own, names=False, phrases=phrases)), seconds)
    yield Variant(f"windows of {SHORT.pieces} pieces", reading(Encoder(folder, reading=SHORT)))
    cut = Encoder(folder)
    cut.tokenizer.enable_truncation(SHORT.pieces)
    yield Variant(f"cut after {SHORT.pieces} pieces", reading(cut))
    if full is not None:
        yield Variant("fp32", reading(Encoder(folder, tokens=full)))


def ablate(asked: argparse.Namespace) -> Iterator[Row]:
    """Each variant codes twice and the quicker time counts; the first has the process warmed up, as the others do."""
    sentences = test_sentences()
    words = sum(len(sentence.text.split()) for sentence in sentences)
    timed(Coder(("events",)), sentences[:100])
    for variant in variants(sentences, asked.weights, asked.full):
        say(variant.name)
        coder = variant.coder()
        seconds, found = min((timed(coder, sentences) for _ in range(2)), key=lambda each: each[0])
        yield {"name": variant.name} | found | {"words/s": round(words / (seconds + variant.parse))}
    pairs, weights = pairs_of(sentences), Encoder(asked.weights)
    for name, weight in (("as it is", HEAD_WEIGHT), ("triggers alone", 0), ("pair head alone", 1)):
        yield {"name": f"relate: {name}", "pair": round(right(pairs, weights, weight).value, 3)}


def timed(coder: Coder, sentences: Sequence[Marked]) -> tuple[float, Figures]:
    start = time.perf_counter()
    coded = judged(coder, sentences)
    return time.perf_counter() - start, figures(coded)


def trained(asked: argparse.Namespace) -> Iterator[Row]:
    """The runs of a study, one after the other; under cross-validation their mean and standard deviation too."""
    located, problems = locate_all(asked.files or marked_files(data("gold", "train")))
    if problems:
        raise UsageError(f"{problems[0]} ({len(problems)} lines are wrong; kg train --check lists them)")
    every = groups(located)
    given = share(shuffled(every, asked.seed), asked.share)
    if asked.study == "folds":
        runs = fold_runs(given, asked.folds)[: asked.only]
    else:
        runs = (curve_runs if asked.study == "curve" else head_runs)(given, test_sentences())
    results, rows = Results(asked.out / "results.jsonl"), []
    for run in runs:
        recipe = recipe_for(run, sum(map(len, every)), asked.epochs, asked.seed)
        done = result_of(run, recipe, results, asked.out, partial(progress, run.name, recipe.epochs))
        rows.append(done.figures)
        yield {"name": run.name, "learned": done.sentences, **done.figures, "seconds": round(done.seconds)}
    if asked.study == "folds":
        for name, each in zip(("mean", "standard deviation"), spread(rows), strict=True):
            yield {"name": name, **each}


def progress(name: str, epochs: int, epoch: int, step: int, loss: float) -> None:
    if step % 25 == 0:
        say(f"{name}: epoch {epoch + 1} of {epochs}, step {step}, loss {loss:.3f}")


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def table(rows: Sequence[Row]) -> str:
    """Rows under the names of their columns, in the order in which these first come."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    texts = [names, *([_text(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    lines = ([t.rjust(w) if k else t.ljust(w) for k, (t, w) in enumerate(zip(line, widths, strict=True))]
             for line in texts)  # fmt: skip
    return "".join("  ".join(line).rstrip() + "\n" for line in lines)


def _text(value: str | float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is no whole number from 1 on")
    return int(text)


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    studies = parser.add_subparsers(dest="study", required=True)
    for study in ("folds", "curve", "heads", "ablate"):
        ask = studies.add_parser(study)
        ask.add_argument("--json", action="store_true", help="the rows as JSON, in place of a table")
        if study == "ablate":
            ask.add_argument("--weights", type=Path, default=encoder.model_folder(), help="a folder; the shipped one")
            ask.add_argument("--full", type=Path, help="the encoder of these weights in fp32")
            continue
        ask.add_argument("files", nargs="*", type=Path, help="marked sentences; data/gold/train if none is named")
        ask.add_argument("--share", type=float, default=1.0, help="the part of the training sentences that is taken")
        ask.add_argument("--epochs", type=positive, help="passes over the sentences, if not as in kg train")
        ask.add_argument("--seed", type=int, default=7, help="of the order of sentences and the first weights of heads")
        ask.add_argument("--out", type=Path, default=Path("build/studies"), help="folder of the results")
        if study == "folds":
            ask.add_argument("--folds", type=positive, default=5)
            ask.add_argument("--only", type=positive, help="run the first of them alone")
    return parser.parse_args(words)


def main() -> int:
    asked = arguments()
    try:
        rows = list(ablate(asked) if asked.study == "ablate" else trained(asked))
    except ImportError as error:
        say(f"training needs the extra: pip install 'kg[train]' ({error.name} is missing)")
        return 2
    except KgError as error:
        say(str(error))
        return 2
    print(json.dumps(rows, indent=2, ensure_ascii=False) if asked.json else table(rows), end="\n" if asked.json else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
