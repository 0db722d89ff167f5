"""What is kept of an article's text to find its copies: keys that copies share, and hashes of what it says.

The text is taken without its dateline and in one house style (`data/readers/house_styles.csv`), as shingles of three
words (Broder 1997). Keys are of three kinds: bands of a MinHash of the shingles, the address without its query, and
outlet and headline. All of it depends on this article alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from kg.ids import digest, slug
from kg.model import Article
from kg.settings import data
from kg.text.clean import clean

if TYPE_CHECKING:
    from datasketch import MinHash

WORDS = 3
"""Words of a shingle."""
LEAD = 30
"""Words of the beginning of a text."""
BANDS, ROWS = 42, 3
"""Of the MinHash: two texts that share 40 in 100 shingles meet in a band in 94 of 100 cases, those that share half in
more than 99, those that share one in 100 next to never. A text that shares less with its copy meets it by other keys.
"""
_SEED = 6
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|%|[^\W\d_]+(?:[.'’][^\W\d_]+)*")
_QUOTED = re.compile('[“"][^“”"\n]{1,600}[”"]')
_ENDS_SENTENCE = re.compile(r"[.!?:;…]['’”\")\]]*\s*$|\n\s*$|^\s*$|[“\"]$")


class Fingerprint(Struct, frozen=True, kw_only=True):
    """Of one article; it can be kept (msgspec) and compared with others without the text.

    `shingles`, `own` (those outside quotations) and `facts` (numbers, and words written with a capital within a
    sentence) are sorted 32-bit hashes, little endian; `lead` are the shingles of how it begins. `words` is how many
    words the text has; `same` is equal for texts that are the same word for word, house style and dateline aside.
    """

    article: str
    published: str | None
    outlet: str
    """The source, else the host of the address; empty if neither is known."""
    address: str
    headline: str
    words: int
    same: str
    shingles: bytes
    own: bytes
    facts: bytes
    lead: bytes
    keys: tuple[str, ...]
    """Articles without a key in common are never compared."""


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article. Linear in its length; nothing is raised."""
    cleaned = clean(article.text, article.title)
    body = [cleaned.text[block.start : block.end] for block in cleaned.blocks if block.kind == "body"]
    text = "\n".join(body)
    words = _words(text)
    shingles = _hashes(_shingles(words))
    parts = urlsplit(article.url) if article.url and _is_address(article.url) else None
    host = (parts.netloc.casefold().removeprefix("www.") if parts else "") or ""
    outlet = slug(article.source) if article.source and article.source.strip() else host
    address = f"{host}{parts.path.rstrip('/')}" if parts and len(parts.path) > 1 else ""
    headline = slug(article.title) if article.title and article.title.strip() else ""
    named = [f"url {digest(address)}"] if address else []
    if outlet and headline:
        named.append(f"head {digest(outlet, headline)}")
    if words:
        named.append(f"lead {digest(*words[:12])}")
    return Fingerprint(
        article=article.id,
        published=article.published,
        outlet=outlet,
        address=address,
        headline=headline,
        words=len(words),
        same=digest(*words, length=16),
        shingles=shingles.tobytes(),
        own=_hashes(_shingles(_words(_QUOTED.sub(" \n", text)))).tobytes(),
        facts=_hashes(_facts(text)).tobytes(),
        lead=_hashes(_shingles(words[:LEAD])).tobytes(),
        keys=(*named, *_bands(shingles)),
    )


def hashes(kept: bytes) -> NDArray[np.uint32]:
    """The hashes of a field of a fingerprint."""
    return np.frombuffer(kept, dtype="<u4")


def _words(text: str) -> list[str]:
    """The words in lower case and in one house style."""
    styles = _house_styles()
    lowered = text.casefold().replace("per cent", "percent")
    found = (styles.get(word, word) for word in (_plain(match) for match in _TOKEN.findall(lowered)))
    return [word for word in found if word]


def _plain(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s") if word[0].isalpha() else word.replace(",", "")


def _shingles(words: list[str]) -> Iterable[str]:
    if len(words) < WORDS:
        return [" ".join(words)] if words else []
    return map(" ".join, zip(*(words[start:] for start in range(WORDS)), strict=False))


def _facts(text: str) -> Iterable[str]:
    """Numbers and names, as far as their form tells."""
    styles = _house_styles()
    for match in _TOKEN.finditer(text):
        word = match.group()
        lowered = _plain(word.casefold())
        known = styles.get(lowered, lowered)
        within = not _ENDS_SENTENCE.search(text[max(0, match.start() - 6) : match.start()])
        if known[:1].isdigit() or (known and within and word[0].isupper()):
            yield known


def _hashes(parts: Iterable[str]) -> NDArray[np.uint32]:
    found = {crc32(part.encode("utf-8", "surrogatepass")) for part in parts}
    return np.array(sorted(found), dtype="<u4")


def _bands(shingles: NDArray[np.uint32]) -> list[str]:
    if not len(shingles):
        return []
    least = _empty().copy()
    least.update_batch(shingles.tolist())
    rows = least.hashvalues.astype("<u8").reshape(BANDS, ROWS)
    return [f"{number} {crc32(row.tobytes()):08x}" for number, row in enumerate(rows)]


@cache
def _empty() -> MinHash:
    """Its permutations are drawn once: it takes longer than to use them."""
    from datasketch import MinHash

    return MinHash(num_perm=BANDS * ROWS, seed=_SEED, hashfunc=int, scheme="legacy")


@cache
def _house_styles() -> dict[str, str]:
    with data("readers", "house_styles.csv").open(encoding="utf-8", newline="") as file:
        return {row["written"]: row["same_as"] for row in csv.DictReader(file)}


def _is_address(url: str) -> bool:
    """Whether it can be taken apart; what a feed gives as one may be anything."""
    try:
        return bool(urlsplit(url).netloc)
    except ValueError:
        return False
