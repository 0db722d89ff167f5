"""Which column of a table, or key of a JSON object, is what of an article: named by the user, or recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.errors import UsageError

FIELDS = ("id", "text", "title", "published", "url", "source", "language")

_RECOGNISED: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "articleid", "guid", "uid", "uuid", "docid", "doc_id", "document_id", "_id"),
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story",
             "article_body", "articlebody", "plain_text", "document"),
    "title": ("title", "headline", "head", "heading", "article_title"),
    "published": ("published", "date", "published_at", "publishedat", "publish_date", "published_date", "pubdate",
                  "pub_date", "publication_date", "date_published", "datepublished", "date_publish", "datetime",
                  "timestamp", "day", "created", "created_at"),
    "url": ("url", "link", "uri", "article_url", "permalink", "href", "web_url", "weburl"),
    "source": ("source", "publisher", "outlet", "publication", "source_name", "site", "sitename", "newspaper",
               "domain", "source_domain", "feed", "agency"),
    "language": ("language", "lang"),
}  # fmt: skip


def parse_columns(words: str | None) -> dict[str, str]:
    """`text=body,published=date` as a mapping. UsageError if it is not of that form."""
    chosen: dict[str, str] = {}
    for word in filter(None, (part.strip() for part in (words or "").split(","))):
        name, equals, column = (part.strip() for part in word.partition("="))
        if name not in FIELDS or not equals or not column:
            raise UsageError(f"--columns {word}: write it as text=body,published=date; there are {', '.join(FIELDS)}")
        chosen[name] = column
    return chosen


def choose(there: Iterable[str], named: Mapping[str, str]) -> dict[str, str]:
    """The column of each part of an article, as far as there is one: what the user named, else what is recognised,
    without minding case, spaces and dashes."""
    plain = {_plain(column): column for column in reversed(list(there))}
    given = set(plain.values())
    chosen = {name: column for name, column in named.items() if column in given}
    for name, known in _RECOGNISED.items():
        if name not in named:
            found = next((plain[word] for word in known if word in plain), None)
            if found is not None and found not in chosen.values():
                chosen[name] = found
    return chosen


def _plain(column: str) -> str:
    return column.strip().lower().replace(" ", "_").replace("-", "_")
