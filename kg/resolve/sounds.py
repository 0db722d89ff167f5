"""What spellings of one word have in common: letters without accents, a key of the sound, its consonants."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "dj", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h", "ß": "ss"}
)
_APOSTROPHES = re.compile(r"['’‘ʿʾ`´]")
_SOUNDS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        ("[aeioyj]*[eo]v(a?)$", r"ev\1"), ("^(?:iu|ju|yu)", "yu"), ("^(?:ye|je)(?=[^aeiou])", "e"),
        ("^y(?=[aei])", "y"), ("tsch|tch|cz|č", "C"), ("shch|stch|sch", "S"), ("ch", "C"), ("sh|sz", "S"),
        ("dzh|zh", "j"), ("dj|dz", "d"), ("gu(?=[ei])", "g"), ("th", "t"), ("(?<=.)kh", "h"), ("kh|gh|q|ck", "k"),
        ("dh", "d"), ("ph", "f"), ("tz", "ts"), ("x", "ks"), ("c(?=[eiy])", "s"), ("c|g", "k"), ("aou", "o"),
        ("aw(?=[^aeiouy]|$)", "o"), ("ow(?=[^aeiouy])", "u"), ("ue", "u"), ("oe", "o"), ("w", "v"), ("ff$", "v"),
        ("ou|oo", "u"), ("ee", "i"), ("ij$|iy$|yy$|ii$|yi$", "i"), ("ei|ay|ey", "ai"), ("y", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""Letters that transliterations write for one another, in the order in which they are replaced."""
_MUTE = re.compile("(?<=.)[aeiouh]")
_CLOSE = 0.72
"""Least likeness of two sounds with the same consonants that may still be one name: "Haftar", "Hifter"."""


@lru_cache(maxsize=1 << 18)
def fold(word: str) -> str:
    """Lower case, without accents and apostrophes.

    >>> fold("Erdoğan"), fold("Sa'd"), fold("Wałęsa")
    ('erdogan', 'sad', 'walesa')
    """
    bare = _APOSTROPHES.sub("", word)
    if bare.isascii():
        return bare.lower()
    letters = unicodedata.normalize("NFKD", bare.casefold().translate(_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=1 << 18)
def sound(word: str) -> str:
    """A key of the sound of a folded word.

    >>> {sound(word) for word in ("gaddafi", "qaddafi", "kadhafi", "gadhafi", "khadafi")}
    {'kadafi'}
    >>> sound("lavrentyev") == sound("lavrentiev"), sound("yanukovych") == sound("yanukovich")
    (True, True)
    """
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


@lru_cache(maxsize=1 << 18)
def skeleton(word: str) -> str:
    """The consonants of the sound; a vowel at the beginning counts as `a`. Never empty for a word.

    >>> skeleton("zawr") == skeleton("zor"), skeleton("hezbollah") == skeleton("hizbullah")
    (True, True)
    """
    heard = sound(word)
    if heard[:1] == "i" and len(heard) > 1 and heard[1] in "aeiou":
        heard = heard[1:]
    heard = heard.replace("C", "S")
    first = "a" if heard[:1] in "aeiou" else heard[:1]
    return re.sub(r"(.)\1+", r"\1", first + _MUTE.sub("", heard)[1:])


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str) -> str:
    """How alike two folded words sound: "same", "close" or "other".

    >>> likeness("khatami", "khatemi"), likeness("haftar", "hifter"), likeness("maduro", "madero")
    ('same', 'close', 'close')
    """
    if one == other:
        return "same"
    a, b = sound(one), sound(other)
    if a == b:
        return "same"
    share = Levenshtein.normalized_similarity(a, b)
    same_consonants = skeleton(one) == skeleton(other) and len(skeleton(one)) > 1
    if same_consonants and share >= _CLOSE and len(a) >= 6:
        return "same" if share >= 0.84 else "close"
    if same_consonants and share >= 0.6:
        return "close"
    return "close" if len(a) >= 7 and share >= 0.85 else "other"
