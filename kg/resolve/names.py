"""A person's name as it can be compared: given names, family name, suffix, whatever the order and the spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from kg.resolve.sounds import fold, skeleton, sound
from kg.resolve.tables import names

_WORD = re.compile(r"[^\W_]+(?:['’‘ʿʾ`´][^\W_]+)*\.?")
_SERVANT = re.compile(r"^abd(?:[aeiu]l|[aeiu]r(?=r)|[aeiu]s(?=s)|[aeiu](?=n))?-?(?=[^aeiou]{1,2}[aeiou]|aziz)")
_WHOLE = re.compile(r"^abd(?:u|a|e)ll?ah?$|^abdoulaye$|^abdi$")
_OF_RELIGION = re.compile(r"(?<=[a-z]{2})(?:[aeu]d|[aeu]l)d?[ie]e?n$")
_PATRONYMIC = re.compile(r"(?:ovich|evich|ovych|evych|ovna|evna|ivna|ovitch|evitch|yich|ogly|oglu|kyzy|qizi)$")
_FEMALE = re.compile(r"(?:(?:ov|ev|yov|in|yn)a|(?:sk|tsk|ck)a(?:ya|ia|ja|)|sk[ao]ya|ckaya|aya|ova)$")
_MALE = re.compile(r"(?:ov|ev|yov|in|yn|sk[iy]y?|ck[iy]|ny|noy|oi|off|eff|sk[iy]i)$")
_HAN = 8
"""Letters of the longest syllable of a given name of East Asia, and a few more for two written as one."""


class PersonName(Struct, frozen=True, eq=True):
    """`given` in their order, initials as single letters; `fathers` are patronymics; `family` is one word and empty
    never; `asian` says that the family came first and the given names are one word of syllables."""

    given: tuple[str, ...]
    family: str
    fathers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Family names beside `family`: the mother's, that of the dynasty."""
    suffix: str = ""
    gender: str = ""
    asian: str = ""
    """"korean" or "chinese" where the name has that form."""

    @property
    def weak(self) -> bool:
        """Whether the name alone cannot tell its bearer: a single word, or nothing but initials beside the family."""
        return not self.suffix and all(len(name) == 1 for name in self.given)

    @property
    def common(self) -> bool:
        """Whether very many bear the family name."""
        return self.family in names().words.common_family

    @property
    def block(self) -> str:
        """The key that spellings of the family name share."""
        family = self.family
        if not self.given and not self.asian:  # "Pak" alone may be a Korean
            family = names().korean.get(family) or names().chinese.get(family) or family
        key = skeleton(family)
        return key if len(key) > 1 else sound(family)

    @property
    def female_form(self) -> str:
        """ "f" or "m" where the family name has a Slavic ending of that gender, else nothing."""
        return "f" if _FEMALE.search(self.family) else "m" if _MALE.search(self.family) else ""


@lru_cache(maxsize=1 << 18)
def person_name(name: str) -> PersonName:
    """The parts of a name as a newspaper writes it; never raises.

    >>> person_name("Gen. Abdel Fattah el-Sisi").given, person_name("Abdul-Fattah al-Sissi").family
    (('abdfattah',), 'sisi')
    >>> person_name("Kim Jong Un") == person_name("Kim Jong-un")
    True
    """
    table = names().words
    words, gender = _without_titles(_words(name.split(" of ")[0] if " of " in name else name))
    suffix = ""
    while len(words) > 1 and words[-1] in table.suffixes:
        suffix = table.suffixes[words.pop()]
    tokens = _joined(words)
    sons = [i for i, word in enumerate(tokens) if word in table.sons]
    if sons and sons[0] > 0:
        return _arabian(tokens, sons, suffix, gender)
    bare = [word for word in tokens if word not in table.particles and word not in table.sons] or tokens or [fold(name)]
    if suffix and len(bare) == 1:
        return PersonName(given=(), family=bare[0], suffix=suffix, gender=gender)
    found = _asian(bare)
    if found is not None:
        return PersonName(given=found[1], family=found[0], suffix=suffix, gender=gender, asian=found[2])
    if len(bare) == 2 and bare[1] in table.swapped_given and bare[0] not in table.swapped_given:
        bare.reverse()
    fathers = tuple(word for word in bare[1:-1] if _PATRONYMIC.search(word))
    given = tuple(word for word in bare[:-1] if word not in fathers)
    return PersonName(given=given, family=bare[-1], fathers=fathers, suffix=suffix, gender=gender)


@lru_cache(maxsize=1 << 16)
def given_key(word: str) -> str:
    """What forms of one given name share: "Oleksandr" and "Alexander"."""
    return names().given.get(word, "") or skeleton(word)


def _words(name: str) -> list[str]:
    """The words in lower case; a hyphen parts them, and initials that stand together are one letter each."""
    found: list[str] = []
    for match in _WORD.finditer(name):
        word = match[0]
        bare = word.rstrip(".")
        if len(bare) in (2, 3) and bare.isupper() and not _has_vowel(bare):
            found += list(bare.lower())  # "JF Kennedy", "PV Narasimha Rao"
        else:
            found.append(fold(bare))
    return [word for word in found if word]


