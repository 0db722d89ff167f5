"""Messages (EML) and pages saved as one (MHTML)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from kg.errors import InputError
from kg.text.readers.decoding import decode
from kg.text.readers.html import read_page
from kg.text.readers.messages import Extracted

_MOST_PARTS = 1_000
_ENOUGH = 400
"""Characters of plain text beside which the HTML part says nothing more."""


def read_mail(raw: bytes) -> Extracted:
    """The message's text: its plain part, or the page if that is missing or hardly anything. InputError if none."""
    message = message_from_bytes(raw, policy=policy.default)
    if not message.keys():
        raise InputError("no message: it has no header")
    plain, page, location = _parts(message)
    title = _header(message, "Subject")
    date = _date(message)
    name, address = parseaddr(_header(message, "From") or "")
    url = location or _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    if page is not None and (plain is None or len(plain) < _ENOUGH or url):
        found = read_page(page, url)
        return Extracted(
            text=found.text,
            title=found.title or title,
            published=found.published or date,
            url=found.url,
            source=found.source or name or None,
            language=found.language,
        )
    if plain is None or not plain.strip():
        raise InputError("a message without text")
    source = name or address.partition("@")[2] or None
    return Extracted(text=plain.strip(), title=title, published=date, url=url, source=source)


def _parts(message: EmailMessage) -> tuple[str | None, bytes | None, str | None]:
    """The first plain text, the first page, and where the page is from."""
    plain, page, location = None, None, None
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise InputError(f"a message of more than {_MOST_PARTS} parts")
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        raw = part.get_payload(decode=True) if kind in ("text/plain", "text/html") else None
        if not isinstance(raw, bytes):
            continue
        if kind == "text/html" and page is None:
            page = _as_utf8(raw, part.get_content_charset()) or raw
            location = str(part.get("Content-Location") or "") or None
        elif kind == "text/plain" and plain is None:
            decoded = _as_utf8(raw, part.get_content_charset())
            plain = decode(decoded or raw)[0].replace("\r\n", "\n")
    return plain, page, location if location is not None and location.startswith("http") else None


def _as_utf8(raw: bytes, charset: str | None) -> bytes | None:
    try:
        return raw.decode(charset or "utf-8").encode()
    except (LookupError, UnicodeError):
        return None


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(message.get(name) or "").split()) or None
    except (ValueError, IndexError, AttributeError, TypeError):  # the standard library on broken headers
        return None


def _date(message: EmailMessage) -> str | None:
    try:
        moment = getattr(message.get("Date"), "datetime", None)
    except (ValueError, IndexError, AttributeError, TypeError):
        return None
    return None if moment is None else moment.date().isoformat()
