"""The form under which names of places are compared and shown."""

from __future__ import annotations

import re
import unicodedata

_ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_MARKS = str.maketrans("", "", "'’‘`ʼʻ.")
_INITIALS = re.compile(r"\b(\w) (?=\w\b)")
_PART = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az) (?=\w{3})")


def fold(words: str) -> str:
    """The form under which names are compared.

    >>> fold("St. John’s"), fold("Deir ez-Zor"), fold("the Gaza Strip"), fold("Ḩamāh")
    ('saint johns', 'deir ez zor', 'gaza strip', 'hamah')
    """
    if words.isascii():
        kept = words.translate(_MARKS)
    else:
        decomposed = unicodedata.normalize("NFKD", words)
        kept = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_MARKS)
    parts = _PART.findall(_INITIALS.sub(r"\1", kept.casefold()))
    if len(parts) > 1 and parts[0] == "the":
        del parts[0]
    return " ".join(_ABBREVIATED.get(part, part) if len(parts) > 1 else part for part in parts)


def without_article(key: str) -> str:
    """A folded Arabic name without its article: "al hudaydah" -> "hudaydah"."""
    return _ARTICLE.sub("", key, count=1)


def shown(name: str) -> str:
    """Without the marks of scholarly transliteration, which English text does not write: "Ḩimş", but "Bogotá"."""
    if all(ord(c) < 0x100 for c in name):
        return name
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "’‘ʻʼ")
