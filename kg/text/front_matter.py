"""The block of `key: value` lines between two lines `---` at the head of a plain-text article."""

from __future__ import annotations

import re

_LINE = re.compile(r"[ \t]*(\w[\w-]{0,30})[ \t]*:[ \t]*(.*)")
_MOST_LINES = 40


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The values by lower-case key, and the offset where the article begins; `({}, 0)` if there is no such block.

    >>> front_matter("---\\ntitle: Talks in Astana\\n---\\nASTANA")
    ({'title': 'Talks in Astana'}, 32)
    """
    values: dict[str, str] = {}
    offset = 1 if text.startswith("\ufeff") else 0
    if not text.startswith("---", offset):
        return {}, 0
    for number in range(_MOST_LINES):
        end = text.find("\n", offset)
        line = text[offset : end if end >= 0 else len(text)].rstrip()
        if number and line == "---":
            return values, end + 1 if end >= 0 else len(text)
        if number and line:
            match = _LINE.fullmatch(line)
            if match is None:
                return {}, 0
            values[match[1].lower()] = match[2].strip().strip("\"'")
        elif not number and line != "---":
            return {}, 0
        if end < 0:
            return {}, 0
        offset = end + 1
    return {}, 0
