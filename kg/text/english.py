"""A quick look whether a text is English, before any model sees it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from kg.text.lexicon import stopwords

_SAMPLE = 6_000
_LETTERS = 1_000
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_FEWEST_WORDS = 40
_LEAST_ENGLISH = 0.06
_LEAST_SPACES = 0.04
_LONG = 2_000


def why_not_english(text: str) -> str | None:
    """The reason in words, or None for English and for what is too short to tell.

    Judged on the first characters: another script makes up most of the letters; or the function words of another
    language are at least three and twice as many as the English ones; or, of 40 words and more, under 6 % are English
    function words (running English has 25 % and more). And over the whole length: of 2,000 characters and more, under
    4 % are spaces (running English has 16 %), as in encoded data.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        letters = [character for character in sample if character.isalpha()]
        foreign = [character for character in letters if not _is_latin(character)]
        if 2 * len(foreign) > len(letters):
            scripts = Counter(unicodedata.name(character, "?").split()[0] for character in foreign[:_LETTERS])
            return f"not English: {scripts.most_common(1)[0][0].capitalize()} script"
    if len(text) >= _LONG and sum(map(text.count, " \n\t\xa0")) < _LEAST_SPACES * len(text):
        return "no running text: hardly any spaces"
    words = Counter(_WORD.findall(sample.lower()))
    shares = {name: sum(words[word] for word in listed & words.keys()) for name, listed in stopwords().items()}
    english = shares.pop("English")
    other, count = max(shares.items(), key=lambda item: item[1])
    if count >= 3 and count > 2 * english:
        return f"not English: reads like {other}"
    if words.total() >= _FEWEST_WORDS and english < _LEAST_ENGLISH * words.total():
        return "not English: hardly any English function words"
    return None


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith(("LATIN", "FULLWIDTH LATIN"))
