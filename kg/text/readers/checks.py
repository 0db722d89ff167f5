"""What every article goes through, whatever it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from kg.ids import digest
from kg.model import Article, Problem
from kg.text.english import why_not_english
from kg.text.front_matter import front_matter
from kg.text.readers.columns import FIELDS
from kg.text.readers.reading import Found
from kg.text.readers.words import short

_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_DATE = "no publication date: relative dates stay open; give --published or a date in the file name"


class Seen(Struct, frozen=True):
    """Where an id was, and the digest of its text."""

    place: str
    text: str


def checked(found: Found, seen: dict[str, Seen]) -> Iterator[Article | Problem]:
    """The article with what is worth a warning before it, or the reason why it is set aside."""
    article, file, line = found

    def problem(reason: str, set_aside: bool) -> Problem:
        return Problem(file=file, line=line, reason=reason, set_aside=set_aside)

    cleaned, odd = _writable(article)
    key = digest(cleaned.text, length=32)
    place = file if line is None else f"{file}:{line}"
    if not cleaned.text[front_matter(cleaned.text)[1] :].strip():
        yield problem("empty: there is no text", True)
    elif (earlier := seen.get(cleaned.id)) is not None:
        same = "the same text" if earlier.text == key else "another text"
        yield problem(f"the id {short(cleaned.id)!r} was there before with {same}: {earlier.place}", True)
    elif reason := why_not_english(cleaned.text):
        yield problem(reason, True)
    else:
        seen[cleaned.id] = Seen(place, key)
        if odd:
            yield problem(odd, False)
        if "\0" in cleaned.text:
            yield problem(f"null characters in the text ({cleaned.text.count(chr(0))}), read as spaces", False)
        if cleaned.published is None:
            yield problem(_NO_DATE, False)
        yield cleaned


def _writable(article: Article) -> tuple[Article, str | None]:
    """The article with U+FFFD in place of lone surrogates, which no UTF-8 can hold, and a warning if it had any."""
    values = {name: getattr(article, name) for name in FIELDS}
    odd = sum(len(_SURROGATE.findall(value)) for value in values.values() if value and not value.isascii())
    if not odd:
        return article, None
    whole = {name: value and _SURROGATE.sub("\ufffd", value) for name, value in values.items()}
    return Article(**whole), f"lone surrogates ({odd}), each read as U+FFFD"
