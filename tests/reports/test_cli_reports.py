from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result
from world import RECORDS

from kg import cli_reports
from kg.graph.store import open_store
from kg.reports import catalog

PROJECT = Path(__file__).parents[2]

app = typer.Typer()
app.add_typer(cli_reports.app, name="report")
app.command(epilog=cli_reports.QUERY_EPILOG)(cli_reports.query)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("graph") / "kg.db")
    with open_store(path, create=True) as store:
        store.load(RECORDS)
    return path


def kg(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def refused(*words: str) -> str:
    """What a wrong call says: one line on standard error, nothing on standard output, exit code 2."""
    result = kg(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_list() -> None:
    lines = kg("report", "list").stdout.splitlines()
    assert lines[0].split() == ["name", "topic", "question", "parameters"]
    assert [line.split()[0] for line in lines[1:]] == list(catalog.load())


def test_list_for_programs() -> None:
    reports = json.loads(kg("report", "list", "--json").stdout)
    assert reports == json.loads(kg("report", "list", "--format", "json").stdout)
    assert {frozenset(report) for report in reports} == {frozenset({"name", "topic", "question", "parameters"})}
    meetings = next(report for report in reports if report["name"] == "meetings")
    assert meetings["parameters"][1] == {
        "name": "since",
        "type": "date",
        "default": None,
        "meaning": "only from this day on; leaves out meetings without a date",
    }


@pytest.mark.parametrize("name", list(catalog.load()))
def test_show(name: str) -> None:
    report = catalog.find(name)
    shown = kg("report", "show", name).stdout
    assert report.question in shown
    assert shown.endswith(f"{report.query}\n")
    for parameter in report.parameters:
        assert f"  {parameter.name} {parameter.type} = " in shown
    assert json.loads(kg("report", "show", name, "--json").stdout)["query"] == report.query


def test_run(address: str) -> None:
    result = kg("report", "run", "meetings", "-p", "actor=shamkhani", "-p", "since=2017-09-01", "--store", address)
    assert result.exit_code == 0
    assert result.stderr == ""
    head, row = result.stdout.splitlines()
    assert head.split()[:4] == ["date", "granularity", "actor", "partner"]
    words = (
        "2017-09-05 day Ali Shamkhani Alexander Lavrentiev Tehran asserted 2 Shamkhani met the envoy in Tehran. PressTV"
    )
    assert " ".join(row.split()) == f"{words} presstv-1 meet-irn"


def test_the_store_of_the_environment(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", address)
    assert json.loads(kg("report", "run", "coverage", "--json").stdout)[0]["outlet"] == "Daily"


def test_forms_to_a_file(address: str, tmp_path: Path) -> None:
    for form, start in {"json": "[{", "csv": "date,", "md": "# Meetings", "html": "<!DOCTYPE html>"}.items():
        path = tmp_path / f"m.{form}"
        result = kg("report", "run", "meetings", "--store", address, "--format", form, "-o", str(path))
        assert (result.exit_code, result.stdout) == (0, "")
        assert path.read_text(encoding="utf-8").startswith(start)
    rows = list(csv.reader(io.StringIO((tmp_path / "m.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 9


def test_limit_is_told(address: str) -> None:
    result = kg("report", "run", "evidence", "--store", address, "--limit", "2", "--json")
    assert len(json.loads(result.stdout)) == 2
    assert result.stderr == "kg: only the first 2 rows are shown; --limit sets how many\n"


def test_no_rows_are_told(address: str) -> None:
    result = kg("report", "run", "visits", "-p", "actor=daesh", "--store", address, "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert result.stderr == "kg: no rows with actor=Daesh, top=100\n"


def test_wrong_calls(address: str, tmp_path: Path) -> None:
    run = ("report", "run", "meetings", "--store", address)
    assert "did you mean meetings?" in refused("report", "run", "meetigs", "--store", address)
    assert "did you mean meetings?" in refused("report", "show", "meetigs")
    assert "did you mean actor?" in refused(*run, "-p", "actr=x")
    assert "takes a date as YYYY-MM-DD" in refused(*run, "-p", "since=soon")
    assert "written name=value" in refused(*run, "-p", "actor")
    assert "given twice" in refused(*run, "-p", "actor=a", "-p", "actor=b")
    assert "cannot write" in refused(*run, "-o", str(tmp_path / "no" / "file"))
    assert "is no store" in refused("report", "run", "meetings", "--store", "http://localhost")
    assert kg(*run, "--format", "pdf").exit_code == 2
    assert kg(*run, "--limit", "0").exit_code == 2


def test_a_name_that_is_not_there(address: str) -> None:
    run = ("report", "run", "actor-profile", "--store", address)
    assert "no actor 'shamkani' in this graph; did you mean Ali Shamkhani?" in refused(*run, "-p", "actor=shamkani")
    assert json.loads(kg(*run, "-p", "actor=SHAMKHÂNÎ", "--json").stdout)[0]["actor"] == "Ali Shamkhani"


def test_rows_of_an_algorithm_are_kept(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first, second = (kg("report", "run", "brokers", "--store", address, "--json").stdout for _ in range(2))
    assert first == second
    assert json.loads(first)[0]["actor"] == "Alexander Lavrentiev"
    assert len(list((tmp_path / "cache" / "kg" / "reports").iterdir())) == 1


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    result = kg("report", "run", "meetings", "--store", str(tmp_path / "none.db"))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert not list(tmp_path.iterdir())


def test_query(address: str) -> None:
    text = "MATCH (e:Event) WHERE e.start >= $since AND e.quad IN $quads RETURN e.id AS id, e.start AS day ORDER BY id"
    result = kg("query", text, "-p", "since=2018-06-02", "-p", "quads=[4]", "--store", address, "--json")
    assert json.loads(result.stdout) == [{"id": "curb", "day": "2018-06-02"}]


def test_query_of_a_hostile_name(address: str) -> None:
    name = next(actor for record in RECORDS for event in record.events for actor in event.source if "$" in actor.text)
    text = "MATCH (a:Actor {name: $name}) RETURN a.id AS id"
    result = kg("query", text, "-p", f"name={name.text}", "--store", address, "--json")
    assert json.loads(result.stdout) == [{"id": name.actor.id}]


def test_query_tells_of_rows_that_were_cut(address: str) -> None:
    result = kg("query", "UNWIND range(1, 1001) AS n RETURN n AS n", "--store", address, "--format", "csv")
    assert len(result.stdout.splitlines()) == 1001
    assert "only the first 1000 rows" in result.stderr


def test_query_refuses(address: str) -> None:
    assert "only reading is allowed" in refused("query", "MATCH (n) DETACH DELETE n", "--store", address)
    assert "the query uses $b" in refused("query", "RETURN $a AS a, $b AS b", "-p", "a=1", "--store", address)
    assert refused("query", "MATCH (n RETURN n.name AS n", "--store", address)
    assert refused("query", "", "--store", address)


def test_query_says_what_is_misspelt(address: str) -> None:
    result = kg("query", "MATCH (a:Acter) RETURN a.nmae AS name", "--store", address, "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    hints = ["the graph has no label Acter; did you mean Actor?", "the graph has no property nmae; did you mean name?"]
    assert result.stderr.splitlines() == ["kg: no rows", *(f"kg: {hint}" for hint in hints)]


def test_query_is_ended_in_time(address: str) -> None:
    pairs = ", ".join(f"({name}:Event)" for name in "abcdefgh")
    summed = " + ".join(f"{name}.confidence" for name in "abcdefgh")
    endless = f"MATCH {pairs} WHERE {summed} < 0 RETURN count(*) AS n"
    said = refused("query", endless, "--store", address, "--timeout", "0.2")
    assert (
        said
        == "kg: the query was ended: it took longer than 0.2 s; ask for less, or give it more time with --timeout\n"
    )


@pytest.mark.parametrize("command", [("report", "list"), ("report", "show"), ("report", "run"), ("query",)])
def test_help_ends_with_an_example(command: tuple[str, ...]) -> None:
    text = " ".join(kg(*command, "--help").stdout.split())
    assert f"Example: kg {' '.join(command)} " in text
    assert text.index("Example:") > text.index("--help")


@pytest.mark.parametrize(
    "command", ["list --json", "show meetings", "run meetings --json", "run meetings --format html"]
)
def test_only_what_is_needed_is_imported(command: str, address: str) -> None:
    script = "import atexit, sys\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    script += "from kg.cli_reports import app\napp()"
    done = subprocess.run(
        [sys.executable, "-c", script, *command.split()],
        cwd=PROJECT,
        env=os.environ | {"KG_STORE": address, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"spacy", "thinc", "onnxruntime", "tokenizers", "networkx", "neo4j", "numpy", "pandas", "rigour", "torch"}
    heavy |= set() if "run" in command else {"kglite"}
    heavy |= set() if "html" in command else {"jinja2"}
    assert not heavy & set(done.stderr.split())
