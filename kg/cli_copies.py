"""`kg copies`: which articles of a corpus are one text, and which stands in place of which."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli_build import Folder
from kg.cli_coding import Where
from kg.cli_errors import exits_cleanly, say

COPIES_EPILOG = "Example: kg copies --store kg.db; kg copies wire-17 --json"


@exits_cleanly
def copies(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Only the texts that these articles have.")
    ] = None,
    store: Where = None,
    corpus: Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON a text.")] = False,
) -> None:
    """Articles of one text: what each is a copy of, how much of it is in the other, and which update stands in its
    place. Copies count as one source of an event; an article in whose place an update stands is not in the graph. What
    is wrong is put right by kg decide copy, kg decide not-copy."""
    import msgspec

    from kg.corpus.copies import as_lines, groups
    from kg.corpus.corpus import reading
    from kg.reports.escape import readable, visible
    from kg.settings import corpus_beside, default_store

    wanted = set(ids or ())
    with reading(corpus or corpus_beside(store or default_store())) as opened:
        found = opened.texts.standings()
        for one in sorted(wanted):
            if opened.manifest.known(one) is None:
                say(f"there is no article {one!r} in {opened.folder}")
    texts = [group for group in groups(found) if not wanted or wanted & {each.article for each in group.articles}]
    for group in texts:
        if as_json:
            sys.stdout.write(visible(msgspec.json.encode(group).decode()) + "\n")
        else:
            for line in as_lines(group):
                sys.stdout.write(readable(line) + "\n" if not line.startswith("  ") else f"  {readable(line)}\n")
    articles = sum(len(group.articles) for group in texts)
    say(f"texts in more than one article: {len(texts):,}, in {articles:,} articles")
