"""A coder in one line of figures, by which studies compare it with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean, stdev

from kg.evaluation.evaluation import PUBLISHED
from kg.evaluation.sentences import Judged, count, judge, score
from kg.evaluation.slots import found_spans, marked_spans
from kg.model import Article
from kg.pipeline import Coder
from kg.train.notation import Marked

Figures = dict[str, float]
_EXACT = ("source", "target")


def judged(coder: Coder, sentences: Sequence[Marked]) -> list[Judged]:
    """The sentences, each coded as an article of its own."""
    articles = [Article(id=str(i), text=s.text, published=PUBLISHED) for i, s in enumerate(sentences)]
    return [judge(*pair) for pair in zip(sentences, coder.code(articles), strict=True)]


def figures(sentences: Sequence[Judged]) -> Figures:
    """F1 of each score of `kg eval`, and under "source=" and "target=" that of spans which are as marked to the letter:
    the others are right where they overlap, which hides where their edges are."""
    whole = {name: score(*counts).f1 for name, counts in count(sentences).items()}
    return whole | {f"{slot}=": _exact(sentences, slot) for slot in _EXACT}


def _exact(sentences: Iterable[Judged], slot: str) -> float:
    tally: Counter[str] = Counter()
    for each in sentences:
        for marked, event in each.pairs:
            wanted, given = marked_spans(marked, slot), found_spans(event, slot)
            tally.update(right=len(set(wanted) & set(given)), found=len(given), there=len(wanted))
    return score(tally["right"], tally["found"], tally["there"]).f1


def spread(rows: Sequence[Figures]) -> tuple[Figures, Figures]:
    """Mean and standard deviation (of a sample; 0 for one row) of each figure that all rows have."""
    names = [name for name in rows[0] if all(name in row for row in rows)]
    columns = {name: [row[name] for row in rows] for name in names}
    return (
        {name: round(mean(values), 3) for name, values in columns.items()},
        {name: round(stdev(values), 3) if len(values) > 1 else 0.0 for name, values in columns.items()},
    )
