"""The one check that a query only reads, shared by both stores, the reports and `kg query`.

It is conservative: it knows the words of Cypher, not its grammar, and refuses when in doubt. The stores refuse writes
once more by their own means (read transactions); what only this check refuses is `LOAD CSV` and procedures, which a
read transaction would run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import UsageError

_SKIPPED = r"""'(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | //[^\n]* | /\*(?:[^*]|\*(?!/))*\*/ | \s+"""
_TOKEN = re.compile(
    rf"(?P<skipped>{_SKIPPED})|(?P<quoted>`(?:[^`]|``)*`)|(?P<number>\d+(?:\.\d+)?)|(?P<word>\w+)|(?P<sign>.)",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_WRITES = {
    "CREATE", "MERGE", "INSERT", "SET", "REMOVE", "DELETE", "DETACH", "NODETACH", "FOREACH", "DROP", "ALTER", "RENAME",
    "GRANT", "DENY", "REVOKE", "TERMINATE",
}  # fmt: skip


def refuse_writes(query: str) -> None:
    """Raises UsageError when `query` has a clause that writes, loads a file or calls a procedure.

    The same words as property (`e.set`), label (`:Set`), parameter (`$set`), in a string, in backticks or in a comment
    are allowed, and so are subqueries (`CALL { … }`, `CALL (a) { … }`).
    """
    for spelling in {query, _unescaped(query)}:
        for found in _forbidden(spelling):
            raise UsageError(f"only reading is allowed here: the query has {found}")


def _unescaped(query: str) -> str:
    """Neo4j replaces `\\u0041` by its character before it reads a query, wherever it stands."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), query)


def _forbidden(query: str) -> Iterator[str]:
    tokens = [(match.lastgroup, match[0]) for match in _TOKEN.finditer(query) if match.lastgroup != "skipped"]
    tokens = [("start", ""), ("start", ""), *tokens, ("end", ""), ("end", "")]
    for index, (kind, text) in enumerate(tokens):
        if kind != "word":
            continue
        (before_kind, _), (_, sign) = tokens[index - 2 : index]
        if sign in {":", "$"} or (sign == "." and before_kind != "number"):
            continue
        word = text.upper()
        following = tokens[index + 1][1]
        if word in _WRITES:
            yield word
        elif word == "LOAD" and following.upper() == "CSV":
            yield "LOAD CSV"
        elif word == "CALL" and following != "{" and not _opens_subquery(tokens, index + 1):
            yield f"CALL {following}".rstrip()


def _opens_subquery(tokens: list[tuple[str | None, str]], index: int) -> bool:
    """Whether `(a, b) {` stands at `index`: the variables that a subquery takes in, and its brace."""
    if tokens[index][1] != "(":
        return False
    index += 1
    while tokens[index][0] in {"word", "quoted"} or tokens[index][1] in {",", "*"}:
        index += 1
    return tokens[index][1] == ")" and tokens[index + 1][1] == "{"
