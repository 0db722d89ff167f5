"""Articles taken back, on both stores: the graph is that of the articles that are left."""

from __future__ import annotations

import json
import random
from pathlib import Path

import msgspec
import pytest
import quick_coder
from generate import records
from graph_dump import dump
from shared import kg, lines

from kg.graph.audit import differences
from kg.graph.store import Store, open_store
from kg.graph.withdraw import UNREAD
from kg.model import ArticleRecord

RECORDS = tuple(records(200))
NEXT = tuple(records(200, coder="2"))


def loaded(path: Path, some: list[ArticleRecord]) -> dict[str, list[tuple[object, ...]]]:
    with open_store(str(path), create=True) as store:
        store.load(some)
        return dump(store)


def reloaded(store: Store, given: list[ArticleRecord]) -> None:
    """As a build does: what counts as unread is loaded again."""
    by_id = {record.id: record for record in given}
    store.load(by_id[key] for key in store.unread())


@pytest.mark.parametrize("seed", range(3))
def test_what_only_they_supported_goes(store: Store, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    gone = chance.sample(RECORDS, 15)
    left = [record for record in RECORDS if record not in gone]
    store.load(RECORDS)
    assert store.withdraw([*(record.id for record in gone), "never there"]) == 15
    reloaded(store, left)
    assert dump(store) == loaded(tmp_path / "left.db", left)
    assert list(differences(store)) == []


def test_all_of_it(store: Store) -> None:
    store.load(RECORDS)
    assert store.withdraw([record.id for record in RECORDS]) == len(RECORDS)
    assert {label: rows for label, rows in dump(store).items() if rows and label != "Graph"} == {}


@pytest.mark.parametrize("seed", range(3))
def test_some_articles_are_coded_otherwise(store: Store, seed: int, tmp_path: Path) -> None:
    """Also where another article, of the other version, tells of the same events."""
    chance = random.Random(seed)
    mixed = [chance.choice(pair) for pair in zip(RECORDS, NEXT, strict=False)]
    store.load(RECORDS)
    store.load(mixed)
    reloaded(store, mixed)
    assert store.unread() == []
    assert dump(store) == loaded(tmp_path / "mixed.db", mixed)
    assert list(differences(store)) == []


def test_an_unread_article_is_loaded_with_its_own_record(store: Store) -> None:
    """The one whose reading of a shared text counted goes; the other's is then the one that counts."""
    event = next(event for record in RECORDS for event in record.events)
    first = ArticleRecord(id="a", published=None, events=(msgspec.structs.replace(event, cameo="01"),), digest="1")
    second = ArticleRecord(id="b", published=None, events=(msgspec.structs.replace(event, cameo="02"),), digest="2")
    store.load([first, second])
    store.withdraw(["b"])
    assert store.unread() == ["a"]
    assert store.read("MATCH (a:Article) RETURN a.digest AS d", {}).rows == [(UNREAD,)]
    store.load([first])
    assert store.read("MATCH (e:Event) RETURN e.cameo AS c, e.digest AS d", {}).rows == [("01", "1")]


def test_withdrawn_and_put_back() -> None:
    articles = lines(Path("articles.jsonl"), quick_coder.LINES)
    assert kg("build", articles).exit_code == 0
    with open_store("kg.db") as store:
        before = dump(store)
    done = kg("withdraw", "article-0-1?", quick_coder.LINES[0]["id"], "--why", "retracted", "--json")
    assert json.loads(done.stdout)["withdrawn"] == 11
    told = json.loads(kg("status", "--json").stdout)
    assert told["articles"] == {"coded": len(quick_coder.LINES) - 11, "withdrawn": 11}
    assert kg("build", articles).exit_code == 0
    assert json.loads(kg("status", "--json").stdout)["articles"] == told["articles"]
    gone = {"article-0-0", *(f"article-0-{number}" for number in range(10, 20))}
    left = [line for line in quick_coder.LINES if line["id"] not in gone]
    assert kg("build", lines(Path("left.jsonl"), left), "--store", "left.db").exit_code == 0
    with open_store("kg.db") as one, open_store("left.db") as other:
        assert dump(one) == dump(other)
    assert kg("withdraw", "--undo", "*").exit_code == 0
    with open_store("kg.db") as store:
        assert dump(store) == before


def test_what_is_not_there() -> None:
    assert "there is no corpus" in kg("withdraw", "a").stderr
    assert kg("build", lines(Path("articles.jsonl"), quick_coder.LINES[:2])).exit_code == 0
    for words in (("none",), ("--undo", "*")):
        result = kg("withdraw", *words)
        assert (result.exit_code, "nothing was changed" in result.stderr) == (2, True)
