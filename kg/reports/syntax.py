"""What the catalog needs to know of a query: its parameters and the columns that it returns. Not a full parser."""

from __future__ import annotations

import re

_OPAQUE = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*", re.DOTALL)
_CLAUSE = re.compile(r"\b(?:ORDER\s+BY|SKIP|LIMIT|UNION)\b", re.IGNORECASE)
_ALIAS = re.compile(r"(?:^|\bAS\s+)(\w+)$", re.IGNORECASE)


def masked(query: str) -> str:
    """`query` with the insides of strings, quoted names and comments blanked; offsets stay what they are."""
    return _OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), query)


def parameters_of(query: str) -> set[str]:
    """Names of the `$parameters` that the query uses."""
    return set(re.findall(r"\$(\w+)", masked(query)))


def columns_of(query: str) -> tuple[list[str], int]:
    """Aliases of what the query returns, and the offset of the (last) RETURN that says so.

    Raises ValueError where a column has no alias, where there is no RETURN, and where the parts of a UNION differ.
    """
    plain = _outermost(masked(query))
    returns = list(re.finditer(r"\bRETURN\b(?:\s+DISTINCT\b)?", plain, re.IGNORECASE))
    if not returns:
        raise ValueError("the query has no RETURN")
    lists = [_aliases(plain, match.end()) for match in returns]
    if any(aliases != lists[0] for aliases in lists):
        raise ValueError("the parts of the UNION return different columns")
    return lists[-1], returns[-1].start()


def _outermost(plain: str) -> str:
    """`plain` with everything inside brackets blanked, so that subqueries and calls are out of the way."""
    depth, kept = 0, []
    for character in plain:
        depth -= character in ")]}"
        kept.append(character if depth == 0 or character == "\n" else " ")
        depth += character in "([{"
    return "".join(kept)


def _aliases(plain: str, start: int) -> list[str]:
    end = _CLAUSE.search(plain, start)
    items = plain[start : end.start() if end else len(plain)].split(",")
    aliases = [_ALIAS.search(item.strip()) for item in items]
    for item, alias in zip(items, aliases, strict=True):
        if alias is None:
            raise ValueError(f"a returned column has no alias: {' '.join(item.split()) or 'an expression'}")
    return [alias[1] for alias in aliases if alias]
