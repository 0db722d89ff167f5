"""The words and signs of a query: not its grammar, but enough to tell code from strings, comments and quoted names."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["quoted", "number", "word", "sign", "end"]

_SKIPPED = r"""'(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | //[^\n]* | /\*(?:[^*]|\*(?!/))*\*/ | \s+"""
_TOKEN = re.compile(
    rf"(?P<skipped>{_SKIPPED})|(?P<quoted>`(?:[^`]|``)*`)|(?P<number>\d+(?:\.\d+)?)|(?P<word>\w+)|(?P<sign>.)",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """`quoted`: a name in backticks, which are part of `text`. `end`: before the first and after the last."""

    kind: Kind
    text: str

    @property
    def name(self) -> str | None:
        """What this names, if it is a name (or a word of Cypher)."""
        if self.kind == "quoted":
            return self.text[1:-1].replace("``", "`")
        return self.text if self.kind == "word" else None


END = Token("end", "")


def tokens(query: str) -> list[Token]:
    """The tokens of a query, without strings, comments and white space."""
    return [
        Token(match.lastgroup, match[0])  # type: ignore[arg-type]  # the groups are the kinds
        for match in _TOKEN.finditer(query)
        if match.lastgroup != "skipped"
    ]


def blanked(query: str) -> str:
    """`query` with strings, comments and quoted names as blanks; offsets stay what they are."""
    return _TOKEN.sub(
        lambda match: " " * len(match[0]) if match.lastgroup in ("skipped", "quoted") else match[0], query
    )
