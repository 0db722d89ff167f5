"""Words of a name that Arabic, Persian and Ethiopian names write now as one and now as two."""

from __future__ import annotations

import re

from kg.resolve.tables import names

_SERVANT = re.compile(r"^abd(?:[aeiu]l|[aeiu]r(?=r)|[aeiu]s(?=s)|[aeiu](?=n))?-?(?=[^aeiou]{1,2}[aeiou]|aziz)")
_WHOLE = re.compile(r"^abd(?:u|a|e)ll?ah?$|^abdoulaye$|^abdi$")
_OF_RELIGION = re.compile(r"(?<=[a-z]{2})(?:[aeu]d|[aeu]l)d?[ie]e?n$")
_JOINED_BEFORE = frozenset({"haile", "gebre", "wolde", "tekle"})
_ABD = frozenset({"abd", "abdel", "abdul", "abdal", "abdol", "abdur", "abder", "abdu"})
_DIN = frozenset({"din", "deen", "dine", "eddin", "eddine", "uddin", "aldin"})


def joined_words(words: list[str]) -> list[str]:
    """Words that Arabic writes as one name: "Abdel Fattah", "Nur al-Din", "Nasr Allah"."""
    joined: list[str] = []
    i = 0
    while i < len(words):
        word = words[i]
        if word in _ABD and i + 1 < len(words):
            skip = 2 if words[i + 1] in names().words.particles and i + 2 < len(words) else 1
            following = words[i + skip]
            joined.append("abdullah" if following in {"allah", "lah", "llah"} else f"abd{following}")
            i += skip + 1
            continue
        if word in _DIN and joined:
            while len(joined) > 1 and joined[-1] in names().words.particles:
                joined.pop()
            joined[-1] = f"{joined[-1]}din"
        elif word in {"allah", "ullah", "ollah"} and joined:
            joined[-1] = f"{joined[-1]}allah"
        elif word in _JOINED_BEFORE and i + 1 < len(words):
            joined.append(word + words[i + 1])
            i += 1
        elif word == "ben" and joined and i + 1 < len(words):
            joined.append(f"ben{words[i + 1]}")
            i += 1
        else:
            joined.append(_arabic(word))
        i += 1
    return joined


def _arabic(word: str) -> str:
    """One spelling of names that begin with Abd or end in Din."""
    if word.startswith("abd") and len(word) > 5 and not _WHOLE.match(word):
        return _SERVANT.sub("abd", word)
    if _WHOLE.match(word) and word != "abdi":
        return "abdullah"
    return _OF_RELIGION.sub("din", word) if len(word) > 6 else word
