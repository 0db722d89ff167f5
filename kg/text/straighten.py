"""Typography made plain, character for character, so that every offset into the text as given stays true."""

from __future__ import annotations

import html
import re

_QUOTES = {"'": "‘’‚‛ʼʻʹ´`′‵＇‹›\x91\x92", '"': "“”„‟«»″‶〝〞＂\x93\x94"}
_OTHERS = {
    "-": "‐‑‒–−﹘﹣－\xad\x96",
    "—": "―⸺⸻﹣\x97",
    "…": "\x85",
    "•": "\x95",
    "\n": "\r\v\f\u2028\u2029",
    "\ufffd": "".join(map(chr, range(0xD800, 0xE000))),
    " ": "".join(map(chr, [*range(9), *range(14, 32), *range(0x7F, 0xA1)]))
    + "\t\u1680\u180e\u202f\u205f\u3000\ufeff\u2060\u061c"
    + "".join(map(chr, [*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])),
}
_TABLE: dict[int, str] = {}
for _plain, _odd in [*_OTHERS.items(), *_QUOTES.items()]:
    _TABLE |= {ord(character): _plain for character in _odd}
_TABLE |= {ord(c): plain for plain, odd in _OTHERS.items() if plain != " " for c in odd}

# What is left of a quotation mark or dash in UTF-8 that was read as Latin-1: "â", often without what followed.
_BROKEN_APOSTROPHE = re.compile(r"(?<=\w)â(?:€™|[\x80\u20ac][\x99\u2122]| (?=(?:s|t|d|m|re|ve|ll)\b))")
_BROKEN_QUOTE = re.compile(r"â(?:€[œ\x9d\u201d]?|\x80[\x9c\x9d])|(?<!\w)â(?!\w)|(?<!\w)â(?=[A-Z])|(?<=[.,!?])â")
# TeX-like quotes of agency wires; the space goes outside, where a space or the line's end stands anyway.
_OPENING = re.compile(r"``|(?<![^\s(\[])''(?=\S)")
_CARRIAGE_RETURN = re.compile(r"\r\n")
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def straighten(text: str) -> str:
    """`text` with plain quotes, hyphens, spaces and line ends; the result has the same length.

    Left as they are: the em dash, the ellipsis, letters of any script. Control and format characters become spaces,
    lone surrogates U+FFFD. A character reference ("&amp;") becomes its character and spaces; one that HTML does not
    know (typesetting codes of old wires, "&UR;") becomes spaces.

    >>> straighten("Iran’s “envoy”")
    'Iran\\'s "envoy"'
    >>> straighten("``We came,'' he said")
    ' "We came,"  he said'
    """
    if "&" in text:
        text = _REFERENCE.sub(_plain_reference, text)
    if "â" in text:
        text = _BROKEN_APOSTROPHE.sub(lambda match: "'".rjust(len(match[0])), text)
        text = _BROKEN_QUOTE.sub(lambda match: '"'.ljust(len(match[0])), text)
    if "\r" in text:
        text = _CARRIAGE_RETURN.sub(" \n", text)
    if "``" in text or "''" in text:
        text = _OPENING.sub(' "', text).replace("''", '" ')
    return text.translate(_TABLE)


def _plain_reference(match: re.Match[str]) -> str:
    found = match.group()
    character = html.unescape(found)
    return (character if len(character) == 1 else " ").ljust(len(found))
