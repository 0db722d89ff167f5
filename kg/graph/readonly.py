"""What a query may not do. Writing is refused by the stores themselves, which run every query of a reader in their own
read mode; a read mode lets files be loaded, procedures run and other queries ended, so that is refused here.

`refuse_writes` is for queries that no store has seen yet: those of the reports and of the guide. Both are conservative:
they know the words of Cypher, not its grammar, and refuse when in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import UsageError
from kg.graph.tokens import END, Token, tokens

_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_WRITES = {
    "CREATE", "MERGE", "INSERT", "SET", "REMOVE", "DELETE", "DETACH", "NODETACH", "FOREACH", "DROP", "ALTER", "RENAME",
    "GRANT", "DENY", "REVOKE",
}  # fmt: skip
_ENDS_OTHERS = {"TERMINATE"}


def refuse_writes(query: str) -> None:
    """Raises UsageError when `query` has a clause that writes, or that `refuse_outside` refuses.

    The same words as property (`e.set`), label (`:Set`), parameter (`$set`), in a string, in backticks or in a comment
    are allowed, and so are subqueries (`CALL { … }`, `CALL (a) { … }`).
    """
    _refuse(query, _WRITES | _ENDS_OTHERS)


def refuse_outside(query: str) -> None:
    """Raises UsageError when `query` loads a file, calls a procedure or ends a query of others."""
    _refuse(query, _ENDS_OTHERS)


def _refuse(query: str, words: set[str]) -> None:
    for spelling in {query, _unescaped(query)}:
        for found in _forbidden(spelling, words):
            raise UsageError(f"only reading is allowed here: the query has {found}")


def _unescaped(query: str) -> str:
    """Neo4j replaces `\\u0041` by its character before it reads a query, wherever it stands."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), query)


def _forbidden(query: str, words: set[str]) -> Iterator[str]:
    found = [END, END, *tokens(query), END, END]
    for index, (kind, text) in enumerate(found):
        if kind != "word":
            continue
        before, (_, sign) = found[index - 2 : index]
        if sign in {":", "$"} or (sign == "." and before.kind != "number"):
            continue
        word = text.upper()
        following = found[index + 1].text
        if word in words:
            yield word
        elif word == "LOAD" and following.upper() == "CSV":
            yield "LOAD CSV"
        elif word == "CALL" and following != "{" and not _opens_subquery(found, index + 1):
            yield f"CALL {following}".rstrip()


def _opens_subquery(found: list[Token], index: int) -> bool:
    """Whether `(a, b) {` stands at `index`: the variables that a subquery takes in, and its brace."""
    if found[index].text != "(":
        return False
    index += 1
    while found[index].kind in {"word", "quoted"} or found[index].text in {",", "*"}:
        index += 1
    return found[index].text == ")" and found[index + 1].text == "{"
