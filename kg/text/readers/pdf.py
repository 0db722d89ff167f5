"""The text of a PDF that has some: its pages without what stands at the head and foot of each."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from kg.errors import InputError
from kg.text.readers.messages import Extracted

_DIGITS = re.compile(r"\d+")
_FEWEST = 20
"""Characters of text without which a PDF is a picture of pages."""
_AT_EDGE = 2
_MOST_PAGES = 2_000


def read_pdf(raw: bytes) -> Extracted:
    """Its text and what it says of itself. InputError if it is encrypted or has no text."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("encrypted")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"a PDF of {len(reader.pages)} pages, so hardly one article")
        pages = [page.extract_text().split("\n") for page in reader.pages]
        about = reader.metadata
        title = str(about.title) if about is not None and about.title else None
        published = _created(about.get("/CreationDate")) if about is not None else None
    except PyPdfError as error:
        raise InputError(f"a broken PDF: {str(error)[:80]}") from None
    text = "\n".join(line for page in _without_edges(pages) for line in page).strip()
    if len("".join(text.split())) < _FEWEST:
        raise InputError("a PDF without text (pictures of pages?)")
    return Extracted(text=text, title=title, published=published)


def _created(stated: object) -> str | None:
    """The day in `D:20170906101500+02'00'`."""
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", str(stated or ""))
    return "-".join(found.groups()) if found else None


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """The pages without first and last lines that most of them share, page numbers apart."""
    pages = [[line.rstrip() for line in page] for page in pages]
    if len(pages) < 3:
        return pages
    seen = Counter(_shape(line) for page in pages for line in {*page[:_AT_EDGE], *page[-_AT_EDGE:]} if line.strip())
    often = {shape for shape, count in seen.items() if 2 * count > len(pages)}
    return [
        [
            line
            for number, line in enumerate(page)
            if not ((number < _AT_EDGE or number >= len(page) - _AT_EDGE) and _shape(line) in often)
        ]
        for page in pages
    ]


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line.strip())
