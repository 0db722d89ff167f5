"""Copies and updates in a corpus: what counts as one source, what leaves the graph and comes back."""

from __future__ import annotations

import itertools
import json

import pytest
from shared import kg
from test_copies import FIRE, FIRE_LATER, PORT, STYLED
from test_events_in_corpus import decide, events, graph
from told_events import build, met

TEXTS = {"a": PORT, "b": STYLED, "c": FIRE}
RECORDS = [met("a", "Agency"), met("b", "Daily"), met("c", "Herald")]


def test_copies_are_one_source_until_people_part_them() -> None:
    build(RECORDS, texts=TEXTS)
    assert events() == [(["a", "b", "c"], 2, "2017-09-05", 0)]
    told = json.loads(kg("copies", "--json").stdout)
    assert (told["origin"], [each["article"] for each in told["articles"]]) == ("a", ["a", "b"])
    assert "of the shorter text" in told["articles"][1]["why"][0]
    assert "  b: copy" in kg("copies", "b").stdout
    status = json.loads(kg("status", "--json").stdout)
    assert [status[key] for key in ("resolved_events", "told_by_several", "copies", "copied_texts")] == [1, 1, 1, 1]
    before = graph("kg.db")
    assert kg("decide", "not-copy", "a", "b", "--why", "two reporters").exit_code == 0
    assert kg("decide", "not-copy", "a", "a").exit_code == kg("decide", "copy", "a", "nobody").exit_code == 2
    build([])
    assert events() == [(["a", "b", "c"], 3, "2017-09-05", 0)]
    assert kg("undo").exit_code == 0
    build([])
    assert graph("kg.db") == before
    decide(kind="copy", subjects=[{"article": "a"}, {"article": "c"}])
    build([])
    assert events() == [(["a", "b", "c"], 1, "2017-09-05", 0)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3)))[::2])
def test_in_any_order(order: tuple[int, ...]) -> None:
    for number in order:
        build([RECORDS[number]], texts=TEXTS)
    build(RECORDS, "whole", "whole.db", texts=TEXTS)
    assert graph("kg.db") == graph("whole.db")


def test_an_update_stands_in_place_of_what_it_updates_until_it_goes() -> None:
    first, later = met("a", "Agency"), met("b", "Agency", published="2017-09-07")
    texts = {"a": FIRE, "b": FIRE_LATER}
    build([first], texts=texts)
    alone = graph("kg.db")
    build([later], texts=texts)
    assert events() == [(["b"], 1, "2017-09-05", 0)]
    assert json.loads(kg("status", "--json").stdout)["superseded"] == 1
    assert "in its place b" in kg("copies").stdout
    build([], state={"b": "withdrawn"})
    assert graph("kg.db") == alone
    build([], state={"b": "coded"})
    assert events() == [(["b"], 1, "2017-09-05", 0)]
    build([later], texts={"b": PORT})
    assert events() == [(["a", "b"], 1, "2017-09-05", 0)]
