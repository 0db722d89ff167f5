"""A person's name as it can be compared: given names, family name, suffix, whatever the order and the spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from kg.extract.naming.tables import tables as actor_tables
from kg.resolve.arabic import joined_words
from kg.resolve.asian import asian_name
from kg.resolve.sounds import fold, skeleton, sound
from kg.resolve.tables import names

_WORD = re.compile(r"[^\W_]+(?:['’‘ʿʾ`´][^\W_]+)*\.?")
_PATRONYMIC = re.compile(r"(?:ovich|evich|ovych|evych|ovna|evna|ivna|ovitch|evitch|yich|ogly|oglu|kyzy|qizi)$")
_FEMALE = re.compile(r"(?:(?:ov|ev|yov|in|yn)a|(?:sk|tsk|ck)a(?:ya|ia|ja|)|sk[ao]ya|ckaya|aya|ova)$")
_MALE = re.compile(r"(?:ov|ev|yov|in|yn|sk[iy]y?|ck[iy]|ny|noy|oi|off|eff|sk[iy]i)$")
_ARTICLE = re.compile(r"\b(El|Al|Le|La|De|Di|Von|Van)(?=[A-Z][a-z])")
_OF_HUSBAND = frozenset({"de", "del"})


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
        """Whether the name alone cannot tell its bearer: a single word, or one initial beside the family."""
        return not self.suffix and (not self.given or (len(self.given) == 1 and len(self.given[0]) == 1))

    @property
    def common(self) -> bool:
        """Whether very many bear the name."""
        table = names().words
        if self.family not in table.common_family:
            return False
        if self.asian or not self.given:
            return True
        return len(self.given) == 1 and names().given.get(self.given[0], self.given[0]) in table.common_given

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
    tokens = joined_words(words)
    sons = [i for i, word in enumerate(tokens) if word in table.sons]
    if sons and sons[0] > 0:
        return _arabian(tokens, sons, suffix, gender)
    bare = [word for word in tokens if word not in table.particles and word not in table.sons] or tokens or [fold(name)]
    if len(tokens) == 2 and tokens[0] == "al" and name.startswith("Al "):
        bare = tokens  # "Al Gore"
    if suffix and len(bare) == 1:
        return PersonName(given=(), family=bare[0], suffix=suffix, gender=gender)
    found = asian_name(tokens) or asian_name(bare)
    if found is not None:
        return PersonName(given=found[1], family=found[0], suffix=suffix, gender=gender, asian=found[2])
    if len(bare) == 2 and bare[1] in table.swapped_given and bare[0] not in table.swapped_given:
        bare.reverse()
    if (of_spain := _hispanic(tokens, bare, suffix, gender)) is not None:
        return of_spain
    fathers = tuple(word for word in bare[1:-1] if _PATRONYMIC.search(word))
    given = tuple(word for word in bare[:-1] if word not in fathers)
    return PersonName(given=given, family=bare[-1], fathers=fathers, suffix=suffix, gender=gender)


def _hispanic(tokens: list[str], bare: list[str], suffix: str, gender: str) -> PersonName | None:
    """ "Hugo Rafael Chavez Frias": the family name is the first of two; that of a wife, "Violeta Barrios de Chamorro",
    the last."""
    table = names()
    if len(bare) < 3 or bare[0] not in table.words.hispanic_given or any(len(word) == 1 for word in bare):
        return None
    count = next((i for i, word in enumerate(bare) if i and not _is_given(word)), len(bare))
    wife = bare[0] in actor_tables().first_names.female and len(tokens) > 1 and tokens[-2] in _OF_HUSBAND
    if len(bare) - count != 2 or wife:
        return None
    family, mother = bare[count:]
    return PersonName(given=tuple(bare[:count]), family=family, others=(mother,), suffix=suffix, gender=gender)


def _is_given(word: str) -> bool:
    first = actor_tables().first_names
    return word in names().given or word in first.male or word in first.female


@lru_cache(maxsize=1 << 16)
def given_key(word: str) -> str:
    """What forms of one given name share: "Oleksandr" and "Alexander"."""
    return names().given.get(word, "") or skeleton(word)


@lru_cache(maxsize=1 << 16)
def given_keys(word: str) -> frozenset[str]:
    """All that it may share with forms of its own and with spellings that no table has."""
    return frozenset({given_key(word), skeleton(word), *names().also.get(word, ())})


def _words(name: str) -> list[str]:
    """The words in lower case; a hyphen parts them, and initials that stand together are one letter each."""
    found: list[str] = []
    for match in _WORD.finditer(_ARTICLE.sub(r"\1 ", name)):
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