def _has_vowel(word: str) -> bool:
    return any(c in "AEIOUY" for c in word)


def _without_titles(words: list[str]) -> tuple[list[str], str]:
    table = names().words
    gender = ""
    while len(words) > 1 and words[0] in table.titles:
        gender = gender or table.gendered.get(words[0], "")
        words = words[1:]
    return words, gender


def _joined(words: list[str]) -> list[str]:
    """Words that Arabic writes as one name: "Abdel Fattah", "Nur al-Din", "Nasr Allah"."""
    joined: list[str] = []
    i = 0
    while i < len(words):
        word = words[i]
        if word in {"abd", "abdel", "abdul", "abdal", "abdol", "abdur", "abder", "abdu"} and i + 1 < len(words):
            skip = 2 if words[i + 1] in names().words.particles and i + 2 < len(words) else 1
            following = words[i + skip]
            joined.append("abdullah" if following in {"allah", "lah", "llah"} else f"abd{following}")
            i += skip + 1
            continue
        if word in {"din", "deen", "dine", "eddin", "eddine", "uddin", "aldin"} and joined:
            while len(joined) > 1 and joined[-1] in names().words.particles:
                joined.pop()
            joined[-1] = f"{joined[-1]}din"
        elif word in {"allah", "ullah", "ollah"} and joined:
            joined[-1] = f"{joined[-1]}allah"
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


def _arabian(tokens: list[str], sons: list[int], suffix: str, gender: str) -> PersonName:
    """ "Mohammed bin Salman bin Abdulaziz Al Saud": he is told by his own name and his father's."""
    table = names().words
    given = tuple(word for word in tokens[: sons[0]] if word not in table.particles)
    rest = [word for word in tokens[sons[0] :] if word not in table.particles and word not in table.sons]
    if not rest or not given:
        return PersonName(
            given=given[:-1], family=(given or (fold("".join(tokens)),))[-1], suffix=suffix, gender=gender
        )
    return PersonName(given=given, family=rest[0], others=tuple(rest[1:]), suffix=suffix, gender=gender)


def _asian(words: list[str]) -> tuple[str, tuple[str, ...], str] | None:
    """Family, given names and language of a name that Koreans or Chinese bear."""
    tables = {"korean": names().korean, "chinese": names().chinese}
    first, last = words[0], words[-1]
    if not 2 <= len(words) <= 4 or any(len(word) == 1 for word in words[1:]):
        return None
    for order in (words, [last, *words[:-1]]):
        given = order[1:]
        if not _syllables(given) or any(word in names().given for word in given):
            continue
        for language in _languages(first if order is words else last, given):
            if order[0] in tables[language]:
                return tables[language][order[0]], ("".join(_romanised(w, language) for w in given),), language
    return None


_SOUNDS_KOREAN = re.compile(
    "^(?:.*(?:eo|eu|yun|hyun|jae|hye|hee|hyeon|seok|suk|joon|kyu|gyu|kyung|woo|soo|myung|byung|dae|moo|bak|chul|chol|"
    "ryong|nyong|jong|young|yong|kwon|seung|sook|sik|ho|un|il|sop|yol|yeol)|in|ki)$"
)


def _languages(family: str, given: list[str]) -> tuple[str, ...]:
    """Which tables to try: a family name of both languages is Korean where the given names sound so."""
    both = family in names().korean and family in names().chinese
    if not both:
        return ("korean", "chinese")
    return ("korean", "chinese") if any(_SOUNDS_KOREAN.match(word) for word in given) else ("chinese", "korean")


_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]{0,2}(?:y|w)?[aeiou]{1,3}(?:ng|n|k|l|m|p|r|t|h|b|w)?)"
_ONE_OR_TWO = re.compile(rf"^{_SYLLABLE}{{1,2}}$")


def _syllables(given: list[str]) -> bool:
    """Whether these words have the form of a given name of one or two syllables."""
    if len(given) > 2 or any(len(word) > _HAN for word in given):
        return False
    return all(_ONE_OR_TWO.match(word) for word in given)


_KOREAN = tuple(
    (re.compile(a), b)
    for a, b in (
        ("ae", "e"), ("eo|eu|ou|oo|u|woo|wo", "o"), ("ee", "i"), ("oe", "o"), ("sh(?=i)", "s"),
        ("^g|g(?=[aeiouy])", "k"),
        ("^d", "t"), ("^b", "p"), ("^j", "ch"), ("l$", "r"), ("^r|^l", "n"), ("^y(?=i)|^wo", ""), (r"([^n])\1", r"\1"),
    )
)  # fmt: skip
"""Romanisations of Korean (McCune-Reischauer, the revised one, and what people use) brought together."""


def _romanised(word: str, language: str) -> str:
    if language != "korean":
        return word
    for pattern, heard in _KOREAN:
        word = pattern.sub(heard, word)
    return word
