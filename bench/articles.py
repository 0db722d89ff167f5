#!/usr/bin/env python3
"""Who, when and where in our own marked articles: articles.py [FOLDER_OR_FILE...]; default data/gold/test/articles.

Prints what `kg.evaluation.articles` counts. The articles of data/gold/train teach the coder, so its events are known to
it there; what coreference makes of them is not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.evaluation.articles import article_of, coreference, slots
from kg.pipeline import Coder
from kg.settings import data
from kg.text import language
from kg.train.articles import read_articles


def main() -> int:
    paths = [Path(word) for word in sys.argv[1:]] or [data("gold", "test", "articles")]
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    marked, problems = read_articles(files)
    for problem in problems:
        print(problem, file=sys.stderr)
    articles = [article_of(article) for article in marked]
    print(f"{len(articles)} articles, {sum(len(a.sentences) for a in marked)} sentences")
    for name, share in slots(zip(marked, Coder().code(articles), strict=True)).items():
        print(f"{name:9} {share.right:5} of {share.there:5}  {share.value:.3f}")
    documents = language.load().documents(articles)
    for name, score in coreference(zip(marked, documents, strict=True)).items():
        print(f"{name:9} F1 {score:.3f}")
    return 0 if marked else 1


if __name__ == "__main__":
    sys.exit(main())
