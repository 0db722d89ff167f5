"""Copies and updates: what is one text, and that neither order nor batches matter."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.copies import as_lines, groups, origins, reach, standings
from kg.corpus.fingerprints import Fingerprint, fingerprint
from kg.evaluation.copies import judge, stories
from kg.model import Article
from kg.settings import data

PORT = """The mayor of Velmar, Anna Kostić, opened the new ferry terminal on Monday after two years of building work.

Mr. Petrov of the port authority said 40 per cent of the freight would move there by March 2019.

Dockers had blocked the old pier for 12 days in October over pay, and the union of Ivan Marek signed a deal last week.

The terminal cost 85 million euros, most of it lent by the Danube Bank in Vienna, and is to serve Galor and Trest."""
STYLED = PORT.replace("Mr. ", "").replace("40 per cent", "40%")
LOCAL = "In Galor the news was met with relief by the fishermen of the lower town, who had asked for it for years."
RIVAL = """Velmar has a ferry terminal again. Anna Kostić cut a ribbon there on Monday while a band played.

Shopkeepers nearby hope for trade, and a group of pensioners took the first boat to Galor and back for nothing.

Critics in the council say that the 85 million euros would have been better spent on the hospital of Saint Luke."""
FIRE = """A fire at a shoe factory in Dorvan killed 3 people and injured 11 on Friday, the fire brigade said.

It began in a store of glue on the ground floor of the building in Lipa Street, said its chief, Tomas Brandl.

Workers jumped from windows, and the owner, Karel Voss, was questioned by the police for several hours."""
FIRE_LATER = (
    FIRE.replace("killed 3", "killed 7").replace("injured 11", "injured 20")
    + "\n\nThe interior minister, Jana Holub, went to Dorvan on Saturday and promised help to the families."
)
WEATHER = """It will be {} in the north today with {} degrees in Velmar, {} in Galor and {} in Trest.

Winds of {} kilometres an hour are expected at sea, and the chance of rain is {} in 100. The night falls to {} degrees
in the valleys, and tomorrow the sun rises at {}.{} in the morning."""
SUNNY = WEATHER.format("sunny", 21, 24, 26, 15, 5, 9, 6, 12)
CLOUDY = WEATHER.format("cloudy", 13, 17, 18, 32, 45, 4, 6, 14)


def article(key: str, text: str, source: str, day: str = "2018-11-05", title: str | None = None) -> Fingerprint:
    return fingerprint(Article(id=key, text=text, source=source, published=day, title=title))


@pytest.mark.parametrize(
    "text",
    [PORT, STYLED, f"VELMAR, Nov. 5 (Agency) - {PORT}", PORT.rsplit("\n\n", 1)[0], f"{PORT}\n\n{LOCAL}"],
    ids=["same", "house style", "dateline", "cut", "local paragraph"],
)
def test_a_copy_in_another_paper(text: str) -> None:
    found = standings([article("a", PORT, "Agency", "2018-11-04"), article("b", text, "Courier", title="Ferries back")])
    assert found["b"].origin == "a"
    assert found["a"].newer is found["b"].newer is None
    assert origins(found) == {"a": "a", "b": "a"}
    (group,) = groups(found)
    assert any(line.startswith("  b") for line in as_lines(group))


@pytest.mark.parametrize(
    ("one", "other"), [(PORT, RIVAL), (SUNNY, CLOUDY), (PORT, FIRE)], ids=["reporters", "template", "unlike"]
)
@pytest.mark.parametrize("outlet", ["Agency", "Courier"])
def test_no_copy(one: str, other: str, outlet: str) -> None:
    found = standings([article("a", one, "Agency"), article("b", other, outlet, "2018-11-06")])
    assert not found["b"].is_copy and found["a"].newer is None


def test_what_an_outlet_puts_under_its_articles_makes_no_copy() -> None:
    foot = (
        "\n\n" + "We report from the region every day, and readers can write to us or call the desk at any time. " * 3
    )
    found = standings([article("a", PORT + foot, "Agency"), article("b", FIRE + foot, "Agency")])
    assert not found["b"].is_copy and found["a"].newer is None


def test_an_update_stands_in_place_of_what_it_updates() -> None:
    found = standings([article("a", FIRE, "Agency"), article("b", FIRE_LATER, "Agency", "2018-11-06")])
    assert found["a"].newer == "b"
    assert found["b"].newer is None


@pytest.mark.parametrize("outlet", ["Agency", "Courier"])
def test_a_digest_does_not_make_its_stories_one(outlet: str) -> None:
    digest = f"{RIVAL}\n\n{CLOUDY}\n\n{FIRE}\n\n{PORT}"
    told = [article("a", FIRE, "Agency"), article("b", PORT, "Agency"), article("c", digest, outlet, "2018-11-06")]
    found = standings(told)
    assert [found[key].origin for key in "abc"] == ["a", "b", "c"]
    assert found["a"].newer is found["b"].newer is None


def test_what_has_grown_is_an_update() -> None:
    grown = f"{FIRE_LATER}\n\n{RIVAL}\n\n{CLOUDY}\n\n{LOCAL}"
    told = ("a", FIRE, "2018-11-05"), ("b", grown, "2018-11-06")
    found = standings([article(key, text, "Agency", day, "Fire in Dorvan") for key, text, day in told])
    assert len(grown.split()) > 3 * len(FIRE.split())
    assert found["a"].newer == "b"


def test_people_part_what_is_like_a_third() -> None:
    three = [article("a", PORT, "Agency", "2018-11-04"), article("b", STYLED, "Courier"), article("c", PORT, "Post")]
    found = standings(three, frozenset({frozenset({"a", "b"})}))
    assert found["c"].origin == "a" and found["b"].origin == "b"
    assert standings(three)["b"].origin == "a"


def test_the_gold_stays_above_its_floor() -> None:
    score = judge(stories())
    floor = json.loads(data("gold", "copies", "floor.json").read_text())
    assert len(score.pairs) >= 150
    assert score.f1 >= floor["F1"] >= 0.9
    assert score.right_updates >= floor["updates"] * len(score.updates)
    assert not score.across


def test_two_articles_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two articles"):
        standings([article("a", PORT, "Agency"), article("a", FIRE, "Agency")])


POOL = [
    article(f"{key}{number}", text, source, day)
    for key, text in {"p": PORT, "s": STYLED, "f": FIRE, "g": FIRE_LATER, "w": SUNNY, "c": CLOUDY}.items()
    for number, (source, day) in enumerate(
        [("Agency", "2018-11-05"), ("Courier", "2018-11-06"), ("Post", "2018-11-20")]
    )
]


@given(st.permutations(POOL), st.integers(0, len(POOL)))
@settings(max_examples=30, deadline=None)
def test_neither_order_nor_batches_matter(shuffled: list[Fingerprint], first: int) -> None:
    whole = standings(POOL)
    assert standings(shuffled) == whole
    there, added = shuffled[:first], shuffled[first:]

    def mates(one: Fingerprint) -> Iterable[Fingerprint]:
        return [other for other in shuffled if set(one.keys) & set(other.keys)]

    assert standings(there) | standings(reach(added, mates).values()) == whole
