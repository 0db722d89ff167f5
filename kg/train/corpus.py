"""All marked text in files: sentences of their own (*.txt), and the sentences of whole articles (articles/*.txt)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import DataError
from kg.model import Problem
from kg.train.articles import read_articles
from kg.train.notation import Marked, read

ARTICLES = "articles"
"""Name of the folders whose files hold articles."""


def marked_files(folder: Path) -> list[Path]:
    """The files of a folder of marked text, in order."""
    return [*sorted(folder.glob("*.txt")), *sorted((folder / ARTICLES).glob("*.txt"))]


def read_all(files: Iterable[Path]) -> tuple[list[Marked], list[Problem]]:
    """Every marked sentence of `files` once, and what is wrong with those that cannot be used."""
    files = list(files)
    sentences, problems = read(file for file in files if file.parent.name != ARTICLES)
    articles, wrong = read_articles(file for file in files if file.parent.name == ARTICLES)
    there = {sentence.text: sentence for sentence in sentences}
    for article in articles:
        for sentence in article.sentences:
            there.setdefault(sentence.marked.text, sentence.marked)
    return list(there.values()), [*problems, *wrong]


def marked_sentences(files: Iterable[Path]) -> list[Marked]:
    """As `read_all`; DataError names the first line that is wrong, or says that there is none."""
    sentences, problems = read_all(files)
    if problems:
        raise DataError(f"{problems[0]} ({len(problems)} lines are wrong; kg train --check lists them)")
    if not sentences:
        raise DataError("there is no marked sentence in the given files")
    return sentences
