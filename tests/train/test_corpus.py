"""Marked text in files, with its places."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.train.corpus import all_marked, locate_all, marked_files, marked_sentences, read_all

ARTICLE = (
    "= {name} 2020-01-01\n@1 Iran; state; IRN\n{{@1,s1 Iran}} {{e1:STATEMENT.010 spoke}}.\n\n> e1 -; -\nIt rained.\n"
)


def test_sentences_and_articles_have_their_lines(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    plain, article, again = tmp_path / "a.txt", tmp_path / "articles" / "b.txt", tmp_path / "articles" / "c.txt"
    plain.write_text("# nothing\n\nIt rained.\n}\n")
    article.write_text("# nothing\n\n" + ARTICLE.format(name="one") + "\n" + ARTICLE.format(name="two"))
    again.write_text(ARTICLE.format(name="two"))
    files = marked_files(tmp_path)
    assert files == [plain, article, again]
    found, problems = locate_all(files)
    assert [(each.file, each.line) for each in found[:5]] == [
        (plain, 3), (article, 5), (article, 8), (article, 12), (article, 15),
    ]  # fmt: skip
    assert found[0].sentence is None
    assert [each.article.name for each in found[1:] if each.article] == ["one", "one", "two", "two", "two", "two"]
    assert [(p.file, p.line) for p in problems] == [(str(plain), 4), (str(again), 3)]
    assert len(read_all(files)[0]) == 2


def test_a_test_set_is_all_that_is_under_its_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").touch()
    (tmp_path / "b.txt").touch()
    assert all_marked(tmp_path) == [tmp_path / "b.txt", tmp_path / "deep" / "a.txt"]


def test_sentences_of_articles_come_after_the_others_and_none_twice(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("= snow 2020-01-01\nIt snowed.\nIt froze.\n")
    (tmp_path / "some.txt").write_text("It rained.\nIt snowed.\n")
    sentences, problems = read_all(marked_files(tmp_path))
    assert [sentence.text for sentence in sentences] == ["It rained.", "It snowed.", "It froze."]
    assert problems == []


def test_wrong_lines_and_nothing_at_all_are_errors(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no marked sentence"):
        marked_sentences(marked_files(tmp_path))
    (tmp_path / "some.txt").write_text("{s1 Iran} slept.\n}\n")
    with pytest.raises(DataError, match="2 lines are wrong"):
        marked_sentences(marked_files(tmp_path))
