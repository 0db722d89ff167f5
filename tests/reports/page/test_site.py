from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
import typer
from markupsafe import escape
from typer.testing import CliRunner
from world import RECORDS

from kg import cli_reports
from kg.graph.store import open_store
from kg.reports import catalog
from kg.reports.page.site import write

app = typer.Typer()
app.add_typer(cli_reports.app, name="report")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("graph") / "kg.db")
    with open_store(path, create=True) as store:
        store.load(RECORDS)
    return path


def test_every_report_has_a_page_that_the_index_leads_to(address: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["report", "all", "-o", str(tmp_path / "site"), "--store", address, "--json"])
    reports = catalog.load()
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout) == {
        "index": str(tmp_path / "site" / "index.html"), "reports": len(reports), "failed": {},
    }  # fmt: skip
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    for report in reports.values():
        assert f'href="{report.topic}/{report.name}.html"' in index
        page = (tmp_path / "site" / report.topic / f"{report.name}.html").read_text(encoding="utf-8")
        assert f"<h1>{escape(report.title)}</h1>" in page
        for name in report.related:
            assert f'href="../{reports[name].topic}/{name}.html"' in page
    assert "Ali Shamkhani" in (tmp_path / "site" / "search.html").read_text(encoding="utf-8")


def test_a_report_that_fails_is_told_and_the_others_go_on(address: str, tmp_path: Path) -> None:
    reports = {name: catalog.find(name) for name in ("coverage", "meetings", "most-active")}
    reports["meetings"] = msgspec.structs.replace(reports["meetings"], query="RETURN nothing.at(<all>) AS date")
    with open_store(address) as store:
        made = list(write(tmp_path, store, reports, limit=2))
    assert [(each.report.name, bool(each.error)) for each in made] == [
        ("coverage", False), ("meetings", True), ("most-active", False),
    ]  # fmt: skip
    assert made[2].cut
    assert "This report failed" in (tmp_path / "events" / "meetings.html").read_text(encoding="utf-8")
    assert "Failed: " in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_one_line(address: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(app, ["report", "all", "-o", str(tmp_path / "file"), "--store", address])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "cannot write" in result.stderr
