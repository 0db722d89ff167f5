"""CAMEO code and PLOVER mode of a trigger whose type is known, from the lexicon data/lexicon/cameo.json.

A trigger word opens some codes of its type, the most usual first; a cue word beside it picks one of them or makes it
finer. So "urged" is a demand (10), and "release" after it makes it a demand for a release (105); "bombed" is an air
attack (195), unless "suicide" stands beside it (183). Words are compared by their stems: the lexicon lists each once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TypeVar

import msgspec
from msgspec import Struct

from kg import settings
from kg.errors import DataError
from kg.extract import ontology
from kg.model import PloverType

Codes = tuple[str, ...]

REACH = 200
"""Characters on either side of the trigger in which cues are looked for."""
_LONGEST = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SUFFIXES = ("ing", "ed", "es", "s", "e")
_BEFORE = 2.5
"""A cue before the trigger counts as that many times farther away than one after it: what is asked, promised or refused
mostly follows. Of 1 to 8, 2.5 to 4 agree best with the marked sentences."""


class Trigger(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The codes of a word or phrase, the most usual first, and a sentence of ours with the trigger in brackets that has
    the first of them. `python -m kg.train.lexicon` checks that it has."""

    codes: Codes
    example: str


class Entries(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of one event type: `triggers` and `cues` give codes by word or phrase, `default` those of a trigger that is not
    listed; `modes` gives the mode of a trigger where its code's is not the right one."""

    default: Codes
    triggers: dict[str, Trigger] = {}
    cues: dict[str, Codes] = {}
    modes: dict[str, str] = {}


class Code(Struct, frozen=True):
    """`entry` names what decided: "REQUEST urge + release", or "REQUEST" alone for the default of the type."""

    cameo: str
    mode: str | None
    entry: str


class Word(Struct, frozen=True):
    """A word of a text as its stem, with its offset."""

    stem: str
    start: int


def code(type: PloverType, trigger: str, sentence: str, trigger_start: int) -> Code:
    """The code and mode of `trigger`, an event of the given type; `trigger_start` is its offset in `sentence`.

    Raises DataError if the lexicon is missing or broken.
    """
    entries = _lexicon()[type]
    at = max(0, trigger_start - REACH)
    near = words(sentence[at : trigger_start + len(trigger) + REACH])
    first = bisect_left(near, trigger_start - at, key=_start)
    last = bisect_left(near, trigger_start - at + len(trigger), key=_start)
    near_stems = [word.stem for word in near]
    runs = list(phrases(near_stems[:last], first))
    chosen, named, open_codes = entries.default[0], str(type), entries.default
    skip = range(0)
    if entry := next((run for run in runs if run[1] in entries.triggers), None):
        start, phrase = entry
        open_codes, named = entries.triggers[phrase].codes, f"{type} {phrase}"
        chosen, skip = open_codes[0], range(start, start + phrase.count(" ") + 1)
        first, last = skip.start, skip.stop
    starts = [k for k, each in enumerate(near_stems) if each in _begin_cues()[type] and k not in skip]
    if cue := _nearest(entries.cues, near_stems, starts, first, last, open_codes):
        chosen, named = cue[0], f"{named} + {cue[1]}"
    mode = next((entries.modes[phrase] for _, phrase in runs if phrase in entries.modes), None)
    if len(chosen) == 2:
        chosen += "0"
    return Code(chosen, mode or ontology.mode_of(chosen), named)


def _start(word: Word) -> int:
    return word.start


def words(text: str) -> list[Word]:
    """The words of a text as stems."""
    return [Word(stem(found[0]), found.start()) for found in _WORD.finditer(text)]


def phrases(stems: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """Every run of up to three stems from index `first` on, with its index: the longest first, then in their order."""
    for length in range(_LONGEST, 0, -1):
        for start in range(first, len(stems) - length + 1):
            yield start, " ".join(stems[start : start + length])


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the forms of a word have in common: "denied", "denies", "deny" give "deni"; not always a word itself."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    plain = _irregular().get(plain, plain)
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= 3 and not plain.endswith("ss"):
            plain = plain.removesuffix(suffix)
            break
    plain = plain.removesuffix("e") if len(plain) > 3 else plain
    if plain.endswith("y"):
        plain = plain[:-1] + "i"
    return plain[:-1] if len(plain) > 3 and plain[-1] == plain[-2] else plain


def _nearest(
    cues: Mapping[str, Codes], near: Sequence[str], starts: Sequence[int], first: int, last: int, open_codes: Codes
) -> tuple[str, str] | None:
    """The code of the nearest cue that has an open code, and the cue; of two that begin together the longer. `starts`
    are the indices in `near` at which one may begin."""

    def distance(start: int) -> float:
        return start - last if start >= last else max(0, first - start) * _BEFORE

    for start in sorted(starts, key=distance):
        for length in range(_LONGEST, 0, -1):
            phrase = " ".join(near[start : start + length])
            for cameo in cues.get(phrase, ()):
                if cameo.startswith(open_codes):
                    return cameo, phrase
    return None


@cache
def _irregular() -> dict[str, str]:
    """The base form of irregular forms."""
    return _read("irregular.json", dict[str, str])


@cache
def _begin_cues() -> dict[PloverType, frozenset[str]]:
    """The first words of every type's cues, by stems."""
    return {type: frozenset(cue.partition(" ")[0] for cue in entries.cues) for type, entries in _lexicon().items()}


def listed() -> dict[PloverType, Entries]:
    """The lexicon as its file has it. DataError if it is missing or broken."""
    return _read("cameo.json", dict[PloverType, Entries])


@cache
def _lexicon() -> dict[PloverType, Entries]:
    """The entries of every type, by stems. Raises DataError for a code or mode that its type does not have."""
    lexicon = listed()
    if missing := ontology.types().keys() - lexicon.keys():
        raise DataError(f"cameo.json: no entries for {', '.join(sorted(missing))}")
    return {type: _checked(type, entries) for type, entries in lexicon.items()}


def _checked(type: PloverType, entries: Entries) -> Entries:
    opened = [trigger.codes for trigger in entries.triggers.values()]
    if not all([entries.default, *opened, *entries.cues.values()]):
        raise DataError(f"cameo.json: {type}: an entry without a code")
    for cameo in set(entries.default).union(*opened, *entries.cues.values()):
        if ontology.type_of(cameo) != type:
            raise DataError(f"cameo.json: {type}: {cameo} is no code of it")
    for mode in entries.modes.values():
        if mode not in ontology.types()[type].modes:
            raise DataError(f"cameo.json: {type} has no mode {mode}")
    return Entries(
        default=entries.default,
        triggers={stems(phrase): trigger for phrase, trigger in entries.triggers.items()},
        cues={stems(phrase): codes for phrase, codes in entries.cues.items()},
        modes={stems(phrase): mode for phrase, mode in entries.modes.items()},
    )


_Schema = TypeVar("_Schema")


def _read(file: str, schema: type[_Schema]) -> _Schema:
    try:
        return msgspec.json.decode(settings.data("lexicon", file).read_bytes(), type=schema)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"{file}: {error}") from error


def stems(phrase: str) -> str:
    """A word or phrase as the lexicon compares it."""
    return " ".join(word.stem for word in words(phrase))
