"""All marked text in files: sentences of their own (*.txt), and the sentences of whole articles (articles/*.txt)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from kg.errors import DataError
from kg.model import Problem
from kg.train.articles import MarkedArticle, MarkedSentence, read_articles
from kg.train.notation import Marked, located, read

ARTICLES = "articles"
"""Name of the folders whose files hold articles."""


class Located(Struct, frozen=True):
    """A marked sentence with its file and line; `article` and `sentence` are null unless it is one of an article."""

    file: Path
    line: int
    marked: Marked
    article: MarkedArticle | None = None
    sentence: MarkedSentence | None = None


def marked_files(folder: Path) -> list[Path]:
    """The files of a folder of marked text, in order."""
    return [*sorted(folder.glob("*.txt")), *sorted((folder / ARTICLES).glob("*.txt"))]


def all_marked(folder: Path) -> list[Path]:
    """Every file of marked text under a folder, in order: of a test set, whatever it is a test of."""
    return sorted(folder.rglob("*.txt"))


def locate_all(files: Iterable[Path]) -> tuple[list[Located], list[Problem]]:
    """Every marked sentence of `files` with its place, and what is wrong with those that cannot be used."""
    files = list(files)
    sentences, problems = located(file for file in files if file.parent.name != ARTICLES)
    found = [Located(*each) for each in sentences]
    names: dict[str, Path] = {}
    for file in (file for file in files if file.parent.name == ARTICLES):
        articles, wrong = read_articles([file])
        problems += wrong
        for article in articles:
            if article.name in names:
                reason = f"an article named {article.name} is in {names[article.name]} too"
                problems.append(Problem(file=str(file), line=article.sentences[0].line, reason=reason))
            names.setdefault(article.name, file)
            found += [Located(file, each.line, each.marked, article, each) for each in article.sentences]
    return found, problems


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
