"""`kg` with a coder that needs no model, so that a test can stop it at many moments. Run as a script, or import CODED.

The coder answers from made-up records, as often a second as `$RECORDS_A_SECOND` says.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator

import msgspec
from generate import records as generated

from kg import cli_coding
from kg.ids import digest
from kg.model import Article, ArticleRecord

RECORDS = {record.id: record for record in generated(160)}
LINES = [{"id": key, "text": f"The envoys met again in {key}.", "published": "2017-09-06"} for key in RECORDS]


class QuickSignature(msgspec.Struct):
    """Looks like kg.pipeline.Signature from outside."""

    version: str = "quick"

    def digest(self, article: Article) -> str:
        return digest(article.id, article.text, self.version)


class QuickCoder:
    """Looks like kg.pipeline.Coder from outside. A text with "breaks" in it makes it raise, one with "dies" ends its
    process, one with "aaaaaa" keeps a regular expression busy for ever.
    `$CODER_VERSION` is its version."""

    def __init__(self, _: object = None) -> None:
        self._pause = 1 / float(os.environ.get("RECORDS_A_SECOND", "100000"))
        self.signature = QuickSignature(os.environ.get("CODER_VERSION", "quick"))

    def digest(self, article: Article) -> str:
        return self.signature.digest(article)

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        for article in articles:
            time.sleep(self._pause)
            if "breaks" in article.text:
                raise ZeroDivisionError("division by zero")
            if "dies" in article.text:
                os._exit(9)
            re.search(r"(a+)+!", article.text)
            yield msgspec.structs.replace(RECORDS[article.id], digest=self.digest(article))


if __name__ == "__main__":
    from kg.cli import app

    cli_coding._coder = QuickCoder  # type: ignore[assignment]
    app()
