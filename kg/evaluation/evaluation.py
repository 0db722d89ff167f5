"""All that is measured of a coder on a folder of marked sentences and articles that no training has seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from kg import settings
from kg.errors import DataError
from kg.evaluation.articles import Share, article_of, coreference, slots
from kg.evaluation.breakdown import InConstruction, by_construction, by_modality, by_type
from kg.evaluation.calibration import Calibration, calibrate, verdicts
from kg.evaluation.confusion import Confusion, confusion
from kg.evaluation.constructions import Construction
from kg.evaluation.mistakes import Mistaken, mistakes
from kg.evaluation.sentences import Judged, Score, count, judge, score
from kg.evaluation.slots import by_slot
from kg.model import Article, ArticleRecord, Problem
from kg.pipeline import Coder
from kg.text import language
from kg.text.document import Document
from kg.train.articles import MarkedArticle, read_articles
from kg.train.notation import read

PUBLISHED = "2020-06-15"
"""Publication date that the test sentences are given; of their dates only the words are scored."""
PREFIX = "articles "
"""What the names of the articles' measures begin with, in floors too."""


class Measure(Struct, frozen=True):
    """A share of right ones, or F1 of coreference (then without counts); `floor` is the value that it must keep."""

    value: float
    floor: float | None = None
    right: int | None = None
    there: int | None = None

    @property
    def holds(self) -> bool:
        return self.floor is None or self.value >= self.floor


class Evaluation(Struct, frozen=True, kw_only=True):
    """Everything that `kg eval` shows. `coder` is the version of what was measured; `articles` is empty where the
    folder has none."""

    coder: str
    sentences: int
    scores: dict[str, Score]
    articles: dict[str, Measure]
    by_type: dict[str, Score]
    by_modality: dict[str, Score]
    by_slot: dict[str, Score]
    by_construction: dict[Construction, InConstruction]
    confusion: Confusion
    calibration: Calibration
    errors: tuple[Mistaken, ...]

    def low(self) -> list[str]:
        """The scores and measures that are under their floors."""
        checked: Mapping[str, Score | Measure] = {**self.scores, **self.articles}
        return [name for name, each in checked.items() if not each.holds]


def test_folder() -> Path:
    """Folder of the test sentences: beside the code, not in the wheel."""
    return settings.data("gold", "test")


def evaluate(coder: Coder, folder: Path) -> Evaluation:
    """Code the marked sentences of `folder`, each as an article of its own, and the articles of `folder`/articles, and
    measure what comes out. DataError if there are neither, if one is wrongly marked, or if floors.json names what is
    not measured."""
    sentences, problems = read(sorted(folder.glob("*.txt")))
    marked, more = read_articles(sorted(folder.glob("articles/*.txt")))
    _refuse([*problems, *more])
    if not sentences and not marked:
        raise DataError(f"there are no marked sentences in {folder}")
    alone = [Article(id=str(i), text=s.text, published=PUBLISHED) for i, s in enumerate(sentences)]
    judged = [judge(*pair) for pair in zip(sentences, coder.code(alone), strict=True)]
    measures: dict[str, Measure] = {}
    if marked:
        articles = [article_of(each) for each in marked]
        records, documents = coder.code(articles), language.load().documents(articles)
        measures = measured(zip(marked, records, strict=True), zip(marked, documents, strict=True))
    return with_floors(of_judged(judged, measures, coder.version), floors(folder))


def of_judged(judged: Sequence[Judged], articles: dict[str, Measure], coder: str) -> Evaluation:
    """All figures of judged sentences, without floors; no scores where there are no sentences."""
    return Evaluation(
        coder=coder,
        sentences=len(judged),
        scores={name: score(*counts) for name, counts in count(judged).items()} if judged else {},
        articles=articles,
        by_type=by_type(judged),
        by_modality=by_modality(judged),
        by_slot=by_slot(judged),
        by_construction=by_construction(judged),
        confusion=confusion(judged),
        calibration=calibrate(verdicts(judged)),
        errors=mistakes(judged),
    )


def measured(
    records: Iterable[tuple[MarkedArticle, ArticleRecord]], documents: Iterable[tuple[MarkedArticle, Document]]
) -> dict[str, Measure]:
    """The shares and the F1 scores of `kg.evaluation.articles`, to three digits, each under its name in floors.json."""
    shares: Mapping[str, Share] = slots(records)
    found = {f"{PREFIX}{name}": Measure(round(s.value, 3), None, *s) for name, s in shares.items()}
    return found | {f"{PREFIX}{name}": Measure(round(f1, 3)) for name, f1 in coreference(documents).items()}


def with_floors(evaluation: Evaluation, given: Mapping[str, float]) -> Evaluation:
    """`evaluation` held against its floors. DataError for the floor of something that was not measured, which would
    else never be held."""
    if unknown := given.keys() - evaluation.scores.keys() - evaluation.articles.keys():
        raise DataError(f"floors.json: {', '.join(sorted(unknown))} is not measured here")

    def floored(name: str, each: Score | Measure) -> Score | Measure:
        return msgspec.structs.replace(each, floor=given.get(name))

    return msgspec.structs.replace(
        evaluation,
        scores={name: floored(name, each) for name, each in evaluation.scores.items()},
        articles={name: floored(name, each) for name, each in evaluation.articles.items()},
    )


def floors(folder: Path) -> dict[str, float]:
    """The floors of `folder`: F1 of scores, values of measures. DataError if they cannot be read."""
    path = folder / "floors.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, float]) if path.exists() else {}
    except msgspec.DecodeError as error:
        raise DataError(f"{path} cannot be read: {error}") from error


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise DataError(str(problems[0]))
