from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.graph.readonly import refuse_outside, refuse_writes

READS = [
    "MATCH (e:Event) WHERE e.set = 1 AND e.name CONTAINS 'CREATE (n)' RETURN e.delete AS x // MERGE",
    'MATCH (n:Create)-[:SET]->(m) WHERE n.name = "it\\"s DELETE" RETURN n AS `DROP it`',
    "MATCH (a) CALL { WITH a MATCH (a)--(b) RETURN count(b) AS c } RETURN c",
    "MATCH (a), (b) CALL (a, b) { RETURN a.x AS x } RETURN x",
    "RETURN $set AS x /* CREATE */",
    "MATCH (a) WHERE a.created > 1 RETURN a.settings AS offset, a.load AS load, a.load AS csv",
    "MATCH (n1) RETURN n1.set AS x",
    "RETURN `a``b CREATE` AS x",
]
WRITES = [
    "CREATE (n)",
    "match (n) set n.x = 1",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) REMOVE n.x",
    "MERGE (n:A {id: 1})",
    "DROP CONSTRAINT actor_id",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "FOREACH (x IN [1] | CREATE (:N))",
    "CALL db.labels()",
    "CALL dbms.components() YIELD name RETURN name",
    "CALL apoc.util.sleep(1)",
    "MATCH (a) CALL { WITH a CREATE (b) } RETURN a",
    "RETURN '\\' AS x, ' CREATE (n) //'  //\nCREATE (n)",
    "RETURN '\\u0027 CREATE (n) //' AS x",
    "\\u0043REATE (n)",
    "WITH 1.SET AS x RETURN x",
    "/* ' */ CREATE (n) /* ' */",
    "RETURN 1 // '\nCREATE (n) //'",
    "INSERT (n)",
    "GRANT ROLE admin TO eve",
]


@pytest.mark.parametrize("query", READS)
def test_reading_is_allowed(query: str) -> None:
    refuse_writes(query)


@pytest.mark.parametrize("query", WRITES)
def test_writing_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="only reading is allowed"):
        refuse_writes(query)


@pytest.mark.parametrize("query", [*READS, "CREATE (n)", "RETURN 1 AS create, 2 AS set", "DROP CONSTRAINT actor_id"])
def test_what_a_store_refuses_itself_is_left_to_it(query: str) -> None:
    refuse_outside(query)


@pytest.mark.parametrize("query", ["LOAD CSV FROM 'x' AS y RETURN y", "CALL a.b()", "TERMINATE TRANSACTION 'x'"])
def test_what_a_read_mode_would_let_through(query: str) -> None:
    with pytest.raises(UsageError, match="only reading is allowed"):
        refuse_outside(query)


_CLAUSES = st.sampled_from(["CREATE (n)", "LOAD CSV FROM 'x' AS y", "CALL a.b()", "MATCH (n) SET n.x = 1"])
_HOSTILE = st.text(alphabet="ab1.$:`'\"\\/*\n ({})")


def _opaque(kind: str, content: str) -> str:
    """`content` as a string, a quoted name or a comment of Cypher."""
    if kind in "'\"":
        escaped = content.replace("\\", "\\\\").replace(kind, f"\\{kind}")
        return f"{kind}{escaped}{kind}"
    if kind == "`":
        return f"`{content.replace('`', '``')}`"
    return f"//{content.replace(chr(10), ' ')}\n" if kind == "//" else f"/*{content.replace('*', '')}*/"


@given(st.lists(st.tuples(st.sampled_from(["'", '"', "`", "//", "/*"]), _HOSTILE)), _CLAUSES)
def test_only_code_counts(pieces: list[tuple[str, str]], clause: str) -> None:
    """Whatever strings, quoted names and comments hold, a clause after them is seen and one inside them is not."""
    harmless = "RETURN " + " ".join(_opaque(kind, f"{content} {clause}") for kind, content in pieces)
    refuse_writes(harmless)
    with pytest.raises(UsageError):
        refuse_writes(f"{harmless} {clause}")


def test_long_queries_take_linear_time() -> None:
    started = time.perf_counter()
    for hostile in (
        "'" + "\\" * 300_000,
        "/*" + "*" * 300_000,
        "`" * 300_001,
        "CALL (a) { " * 30_000,
        "CALL (" * 30_000 + ") {",
    ):
        try:
            refuse_writes(hostile)
        except UsageError:
            continue
    assert time.perf_counter() - started < 20
