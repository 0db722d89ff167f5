"""How much of one article's text is in another, and what that makes of the two: a copy, an update, or neither.

Three shares of what the lesser of two texts has and the other has too: of its shingles, of its shingles outside
quotations, and of its facts (numbers and names). What reporters quote alike makes no copy, nor does a template filled
in anew (weather, markets, results) or what an outlet puts under all of its articles: there the facts are others. Nor
does the background that an outlet gives in all that it writes on a subject: there neither has how the other begins. Nor
a digest of several stories: it is much longer than each, and begins otherwise than they do; it would make them one.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

import numpy as np

from kg.corpus.fingerprints import Fingerprint, hashes

Kind = Literal["copy", "update"]

DAYS = 7
"""Between the publication of a text and of its copies; those without a date may be of any day."""
TEXT, OWN, FACTS = 0.5, 0.4, 0.6
"""The least shares of a copy."""
LEAD = 0.25
"""The least share of how one of the two begins that is in the other."""
DIGEST_WORDS = 3
"""Times the words of one of its stories that a digest has at least; what is so long and begins likewise has grown."""
UPDATE_TEXT, UPDATE_FACTS, UPDATE_DAYS = 0.35, 0.5, 3
"""Of an update: it has that much of what the earlier version had, and comes so many days later at most."""
ADDRESS_TEXT = 0.2
"""Of an update at the same address, which says itself that it is one."""
ALIKE = 0.95
"""Jaccard's coefficient from which on, with the same facts, two texts of one outlet say the same."""
LEAST_WORDS = 25
"""A text with fewer is a copy only of one that is the same word for word."""


class Likeness(NamedTuple):
    """`text`, `own` and `facts` are shares from 0 to 1 of the lesser of the two, `lead` that of how one begins which is
    in the other, whichever is more; `jaccard` is of all shingles."""

    text: float
    own: float
    facts: float
    jaccard: float
    lead: float


class Link(NamedTuple):
    """Two articles with what the later is to the earlier. `earlier` and `later` are article ids."""

    kind: Kind
    earlier: str
    later: str
    likeness: Likeness

    @property
    def why(self) -> str:
        """In words, for people."""
        alike = self.likeness
        what = f"{alike.text:.0%} of the shorter text and {alike.facts:.0%} of its numbers and names"
        return f"{self.kind}: {what} are in the other"


def age(one: Fingerprint) -> tuple[str, int, str]:
    """What orders the versions of a text: publication date (unknown ones last), then length, then id."""
    return one.published or "9999-99-99", one.words, one.article


def likeness(one: Fingerprint, other: Fingerprint) -> Likeness:
    """Symmetric."""
    text, jaccard = _shares(one.shingles, other.shingles)
    own, _ = _shares(one.own, other.own)
    facts, _ = _shares(one.facts, other.facts)
    lead = max(_within(one.lead, other.shingles), _within(other.lead, one.shingles))
    return Likeness(text, own, facts, jaccard, lead)


def link(one: Fingerprint, other: Fingerprint) -> Link | None:
    """What two articles are to each other; None if neither copy nor update. Symmetric."""
    earlier, later = sorted((one, other), key=age)
    days = days_between(earlier, later)
    if days is not None and days > DAYS:
        return None
    if one.same == other.same and one.words:
        return Link("copy", earlier.article, later.article, Likeness(1.0, 1.0, 1.0, 1.0, 1.0))
    if min(one.words, other.words) < LEAST_WORDS:
        return None
    alike = likeness(one, other)
    kind = _kind(earlier, later, days, alike)
    return kind and Link(kind, earlier.article, later.article, alike)


def _kind(earlier: Fingerprint, later: Fingerprint, days: int | None, alike: Likeness) -> Kind | None:
    is_copy = alike.text >= TEXT and alike.own >= OWN and alike.facts >= FACTS
    if earlier.address and earlier.address == later.address and alike.text >= ADDRESS_TEXT:
        return "update"
    if alike.lead < LEAD or _is_digest(earlier, later):
        return None
    if not earlier.outlet or earlier.outlet != later.outlet:
        return "copy" if is_copy else None
    if alike.jaccard >= ALIKE and alike.facts == 1.0:
        return "copy"
    grows = later.words >= earlier.words
    of_it = alike.text >= UPDATE_TEXT and alike.own >= UPDATE_TEXT and alike.facts >= UPDATE_FACTS
    if (days is None or days <= UPDATE_DAYS) and grows and of_it:
        return "update"
    return "copy" if is_copy else None


def _is_digest(one: Fingerprint, other: Fingerprint) -> bool:
    story, digest = sorted((one, other), key=lambda text: text.words)
    return digest.words >= DIGEST_WORDS * story.words and _within(digest.lead, story.shingles) < LEAD


def _within(part: bytes, whole: bytes) -> float:
    """The share of a set of hashes that is in another; 1 of an empty one."""
    wanted = hashes(part)
    return float(np.isin(wanted, hashes(whole), assume_unique=True).mean()) if len(wanted) else 1.0


def _shares(one: bytes, other: bytes) -> tuple[float, float]:
    """Of two sets of hashes: the share of the smaller that is in the other, and Jaccard's coefficient. Where one is
    empty there is nothing to compare, and both are 1, so that the other shares decide."""
    first, second = hashes(one), hashes(other)
    if not len(first) or not len(second):
        return 1.0, 1.0
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared / min(len(first), len(second)), shared / (len(first) + len(second) - shared)


def days_between(earlier: Fingerprint, later: Fingerprint) -> int | None:
    """Days from one publication to the other; None if one is unknown."""
    if earlier.published is None or later.published is None:
        return None
    return (date.fromisoformat(later.published) - date.fromisoformat(earlier.published)).days
