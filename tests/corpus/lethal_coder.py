"""`kg` with a coder that takes along whoever started its process, as when a machine is lost; a batch has few articles.

On a cluster that is an actor. A text with "kills" in it does so each time, one with "kills once" until the file
`$KILLED` is there. Run as a script, or import LethalCoder.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

from quick_coder import QuickCoder

from kg import cli_coding
from kg.corpus import coding
from kg.model import Article, ArticleRecord

ARTICLES = 4


class LethalCoder(QuickCoder):
    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        for article in articles:
            killed = Path(os.environ["KILLED"])
            if "kills" in article.text and not ("once" in article.text and killed.exists()):
                killed.touch()
                os.kill(os.getppid(), signal.SIGKILL)
                signal.pause()
            yield from super().code([article])


if __name__ == "__main__":
    import lethal_coder  # so that the processes of a cluster find the coder under this name

    from kg.cli import app

    coding.ARTICLES = ARTICLES
    cli_coding._coder = lethal_coder.LethalCoder  # type: ignore[assignment]
    app()
