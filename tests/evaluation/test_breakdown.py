from __future__ import annotations

from made_events import event, judged

from kg.evaluation.breakdown import by_construction, by_modality, by_type
from kg.evaluation.sentences import Judged, Score, count

LINE = (
    "{t1 The envoy} was {e1:COERCE.173 arrested} by {s1 Iran} after {s2 he} {e2:CONSULT.042:denied visited} {t2 Iraq}"
)
TEXT = "The envoy was arrested by Iran after he visited Iraq"


def counts(score: Score) -> tuple[int, int, int]:
    return score.right, score.found, score.there


def sentences() -> list[Judged]:
    arrested = event(TEXT, "arrested", "ASSAULT", source="Iran", targets=["The envoy"])
    visited = event(TEXT, "visited", "CONSULT", source="Iran", modality="denied")
    return [judged(LINE, arrested, visited), judged("Oil fell.", event("Oil fell.", "fell", "AID")), judged(LINE)]


def test_by_type() -> None:
    scores = {name: counts(score) for name, score in by_type(sentences()).items()}
    assert scores == {"CONSULT": (1, 1, 2), "AID": (0, 1, 0), "COERCE": (0, 0, 2), "ASSAULT": (0, 1, 0)}
    whole = count(sentences())["type"]
    assert tuple(map(sum, zip(*scores.values(), strict=True))) == whole


def test_by_modality_of_events_that_were_found() -> None:
    scores = {name: counts(score) for name, score in by_modality(sentences()).items()}
    assert scores == {"asserted": (1, 1, 1), "denied": (1, 1, 1)}


def test_by_construction() -> None:
    scores = by_construction(sentences())
    assert counts(scores["passive"].type) == (0, 1, 2)
    assert counts(scores["passive"].source) == (1, 1, 1)
    assert counts(scores["passive"].target) == (1, 1, 1)
    assert counts(scores["active"].type) == (1, 2, 2)  # a false event belongs where it would if it were marked
    assert counts(scores["active"].source) == (0, 1, 1)
    assert counts(scores["without target"].type) == (0, 1, 0)
    assert counts(scores["headline"].type) == (1, 2, 4)
    assert counts(scores["quotation"].type) == (0, 0, 0)


def test_no_sentences() -> None:
    assert by_type([]) == by_modality([]) == {}
    assert all(counts(each.type) == (0, 0, 0) for each in by_construction([]).values())
