"""An article in a file of plain text, with front matter if it has some."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Article
from kg.text.clean import clean
from kg.text.front_matter import front_matter
from kg.text.readers.budget import read_within
from kg.text.readers.days import day_of
from kg.text.readers.decoding import decode
from kg.text.readers.names import date_in_name
from kg.text.readers.reading import Found, Item, Reading, Source


def read(source: Source, reading: Reading) -> Iterator[Item]:
    text, warning = decode(read_within(source.stream, reading.limits.file))
    if warning:
        yield source.problem(warning, set_aside=False)
    values, _ = front_matter(text)
    stated = values.get("published") or values.get("date")
    day, wrong = day_of(stated or reading.published or date_in_name(source.name))
    if wrong:
        yield source.problem(wrong, set_aside=False)
    article = Article(
        id=values.get("id") or source.name,
        text=text,
        title=values.get("title") or _headline(text),
        published=day,
        url=values.get("url"),
        source=values.get("source"),
        language=values.get("language"),
    )
    yield Found(article, source.file)


def _headline(text: str) -> str | None:
    """The first block of the article if it is a heading above running text."""
    plain = clean(text)
    first = plain.blocks[0] if plain.blocks else None
    return text[first.start : first.end] if first is not None and first.kind == "heading" else None
