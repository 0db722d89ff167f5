"""Deterministic keys: the same input gives the same id on every run and machine, whatever the order."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kg.model import ActorKind, Article


def digest(*parts: str, length: int = 12) -> str:
    """Hexadecimal digest of `parts` in their order; lone surrogates are allowed in them."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=16).hexdigest()[:length]


def slug(name: str) -> str:
    """A readable key of a name: lower case, without accents, words joined by `-`; never empty.

    >>> slug("Ali Shamkhani’s")
    'ali-shamkhanis'
    >>> slug("Dayr al-Zawr")
    'dayr-al-zawr'
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’‘")
    return "-".join(re.findall(r"\w+", kept)) or digest(name)


def article_digest(article: Article) -> str:
    """Of what the events of an article depend on: its text and its publication date."""
    return digest(article.text, article.published or "")


def event_id(article_key: str, start: int, end: int, event_type: str, ordinal: int = 0) -> str:
    """Key of an event mention: `article_key` is `article_digest`, `start` and `end` the offsets of its trigger."""
    return digest(article_key, str(start), str(end), event_type, str(ordinal))


def named_actor_id(name: str, kind: ActorKind) -> str:
    """Key of an actor with a name of its own, the same in every article."""
    return f"{'person' if kind == 'person' else 'actor'}:{slug(name)}"


def unnamed_actor_id(article_key: str, name: str) -> str:
    """Key of an actor without a name ("three gunmen"), which is somebody else in every article."""
    return f"unnamed:{slug(name)}@{article_key}"


def is_named(actor_id: str) -> bool:
    """Whether the id is that of an actor with a name, who is the same one in all articles."""
    return not actor_id.startswith("unnamed:")
