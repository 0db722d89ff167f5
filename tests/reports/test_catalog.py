from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.graph.phrases import edge_types
from kg.reports import catalog

GOOD = """\
// title: Acts
// question: Who did what,
//   and when?
// param: actor string = "" — whose
// param: since date = 2017-09-05 — from when
// param: types strings = ["ACCUSE"] — which
// column: name string — who
// column: n integer — how often
// chart: bar
// related: acts

// A comment of the query's own.
MATCH (a:Actor)-[:SOURCE_OF]->(e:Event)
WHERE a.name CONTAINS $actor AND e.start >= $since AND e.event_type IN $types
RETURN a.name AS name, count(e) AS n
"""


def write(folder: Path, text: str, name: str = "acts", topic: str = "actors") -> Path:
    path = folder / topic / f"{name}.cypher"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_good_file(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    report = catalog.load(tmp_path)["acts"]
    assert (report.name, report.topic, report.title) == ("acts", "actors", "Acts")
    assert report.question == "Who did what, and when?"
    assert [(p.name, p.type, p.default) for p in report.parameters] == [
        ("actor", "string", ""), ("since", "date", date(2017, 9, 5)), ("types", "strings", ["ACCUSE"]),
    ]  # fmt: skip
    assert [(c.name, c.type, c.meaning) for c in report.columns] == [
        ("name", "string", "who"), ("n", "integer", "how often"),
    ]  # fmt: skip
    assert (report.chart, report.related) == ("bar", ("acts",))
    assert report.query.startswith("// A comment of")
    assert report.query.endswith("count(e) AS n")


def test_why_a_query_scans(tmp_path: Path) -> None:
    assert catalog.read(write(tmp_path, GOOD)).scan == ""
    text = GOOD.replace("// chart: bar", "// scan: Actor, as any part\n//   of a name is asked for")
    assert catalog.read(write(tmp_path, text)).scan == "Actor, as any part of a name is asked for"


def test_windows_line_ends_are_the_same(tmp_path: Path) -> None:
    one = catalog.read(write(tmp_path, GOOD))
    other = catalog.read(write(tmp_path, GOOD.replace("\n", "\r\n")))
    assert one == other


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("// title: Acts\n", "", 1, "has no title"),
        ("// question: Who did what,\n//   and when?\n", "", 1, "has no question"),
        ("// title: Acts\n", "// title: Acts\n// title: Again\n", 2, "title is given twice"),
        ("// chart: bar", "// colour: red", 9, "one of the keys title, question, param"),
        ("// chart: bar", "//chart: bar", 9, "'// KEY: VALUE'"),
        ("// chart: bar", "// chart: pie", 9, "chart is one of timeline"),
        ("string = \"\" — whose", "text = \"\" — whose", 4, "TYPE one of string"),
        (' — whose', "", 4, "'NAME TYPE = DEFAULT — MEANING'"),
        ("string = \"\"", "string = ''", 4, "neither JSON nor an ISO date"),
        ("string = \"\"", "string = 3", 4, "param actor: parameter actor takes any text"),
        ("string = \"\"", "string = null", 4, "param actor: parameter actor takes any text"),
        ("date = 2017-09-05", "date = 2017-02-30", 5, "param since"),
        ("date = 2017-09-05", 'date = "2017-09-05"', 5, "is not of type date"),
        ("// param: since", "// param: actor", 5, "param actor is given twice"),
        ("// column: n ", "// column: name ", 8, "column name is given twice"),
        ("// column: n integer — how often\n", "", 14, "returns name, n; the header's columns are name"),
        ("count(e) AS n", "count(e) AS m", 15, "returns name, m; the header's columns are name, n"),
        ("count(e) AS n", "count(e)", 12, "no alias"),
        ("// param: types strings = [\"ACCUSE\"] — which\n", "", 13, "\\$types has no param line"),
        (" AND e.event_type IN $types", "", 6, "param types is not used"),
        ("RETURN a.name", "SET a.name = 'x' RETURN a.name", 12, "only reading is allowed here"),
        ("MATCH", "LOAD CSV FROM 'x' AS row MATCH", 12, "only reading is allowed here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(DataError, match=reason) as error:
        catalog.load(tmp_path)
    assert str(error.value).startswith(f"{path}:{line}: ")


def test_an_unknown_related_report(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("related: acts", "related: axts"))
    with pytest.raises(DataError, match="no report 'axts'; did you mean acts"):
        catalog.load(tmp_path)


def test_two_reports_of_one_name(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, topic="events")
    with pytest.raises(DataError, match="another report has this name"):
        catalog.load(tmp_path)


def test_a_name_that_no_command_line_likes(tmp_path: Path) -> None:
    write(tmp_path, GOOD, name="Who did_it")
    with pytest.raises(DataError, match="lower-case words"):
        catalog.load(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\x00" * 100, b"// title: x", b"//"])
def test_files_that_are_no_reports(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, "")
    path.write_bytes(content)
    with pytest.raises(DataError, match=str(path)):
        catalog.load(tmp_path)


def test_find_names_what_is_near() -> None:
    assert catalog.find("meetings").title == "Meetings"
    with pytest.raises(UsageError, match="did you mean meetings"):
        catalog.find("meeting")


def test_reports_about_events_lead_back_to_the_words() -> None:
    evidence = ["sentence", "outlet", "article", "event"]
    names = {report.name: [column.name for column in report.columns] for report in catalog.load().values()}
    of_events = {name for name, columns in names.items() if "event" in columns} - {"evidence"}
    assert of_events
    assert {name for name in of_events if names[name][-4:] != evidence} == set()
    assert set(evidence) <= set(names["evidence"])


def test_every_topic_of_the_design_has_a_report() -> None:
    topics = {report.topic for report in catalog.load().values()}
    assert topics == {"actors", "dyads", "places", "events", "claims", "corpus", "network"}


TRIADS = """\
// title: Triads
// question: Who is torn?
// param: top integer = 5 — how many
// column: one string — the first
// column: other string — the second
// column: third string — the third
// column: kind string — which
// column: one_and_other integer — how much
// column: one_and_third integer — how much
// column: other_and_third integer — how much
// algorithm: triads
MATCH (c:CountryMonth)
RETURN c.source AS source, c.target AS target, c.events AS events, c.q1 AS q1, c.q2 AS q2, c.q3 AS q3, c.q4 AS q4
"""


def test_an_algorithm_gives_the_columns_and_takes_those_of_the_query(tmp_path: Path) -> None:
    report = catalog.read(write(tmp_path, TRIADS))
    assert report.algorithm == "triads"
    assert [each.name for each in report.parameters] == ["top"]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("algorithm: triads", "algorithm: triad", 11, "no algorithm 'triad'; did you mean triads"),
        ("// param: top integer = 5 — how many\n", "", 10, "the algorithm's option top has no param line"),
        ("// column: kind string — which\n", "", 11, "the algorithm gives one, other, third, kind"),
        (", c.q4 AS q4", "", 13, "the algorithm takes source, target, events, q1, q2, q3, q4"),
        ("// param: top", "// param: most integer = 1 — x\n// param: top", 3, "param most is not used"),
    ],
)
def test_an_algorithm_that_does_not_fit(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    path = write(tmp_path, TRIADS.replace(old, new))
    with pytest.raises(DataError, match=f"acts.cypher:{line}: .*{reason}"):
        catalog.read(path)


def test_names_are_types_of_parameters_but_not_of_columns(tmp_path: Path) -> None:
    text = GOOD.replace('actor string = ""', 'actor actor = "*"').replace("a.name CONTAINS $actor", "a.id IN $actor")
    assert catalog.read(write(tmp_path, text)).parameters[0].default == "*"
    with pytest.raises(DataError, match="a column is 'NAME TYPE"):
        catalog.read(write(tmp_path, GOOD.replace("column: name string", "column: name actor")))


def test_reports_of_meetings_know_every_edge_that_a_meeting_has() -> None:
    edges = {edge for edge, kind in edge_types().items() if kind == "CONSULT"}
    for name in ("most-met", "stopped-meeting", "who-met-whom"):
        assert f"met:{'|'.join(sorted(edges))}]" in catalog.find(name).query


def lost_conditions(query: str) -> list[str]:
    """Conditions that kglite 0.21.2 leaves out without a word: `IN ['a', …]` joined by AND to another, of a node that
    is looked up by id. A WITH in between helps."""
    clauses = re.split(r"\b(?:OPTIONAL MATCH|MATCH|WITH|RETURN|CALL|UNWIND)\b", query)
    by_id = [clause.partition("WHERE")[2] for clause in clauses if re.search(r"\{id: [^}]*\}\)", clause)]
    return [where for where in by_id if re.search(r"\bIN \[", where) and re.search(r"\bAND\b", where)]


def test_no_condition_is_lost() -> None:
    lookup = "MATCH (e:Event {id: id})\nWHERE e.start > $since\n"
    assert lost_conditions(f"{lookup}  AND e.mode IN ['meet'] RETURN e.id AS id")
    assert not lost_conditions(f"{lookup}WITH e WHERE e.mode IN ['meet'] AND e.quad = 1 RETURN e.id AS id")
    assert [name for name, report in catalog.load().items() if lost_conditions(report.query)] == []
