"""Pages, feeds, messages, PDF and Parquet: another process reads them (see process.py), this one asks it to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import Article
from kg.text.readers.budget import read_within
from kg.text.readers.days import day_of
from kg.text.readers.messages import Extracted, Job, Refused
from kg.text.readers.names import date_in_name
from kg.text.readers.reading import Found, Item, Reading, Source


def read_html(source: Source, reading: Reading) -> Iterator[Item]:
    raw = read_within(source.stream, reading.limits.page)
    yield from _ask(source, reading, Job("html", raw))


def read_feed(source: Source, reading: Reading) -> Iterator[Item]:
    raw = read_within(source.stream, reading.limits.file, "hardly a feed")
    yield from _ask(source, reading, Job("feed", raw))


def read_mail(source: Source, reading: Reading) -> Iterator[Item]:
    raw = read_within(source.stream, reading.limits.page)
    yield from _ask(source, reading, Job("mail", raw))


def read_pdf(source: Source, reading: Reading) -> Iterator[Item]:
    raw = read_within(source.stream, reading.limits.file)
    yield from _ask(source, reading, Job("pdf", raw))


def read_parquet(source: Source, reading: Reading) -> Iterator[Item]:
    """A file of its own is read a part at a time, one in an archive as a whole."""
    if source.path is not None and source.path.is_file():
        job = Job("parquet", path=str(source.path.absolute()), columns=reading.columns)
    else:
        raw = read_within(source.stream, reading.limits.file, "too large inside an archive; unpack it")
        job = Job("parquet", raw, columns=reading.columns)
    yield from _ask(source, reading, job)


def page_of(source: Source, reading: Reading, raw: bytes, url: str | None, article: str, line: int) -> Iterator[Item]:
    """A page of a crawl: `article` is what it is called."""
    for item in _ask(source, reading, Job("html", raw, url=url)):
        if isinstance(item, Found):
            named = Article(**{f: getattr(item.article, f) for f in Article.__struct_fields__} | {"id": article})
            yield Found(named, source.file, line)
        else:
            yield source.problem(item.reason, line, set_aside=item.set_aside)


def _ask(source: Source, reading: Reading, job: Job) -> Iterator[Item]:
    for answer in reading.process.ask(job):
        if isinstance(answer, Refused):
            yield source.problem(answer.reason, answer.line, set_aside=not answer.warning)
        else:
            yield from _found(source, reading, answer)


def _found(source: Source, reading: Reading, answer: Extracted) -> Iterator[Item]:
    own = f"{source.name}#{answer.line}" if answer.line is not None else source.name
    day, wrong = day_of(answer.published or reading.published or date_in_name(Path(source.name).name))
    for warning in filter(None, (answer.warning, wrong)):
        yield source.problem(warning, answer.line, set_aside=False)
    article = Article(
        id=(answer.id or "").strip() or own,
        text=answer.text,
        title=answer.title,
        published=day,
        url=answer.url,
        source=answer.source,
        language=answer.language,
    )
    yield Found(article, source.file, answer.line)
