"""`kg build`: what becomes of each article, over several runs."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import quick_coder
from graph_dump import Graph, dump
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import kg, lines, rows

from kg.corpus import shards
from kg.corpus.corpus import reading
from kg.graph.store import open_store

LINES = quick_coder.LINES


def graph(path: object) -> Graph:
    with open_store(str(path)) as store:
        return dump(store)


def built(*words: object) -> dict[str, Any]:
    result = kg("build", *words, "--json")
    assert result.exit_code in (0, 1), result.stderr
    return json.loads(result.stdout)


def states() -> dict[str, str]:
    with reading(Path("kg.corpus")) as corpus:
        return dict(corpus.manifest.database.execute("SELECT id, state FROM article").fetchall())


def set_aside() -> list[tuple[Any, ...]]:
    return rows("kg.db", "MATCH (s:SetAside) RETURN s.file AS f, s.line AS l, s.reason AS r ORDER BY f, l, r")


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_any_order_batches_and_runs_give_the_same_graph(
    data: st.DataObject, undisturbed: Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    order = data.draw(st.permutations(LINES))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=3)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.corpus.coding.ARTICLES", data.draw(st.integers(1, 50)))
        patch.setattr(shards, "ROWS", data.draw(st.integers(1, 60)))
        patch.setattr(shards, "SMALL", data.draw(st.integers(2, 9)))
        for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
            articles = lines(folder / f"{start}.jsonl", order[start:end])
            assert kg("build", articles, "--store", folder / "kg.db").exit_code == 0
    assert graph(folder / "kg.db") == undisturbed


def test_a_build_adds_what_is_new_and_touches_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    built(lines(Path("first.jsonl"), LINES[:30]))
    asked: list[str] = []
    records = shards.Shards.records
    monkeypatch.setattr(shards.Shards, "records", lambda self, ids: records(self, asked.extend(ids) or tuple(asked)))
    counts = built(lines(Path("more.jsonl"), LINES[30:33]))
    assert (counts["coded"], counts["loaded"], counts["replaced"] + counts["unchanged"]) == (3, 3, 30)
    assert set(asked) >= {line["id"] for line in LINES[30:33]}
    assert len(set(asked)) == 3 + counts["replaced"] < 33  # those of which an actor is called otherwise now


def test_without_articles_all_that_was_read_before_is_read_again() -> None:
    articles = lines(Path("articles.jsonl"), LINES[:5])
    assert "name articles" in kg("build").stderr
    built(articles, "--published", "2017-01-01")
    assert built()["articles"] == 5
    lines(articles, LINES[:7])
    counts = built()
    assert (counts["articles"], counts["coded"], counts["loaded"]) == (7, 2, 2)
    with reading(Path("kg.corpus")) as corpus:
        assert corpus.asides.inputs(with_problems=False) == [(str(articles.absolute()), "2017-01-01", "")]


def test_what_cannot_be_read_is_set_aside_until_it_is_mended() -> None:
    folder = Path("articles")
    folder.mkdir()
    lines(folder / "a.jsonl", [LINES[0], b"{bad", {"id": "x"}])
    (folder / "empty.txt").write_text("")
    result = kg("build", folder, "--json")
    assert (result.exit_code, json.loads(result.stdout)["set_aside"]) == (1, 3)
    broken, empty = str((folder / "a.jsonl").absolute()), str((folder / "empty.txt").absolute())
    assert [place[:2] for place in set_aside()] == [(broken, 2), (broken, 3), (empty, None)]
    lines(folder / "a.jsonl", [LINES[0], LINES[1], {"id": "x"}])
    counts = built("--retry")
    assert (counts["set_aside"], counts["coded"], counts["loaded"]) == (2, 1, 1)
    assert [place[:2] for place in set_aside()] == [(broken, 3), (empty, None)]
    lines(folder / "a.jsonl", LINES[:3])
    (folder / "empty.txt").unlink()
    assert built("--retry")["set_aside"] == 0
    assert set_aside() == []
    assert built("--retry")["articles"] == 0


def test_an_article_that_breaks_the_coder_is_set_aside_and_tried_again_when_asked() -> None:
    bad = LINES[1] | {"text": "It breaks here."}
    articles = lines(Path("articles.jsonl"), [LINES[0], bad, LINES[2]])
    counts = built(articles)
    assert (counts["coded"], counts["set_aside"], counts["loaded"]) == (2, 1, 2)
    assert states() == {LINES[0]["id"]: "coded", bad["id"]: "failed", LINES[2]["id"]: "coded"}
    ((_, _, reason),) = set_aside()
    assert reason == f"article {bad['id']}: the coder failed: ZeroDivisionError: division by zero"
    again = built(articles)
    assert (again["coded"], again["set_aside"]) == (0, 1)
    assert [reason for _, _, reason in set_aside()] == [reason]
    assert built("--retry")["set_aside"] == 1
    lines(articles, LINES[:3])
    assert built(articles)["coded"] == 1
    assert (set_aside(), set(states().values())) == ([], {"coded"})


def test_an_article_that_was_coded_and_now_fails_leaves_the_graph() -> None:
    articles = lines(Path("articles.jsonl"), LINES[:4])
    built(articles)
    lines(articles, [*LINES[:3], LINES[3] | {"text": "It breaks here."}])
    built(articles)
    built(lines(Path("three.jsonl"), LINES[:3]), "--store", "three.db")
    mine, three = graph("kg.db"), graph("three.db")
    assert len(mine.pop("SetAside")) == 1
    assert three.pop("SetAside") == []
    assert mine == three


def test_another_version_of_the_coder_codes_again_what_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    built(lines(Path("all.jsonl"), LINES[:10]))
    monkeypatch.setenv("CODER_VERSION", "next")
    some = lines(Path("some.jsonl"), LINES[:4])
    counts = built(some)
    assert (counts["coded"], counts["replaced"], counts["unchanged"]) == (4, 4, 6)
    told = json.loads(kg("status", "--json").stdout)
    assert told["coders"] == {"quick": 6, "next": 4}
    assert built(some)["coded"] == 0
    assert built()["coded"] == 6


def test_another_version_codes_again_what_is_there_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "ROWS", 4)
    monkeypatch.setattr(shards, "SMALL", 2)
    articles = lines(Path("all.jsonl"), LINES[:10])
    built(articles)
    before = graph("kg.db")
    articles.unlink()
    monkeypatch.setenv("CODER_VERSION", "next")
    result = kg("build", "--json")
    counts = json.loads(result.stdout)
    assert (counts["coded"], counts["replaced"]) == (10, 10)
    assert "is not there any more" in result.stderr
    assert built()["coded"] == 0
    monkeypatch.setenv("CODER_VERSION", "quick")
    assert built()["coded"] == 10
    assert graph("kg.db") == before


def test_a_store_that_was_changed_by_others_is_compared_anew(tmp_path: Path) -> None:
    articles = lines(Path("articles.jsonl"), LINES[:6])
    built(articles)
    for file in tmp_path.glob("kg.db*"):
        file.unlink()
    assert built(articles)["loaded"] == 6
    before = graph("kg.db")
    with open_store("kg.db", create=True) as store:
        store.withdraw([LINES[0]["id"]])
    assert built(articles)["loaded"] == 1
    assert graph("kg.db") == before


def test_one_corpus_into_two_stores() -> None:
    articles = lines(Path("articles.jsonl"), LINES[:6])
    built(articles, "--corpus", "mine")
    assert built(articles, "--corpus", "mine", "--store", "other.db")["coded"] == 0
    assert graph("kg.db") == graph("other.db")
    assert kg("load", "mine", "--store", "third.db").exit_code == 0
    assert graph("third.db") == graph("kg.db")


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = kg("build", lines(Path("a.jsonl"), LINES[:1]), "--corpus", "file")
    assert (result.exit_code, "is no folder" in result.stderr) == (2, True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.sqlite").write_text("nothing of the kind, but long enough to be looked at" * 9)
    result = kg("build", "a.jsonl", "--corpus", "other")
    assert (result.exit_code, "no manifest of kg" in result.stderr) == (2, True)
    assert kg("status").exit_code == 2


def test_columns_are_remembered_until_others_are_given() -> None:
    """By `--retry`, by a run without articles, and where the table is named again."""
    table = Path("table.csv")
    rows_of_it = [f"{line['id']},{line['text']},2017-09-06" for line in LINES[:3]]
    table.write_text("\n".join(["id,narrative,printed_on", *rows_of_it, "x,,2017-09-06"]) + "\n")
    assert built(table)["articles"] == 0
    named = "text=narrative,published=printed_on"
    counts = built(table, "--columns", named)
    assert (counts["coded"], counts["set_aside"]) == (3, 1)
    with reading(Path("kg.corpus")) as corpus:
        assert corpus.asides.inputs(with_problems=True) == [(str(table.absolute()), None, named)]
    for again in ((), ("--retry",), (table,)):
        counts = built(*again)
        assert (counts["articles"], counts["coded"], counts["set_aside"]) == (3, 0, 1), again
    assert built("--retry", "--columns", "")["articles"] == 0
    assert kg("build", "--columns", "body").exit_code == 2


def test_a_corpus_of_the_form_before_gets_the_new_column() -> None:
    articles = lines(Path("articles.jsonl"), LINES[:3])
    built(articles)
    database = sqlite3.connect("kg.corpus/manifest.sqlite")
    database.execute("ALTER TABLE input DROP COLUMN columns")
    database.execute("PRAGMA user_version = 2")
    database.commit()
    database.close()
    counts = built()
    assert (counts["articles"], counts["coded"]) == (3, 0)
