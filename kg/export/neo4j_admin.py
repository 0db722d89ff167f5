"""A graph for `neo4j-admin database import full`: all of it with its roll-ups, as loading would have made it.

Of a store, read page by page (`write`); or of the rows of articles (`write_articles`), which needs no store: events and
their relationships go to the files as they come, and what many events share (actors, places, roles, roll-ups) is kept
until the end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec
from msgspec.structs import replace

from kg.errors import KgError
from kg.export.import_files import AFTER, DELIMITERS, NODES, SCRIPT, DelimiterError, ImportFiles
from kg.export.reading import GROUPS, Reader
from kg.graph import combine, rollups, schema
from kg.graph.rows import ArticleRows, EventRows
from kg.graph.schema import Nodes, Relationship
from kg.graph.tallies import Tallies, is_empty, merged
from kg.graph.told import Told, told_new

__all__ = ["AFTER", "PASSES", "SCRIPT", "write", "write_articles"]

PASSES = (*NODES, *(group.anchor for group in GROUPS))
"""The labels whose nodes are paged through, once for each time."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Told).decode
_Links = dict[tuple[str, str, str], Relationship]


def write(reader: Reader, folder: Path) -> None:
    """Write the files of a store's graph into a folder, with `import.sh`, which imports them, and `after.cypher`, to be
    run after it. KgError if the names of actors have every character that could part them."""

    def of_store(files: ImportFiles) -> None:
        for label, names in NODES.items():
            for node in reader.nodes(label, names):
                files.node(label, node)
        for group in GROUPS:
            for edge in reader.edges(group):
                files.edge(edge.type, edge.source, edge.target, edge.properties)

    _first_that_parts(folder, of_store)


def write_articles(articles: Callable[[], Iterable[ArticleRows]], folder: Path, step: Callable[[], None]) -> int:
    """Write the files of the graph of resolved articles, whose ids differ, and give the number of its events; `step` is
    called for each article. All articles of an event carry the same rows for it, as those of a corpus do. KgError as in
    `write`."""
    counts: list[int] = []

    def of_articles(files: ImportFiles) -> None:
        with tempfile.TemporaryFile(dir=folder) as spool:
            gathered = _Gathered(files, spool)
            for article in articles():
                gathered.add(article)
                step()
            gathered.finish()
            counts.append(gathered.events)

    _first_that_parts(folder, of_articles)
    return counts[-1]


def _first_that_parts(folder: Path, fill: Callable[[ImportFiles], None]) -> None:
    """Fill the files with the first delimiter that no name has; nearly always the first."""
    for delimiter in DELIMITERS:
        try:
            with ImportFiles(folder, delimiter) as files:
                fill(files)
        except DelimiterError as error:
            failure: KgError = error
        else:
            return
    raise failure


class _Gathered:
    """Articles on their way into the files. The roll-ups of an event need the countries that its actors have in the
    end: what is to be counted waits in a file."""

    def __init__(self, files: ImportFiles, spool: IO[bytes]) -> None:
        self.events = 0
        self._files = files
        self._spool = spool
        self._seen: set[int] = set()
        self._shared: Nodes = {}
        self._links: _Links = {}
        self._tallies = Tallies()
        self._version = 0

    def add(self, article: ArticleRows) -> None:
        self._files.node("Article", article.properties)
        for report in article.reported:
            self._files.edge(report.type.name, report.source, report.target, report.properties)
        source, published = article.properties.get("source"), article.properties.get("published")
        self._tallies.article(source, published, len(article.reported))
        self._version ^= rollups.fingerprint(article.id, article.digest)
        for event in article.events:
            key = rollups.fingerprint(event.id, "")
            if fresh := key not in self._seen:
                self._seen.add(key)
                self._event(event)
            told = told_new(event, [(source, published)], _NO_COUNTRIES)
            packed = _encode(told)
            self._spool.write(len(packed).to_bytes(4) + bytes([fresh]) + packed)

    def finish(self) -> None:
        """Write what was held back."""
        actors = self._shared.setdefault("Actor", {})
        for fresh, told in self._told():
            final = replace(
                told,
                sources={key: actors[key].get("country") for key in told.sources},
                targets={key: actors[key].get("country") for key in told.targets},
            )
            self._tallies.event(final)
            if not fresh:  # one more article tells it: it counts as a mention, and no second time as an event
                self._tallies.event(replace(final, reports=()), -1)
        tally = schema.ACTOR_TALLY
        counted = self._tallies.rows[tally.label]
        nothing = Tallies.nothing()
        for key, row in actors.items():
            actors[key] = row | merged(tally, {}, counted.get(key, nothing))
        for label, rows in self._shared.items():
            for row in rows.values():
                self._files.node(label, row)
        for link in self._links.values():
            self._files.edge(link.type.name, link.source, link.target, link.properties)
        for rollup in schema.ROLLUPS:
            for key, tallied in self._tallies.rows[rollup.label].items():
                node = rollups.new_row(rollup, key, tallied)
                if not is_empty(rollup, node):
                    self._files.node(rollup.label, node)
        if self._version:
            self._files.node("Graph", rollups.graph_row(self._version))

    def _event(self, event: EventRows) -> None:
        self.events += 1
        self._files.node("Event", event.properties)
        for row in event.relationships:
            self._files.edge(row.type.name, row.source, row.target, row.properties)
        for label, rows in event.shared.items():
            of_label = self._shared.setdefault(label, {})
            for key, node in rows.items():
                there = of_label.get(key)
                if there is None:
                    of_label[key] = node
                elif there != node:
                    of_label[key] = combine.nodes(label, there, node)
        for link in event.links:
            pair = (link.type.name, link.source, link.target)
            self._links[pair] = combine.held(self._links[pair], link) if pair in self._links else link

    def _told(self) -> Iterator[tuple[bool, Told]]:
        self._spool.seek(0)
        while head := self._spool.read(5):
            yield bool(head[4]), _decode(self._spool.read(int.from_bytes(head[:4])))


class _NoCountries(dict[str, str | None]):
    """Countries that are told later."""

    def __missing__(self, _: str) -> None:
        return None


_NO_COUNTRIES = _NoCountries()
