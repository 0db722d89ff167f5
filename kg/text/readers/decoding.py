"""Bytes as text."""

from __future__ import annotations

import codecs

from kg.errors import InputError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
GUESSED = "not UTF-8; read as Windows-1252"


def decode(raw: bytes) -> tuple[str, str | None]:
    """Bytes as text: UTF-8, UTF-16 with a byte order mark, else Windows-1252 with a warning. InputError for binary."""
    encoding = by_mark(raw)
    if encoding != "utf-16" and b"\0" in raw:
        raise InputError("a binary file (it holds null bytes), no text")
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError as error:
        if encoding == "utf-16" or _is_binary(raw):
            raise InputError(f"a binary file, no text ({error.reason} at byte {error.start})") from error
    return raw.decode("cp1252", errors="replace"), GUESSED


def by_mark(raw: bytes) -> str:
    """The encoding that a byte order mark says, else UTF-8."""
    return next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")


def _is_binary(raw: bytes) -> bool:
    """Whether more than one byte in fifty is a control character that no text has."""
    head = raw[:100_000]
    control = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
    return 50 * control > len(head)
