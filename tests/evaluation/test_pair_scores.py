"""Pairs made of marked sentences."""

from __future__ import annotations

from kg.evaluation.pairs import MarkedPair, pairs_of, right
from kg.extract import encoder
from kg.train.notation import parse

SEVERAL = "{s1,s2 Iran} {e1:CONSULT.040 met} and {e2:ACCUSE.112 blamed} {t1,t2 Iraq} and {t2 Syria}."


def words(each: MarkedPair) -> tuple[str, str]:
    source, target = each.pair.source, each.pair.target
    assert source is not None and target is not None
    return each.pair.text[slice(*source)], each.pair.text[slice(*target)]


def test_each_source_with_each_target_and_every_type_that_is_right() -> None:
    found = pairs_of([parse(SEVERAL)])
    assert [(words(each), each.types) for each in found] == [
        (("Iran", "Iraq"), {"CONSULT", "ACCUSE"}), (("Iran", "Syria"), {"ACCUSE"}),
    ]  # fmt: skip


def test_what_makes_no_pair_and_what_is_planned() -> None:
    assert (
        pairs_of(
            [parse("{s1 Iran} {e1:STATEMENT.010 told} {t1 Iraq} so."), parse("{s1,t1 They} {e1:CONSULT.040 met}.")]
        )
        == []
    )
    (plan,) = pairs_of([parse("{s1 Iran} will {e1:CONSULT.040:planned meet} {t1 Iraq}.")])
    assert plan.types == {"AGREE"}


def test_the_share_that_is_right() -> None:
    given = pairs_of(
        [
            parse("{s1 Rebels} {e1:ASSAULT.190 shelled} {t1 the town}."),
            parse("{s1 Rebels} {e1:AID.070 shelled} {t1 the town}."),
        ]
    )
    for weight in (0, 0.5, 1):
        assert right(given, encoder.load(), weight) == (1, 2)
