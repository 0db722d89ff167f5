"""Values as Cypher text, for where a query leaves kg for Neo4j Browser and no parameter can go with it.

Texts of articles are hostile: whatever a value holds, the literal is that value and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from kg.graph.store import Value
from kg.reports.escape import visible
from kg.reports.syntax import masked


def literal(value: Value) -> str:
    """Cypher for a value of a report's parameter: None, bool, int, finite float, str, date, or a list of these.

    One line of text; control characters and bidirectional overrides are written as escapes. ValueError for other types.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return visible(json.dumps(value, ensure_ascii=False))  # JSON's escapes are all escapes of Cypher too
        case date():
            return f'date("{value.isoformat()}")'
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case _:
            raise ValueError(f"no literal for a value of type {type(value).__name__}")


def filled(query: str, texts: Mapping[str, str]) -> str:
    """`query` with Cypher text in place of each `$name` of `texts`; its strings and comments stay as they are."""
    pieces, at = [], 0
    for match in re.finditer(r"\$(\w+)", masked(query)):
        if match[1] in texts:
            pieces += [query[at : match.start()], texts[match[1]]]
            at = match.end()
    return "".join([*pieces, query[at:]])
