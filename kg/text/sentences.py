"""Where sentences end, by rules over straightened text: no model, so that what is tuned is a list of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.lexicon import Abbreviations, abbreviations

LONGEST = 480
"""Words of the longest sentence; a longer one is cut at a semicolon, else at a comma or space. The encoder reads it in
windows."""

# A stop with the quotation marks and brackets that close on it, white space, and what may begin a sentence.
_STOP = re.compile(
    r"(?<![.!?…])([.!?…]++)([\"')\]]*+)"
    r"(?:\s++(?=[\"'(\[—-]{0,4}\s?[^\W_])"
    r"|(?:(?<=[a-z]{2}[.!?])|(?<=[a-z][.!?][\"')])|(?<=[0-9][0-9][.!?]))(?=[\"'(]?[A-Z][a-z ]))"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"'—/-]*$")
_WORD_AFTER = re.compile(r"([\"'(\[—-]{0,4})\s?([^\W_][\w-]*)(\.?)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]")
_QUOTED_SPEAKER = re.compile(r"(?:[A-Z][\w'.-]*|the|a|an|his|her|its|their|of|and|who|also|then|later)")
_SEMICOLON = re.compile(r";\s+")
_COMMA = re.compile(r"[,:]\s+|\s[-—]+\s")
_SPACE = re.compile(r"\s+")
_SPEAKER_WORDS = 5
_LOOK_BACK = 24
_LOOK_AHEAD = 80


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraph `text[start:end]` in order, without white space around them.

    A closing quotation mark stays with its sentence; "Gen.", "No." and initials do not end one, "U.S." and "Inc." do
    before a word that opens sentences. Linear in the length of the paragraph.
    """
    known = abbreviations()
    lowered = text[start:end].islower()
    begin = start
    for match in _STOP.finditer(text, start, end):
        if _ends(text, match, begin, end, lowered, known):
            yield from _cut(text, begin, match.start() + len(match[1]) + len(match[2]))
            begin = match.end()
    yield from _cut(text, begin, end)


def _ends(text: str, match: re.Match[str], begin: int, end: int, lowered: bool, known: Abbreviations) -> bool:
    """Whether the stop ends the sentence that began at `begin`; `lowered`: the paragraph has no capitals to go by."""
    after = _WORD_AFTER.match(text, match.end(), min(end, match.end() + _LOOK_AHEAD))
    if after is None:
        return True
    follower = after[2]
    if follower[0].islower() and not lowered:
        return False
    if match[1] != ".":
        return not (match[2] and _names_speaker(text, match.end(), end, known))
    word = _bare_word(text, match.start(), begin)
    if lowered or (word[1:].isupper() and follower.isupper()):
        word, follower = word.capitalize() if word.isalpha() else word, follower.capitalize()
    if word in known.never_end or (word in known.before_number and follower[0].isdigit()):
        return False
    if word.isdigit() and match.start() - begin == len(word):
        return False
    if word in known.may_end and after[1]:
        return True
    if _INITIALS.fullmatch(word) or word in known.may_end:
        return follower in known.openers and not (len(word) == 1 and bool(after[3]))
    return True


def _bare_word(text: str, stop: int, start: int) -> str:
    """The word right before the offset `stop`, without the full stop."""
    found = _WORD_BEFORE.search(text[max(start, stop - _LOOK_BACK) : stop])
    return found.group() if found else ""


def _names_speaker(text: str, position: int, end: int, known: Abbreviations) -> bool:
    """Whether a clause like "Obama asked" follows a quotation that closes on "?" or "!"."""
    words = text[position : min(end, position + _LOOK_AHEAD)].split()[: _SPEAKER_WORDS + 1]
    for number, word in enumerate(words):
        bare = word.strip(".,;:")
        if bare in known.saying:
            return number > 0
        if not _QUOTED_SPEAKER.fullmatch(bare) or (word != bare and number):
            return False
    return False


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence without white space around it, in pieces of at most `LONGEST` words."""
    piece = text[start:end]
    bare = piece.strip()
    start += len(piece) - len(piece.lstrip())
    end = start + len(bare)
    spaces = [match.span() for match in _SPACE.finditer(bare)] if bare.count(" ") >= LONGEST else []
    first, origin = 0, start
    while len(spaces) - first >= LONGEST:
        least, reach = origin + spaces[first + LONGEST // 3][0], spaces[first + LONGEST - 1]
        limit = origin + reach[1]
        stop, resume = (
            _last(_SEMICOLON, text, least, limit) or _last(_COMMA, text, least, limit) or (origin + reach[0], limit)
        )
        yield start, stop
        start = resume
        while first < len(spaces) and origin + spaces[first][1] <= resume:
            first += 1
    if start < end:
        yield start, end


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int] | None:
    """After the last such mark in the range, and where the text goes on."""
    found = None
    for match in pattern.finditer(text, start, end):
        found = (match.start() + len(match.group().rstrip()), match.end())
    return found
