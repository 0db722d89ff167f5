"""The gold of actors across articles: what is there, how it is read, and that its figures hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluation.resolution import read_clusters, read_pairs, score_clusters, score_pairs, wrong_merges
from kg.settings import data

GOLD = data("gold", "actors")


def test_there_are_as_many_pairs_and_clusters_as_promised_in_two_halves() -> None:
    pairs, clusters = read_pairs(GOLD / "pairs"), read_clusters(GOLD / "clusters")
    assert len(pairs) >= 1500
    assert len(clusters) >= 150
    assert {pair.verdict for pair in pairs} == {"same", "different", "unsure"}
    assert all(pair.why for pair in pairs)
    for both in (pairs, clusters):
        held = sum(each.half == "held" for each in both)
        assert 0.4 < held / len(both) < 0.6


def test_no_pair_is_told_twice_with_two_verdicts() -> None:
    seen: dict[frozenset[str], str] = {}
    for pair in read_pairs(GOLD / "pairs"):
        both = frozenset({str(pair.one), str(pair.other)})
        assert seen.setdefault(both, pair.verdict) == pair.verdict, pair


@pytest.mark.parametrize("half", ["develop", "held"])
def test_the_figures_are_not_under_their_floors(half: str) -> None:
    floors = json.loads((GOLD / "floors.json").read_text("utf-8"))
    scored = score_pairs([pair for pair in read_pairs(GOLD / "pairs") if pair.half == half])
    tally, _, _ = score_clusters([cluster for cluster in read_clusters(GOLD / "clusters") if cluster.half == half])
    assert scored.precision >= floors[f"{half} pairs precision"]
    assert scored.f1 >= floors[f"{half} pairs F1"]
    assert tally.f1 >= max(0.92, floors[f"{half} B-cubed F1"])


def test_a_line_that_is_none_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("## why\n= A | B\n= alone\n", "utf-8")
    with pytest.raises(DataError, match=r"x\.txt:3"):
        read_pairs(tmp_path)
    (tmp_path / "x.txt").write_text("no colon\n", "utf-8")
    with pytest.raises(DataError, match=r"x\.txt:1"):
        read_clusters(tmp_path)


def test_mentions_have_role_country_and_day(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("## [party] why\n=* A / old one USA 1999 | B / FRA | C\n", "utf-8")
    pairs = read_pairs(tmp_path)
    assert len(pairs) == 3
    first = pairs[0].one
    assert (first.name, first.kind, first.role, first.country, first.day) == (
        "A",
        "party",
        "old one",
        "USA",
        "1999-07-01",
    )


def test_two_who_came_out_as_one_are_named() -> None:
    _, found, actors = score_clusters(read_clusters(GOLD / "clusters")[:2])
    truth = {actor.article: actor.article.split("-")[0] for actor in actors}
    assert wrong_merges(actors, found, truth) == []
    merged = type(found)(dict.fromkeys(found.of, "x"), found.actors, ())
    assert wrong_merges(actors, merged, truth) == [("x", "0", "1")]


def test_no_two_of_the_tables_of_office_holders_are_taken_for_one() -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("bench_resolution", data().parent / "bench" / "resolution.py")
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    assert bench.heads() == []
