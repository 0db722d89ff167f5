"""Texts of articles are hostile: what each form of output must take out of them."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~!&$#]")


def readable(text: str) -> str:
    """One line that a terminal shows as it is: white space is one space; control characters, bidirectional overrides
    and lone surrogates are written as `\\u001b`."""
    return visible(re.sub(r"[ \t\n\r\f\v]+", " ", text).strip())


def visible(text: str) -> str:
    """`text` with control characters, bidirectional overrides and lone surrogates written as `\\u001b`. In JSON the
    value stays the same."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def spreadsheet(text: str) -> str:
    """`text` with an apostrophe before it if a spreadsheet would take it for a formula; plain numbers stay.

    After OWASP's page on CSV injection.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def markdown(text: str) -> str:
    """One line of literal text in Markdown: no markup, link, image or HTML of its own, and no end of a table's cell."""
    return _MARKDOWN.sub(r"\\\g<0>", readable(text))
