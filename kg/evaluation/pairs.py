"""How often `kg relate` names what a marked source does to a marked target."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from kg.evaluation.articles import Share
from kg.extract.encoder import Encoder
from kg.extract.labels import meant
from kg.extract.pairs import HEAD_WEIGHT, Pair, relate
from kg.model import PloverType
from kg.train.notation import Marked


class MarkedPair(Struct, frozen=True):
    """A pair of a sentence, and the types of which one is right: of all events that have it as source and target."""

    pair: Pair
    types: frozenset[PloverType]


def pairs_of(sentences: Iterable[Marked]) -> list[MarkedPair]:
    """Every source with every target of each event that is no STATEMENT, as training has them; a planned event
    counts as what is intended by it, since a pair tells no modality."""
    found: list[MarkedPair] = []
    for sentence in sentences:
        types: dict[tuple[tuple[int, int], tuple[int, int]], set[PloverType]] = {}
        for event in sentence.events:
            for source in event.source if event.type != "STATEMENT" else ():
                for target in event.target:
                    if source != target:
                        types.setdefault((source, target), set()).add(meant(event.type, event.modality))
        for (source, target), kinds in types.items():
            pair = Pair(id=str(len(found)), text=sentence.text, source=source, target=target)
            found.append(MarkedPair(pair, frozenset(kinds)))
    return found


def right(given: Iterable[MarkedPair], coder: Encoder, head_weight: float = HEAD_WEIGHT) -> Share:
    """The share of the pairs whose answer is right."""
    verdicts = [relate(each.pair, coder, head_weight).type in each.types for each in given]
    return Share(sum(verdicts), len(verdicts))
