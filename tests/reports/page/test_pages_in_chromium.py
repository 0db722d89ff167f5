"""Pages as files in a real browser, over names that try to be something else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from neo4j_browser import PATIENCE, chromium
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from world import RECORDS

from kg.graph.store import Result, Value, open_store
from kg.reports import catalog
from kg.reports.catalog import Chart, Column, Report
from kg.reports.page.evidence import Evidence
from kg.reports.page.site import write
from kg.reports.render import Page as Shown
from kg.reports.render import render

NAMES = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(2)> '", "\u202eعلي شمخاني", "M" * 300,
    "{{ 7 * 7 }} ${alert(3)} datum.x", "Peña & sons",
)  # fmt: skip
COLUMNS = (
    Column("date", "date", "the day"), Column("source", "string", '"who" <acts>'), Column("target", "strings", ""),
    Column("type", "string", ""), Column("events", "integer", ""), Column("place", "string", ""),
    Column("lat", "number", ""), Column("lon", "number", ""), Column("sentence", "string", ""),
    Column("outlet", "string", ""), Column("article", "string", ""), Column("event", "string", ""),
)  # fmt: skip


def rows_of(count: int) -> list[tuple[Value, ...]]:
    return [
        (date(2017, 9, 5) + timedelta(days=at % 900), NAMES[at % 6], [NAMES[(at + 1) % 6], NAMES[(at + 2) % 6]],
         ("ACCUSE", "AID", "CONSULT")[at % 3], at % 17, NAMES[at % 6], 30.5 + at % 20, 40 + at % 30,
         f"{NAMES[at % 6]} met </mark><b>them</b> in the capital on the {at}th day.", NAMES[at % 2], f"article-{at}",
         f"{at:012x}")
        for at in range(count)
    ]  # fmt: skip


def marked(row: tuple[Value, ...]) -> Evidence:
    who = row[1].strip("\u202e")
    return Evidence(
        event=row[-1], article=row[-2], pieces=((who, "source"), (" met", "trigger"), (" </mark><b>them</b>.", ""))
    )


def file_of(folder: Path, count: int = 250, chart: Chart = "timeline") -> Path:
    rows = rows_of(count)
    evidence = {row[-1]: [marked(row)] for row in rows}
    related = Report(name="coverage", topic="corpus", title="<i>Coverage</i>", question="?", parameters=(), columns=(),
                     query="", path=folder)  # fmt: skip
    page = Shown(
        title="<b>Acts</b> of 'some'", question="Who & whom?", parameters={"actor": NAMES[3], "since": None},
        query="MATCH (a) // </script><script>alert(4)</script>\nRETURN a",
        result=Result(tuple(column.name for column in COLUMNS), rows),
        columns=COLUMNS, chart=chart, related=(related,), evidence=evidence,
    )  # fmt: skip
    file = folder / f"{chart}.html"
    file.write_text(render(page, "html"), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = chromium()
    if executable is None:
        reason = "no Chromium (apt install chromium, or set KG_TEST_CHROMIUM)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page; when it ends it has asked for nothing but files of the test, run nothing, and complained of nothing."""
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    here = (tmp_path.as_uri(), "data:")
    page.on("request", lambda request: None if request.url.startswith(here) else wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    yield page
    page.screenshot(path=tmp_path / "last.png", full_page=True)
    page.close()
    assert wrong == []


def opened(page: Page, file: Path) -> Page:
    page.goto(file.as_uri())
    if page.locator("figure.chart").count():
        page.locator("figure.chart[data-drawn]").wait_for()
    return page


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")]


def cells(page: Page, column: int) -> list[str]:
    return page.locator(f"tbody tr td:nth-child({column})").all_inner_texts()


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("columnheader", name=name, exact=True)


@pytest.mark.parametrize("kind", get_args(Chart))
def test_a_page_stands_alone_and_all_can_use_it(page: Page, tmp_path: Path, kind: Chart) -> None:
    opened(page, file_of(tmp_path, 40, kind))
    expect(page.locator("figure.chart svg")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("<b>Acts</b> of 'some'")
    assert page.locator("b, i, img, td script").count() == page.locator("ul.related > li > b").count() == 1
    assert NAMES[0] in cells(page, 2)
    expect(page.locator("mark.source").nth(1)).to_have_text(NAMES[0])
    expect(page.get_by_text("kg report run coverage")).to_be_visible()
    assert serious(page) == []
    if kind in ("timeline", "map"):
        page.emulate_media(color_scheme="dark")
        assert serious(page) == []


def test_rows_are_sorted_by_keyboard(page: Page, tmp_path: Path) -> None:
    opened(page, file_of(tmp_path))
    before = page.locator("tbody").inner_html()
    button = page.get_by_role("button", name="events")
    button.focus()
    page.keyboard.press("Enter")
    expect(column(page, "events")).to_have_attribute("aria-sort", "descending")
    assert cells(page, 5)[:3] == ["16", "16", "16"]
    page.keyboard.press("Space")
    expect(column(page, "events")).to_have_attribute("aria-sort", "ascending")
    assert cells(page, 5)[0] == "0"
    page.get_by_role("button", name="date").click()
    expect(column(page, "date")).to_have_attribute("aria-sort", "ascending")
    assert page.locator("th[aria-sort]").count() == 1
    assert page.locator("tbody").inner_html().replace("\n", "") == before.replace("\n", "")


def test_rows_are_filtered_and_the_chart_follows(page: Page, tmp_path: Path) -> None:
    opened(page, file_of(tmp_path, 120))
    told = page.get_by_role("status")
    expect(told).to_have_text("120 rows")
    search = page.get_by_role("searchbox", name="Filter")
    marks = page.locator("figure.chart .mark-rect.role-mark path")
    assert marks.count() == 120
    search.fill("SONS pena aid")
    expect(told).to_have_text("20 of 120 rows")
    expect(marks).to_have_count(20)
    page.get_by_role("button", name="Clear").click()
    expect(told).to_have_text("120 rows")
    page.get_by_role("combobox", name="type").select_option("AID")
    expect(told).to_have_text("40 of 120 rows")
    search.fill("no such words")
    expect(told).to_have_text("0 of 120 rows")
    assert cells(page, 1) == []
    expect(page.locator(".drawing")).to_be_hidden()


def test_rows_come_page_by_page_and_on_paper_all(page: Page, tmp_path: Path) -> None:
    opened(page, file_of(tmp_path))
    assert len(cells(page, 1)) == 100
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".where")).to_have_text("101–200 of 250")
    page.get_by_role("button", name="Next").click()
    assert len(cells(page, 1)) == 50
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(cells(page, 1)) == 250
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(cells(page, 1)) == 50
    page.emulate_media(media="print")
    expect(page.locator(".controls")).to_be_hidden()


def test_five_thousand_rows_are_under_five_megabytes_and_drawn_a_hundred_at_a_time(page: Page, tmp_path: Path) -> None:
    file = file_of(tmp_path, 5000)
    assert file.stat().st_size < 5_000_000
    opened(page, file)
    expect(page.get_by_role("status")).to_have_text("5000 rows")
    assert page.locator("tbody tr").count() == 100
    assert page.locator("*").count() < 5000


def test_without_scripts_the_first_rows_are_there(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(file_of(tmp_path).as_uri())
    assert page.locator("tbody tr").count() == 100
    expect(page.get_by_text("Only the first 100 rows are shown")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.close()


def test_the_pages_of_a_site_lead_to_each_other(page: Page, tmp_path: Path) -> None:
    reports = {name: catalog.find(name) for name in ("meetings", "coverage", "most-active", "who-met-whom")}
    with open_store(str(tmp_path / "kg.db"), create=True) as store:
        store.load(RECORDS)
        assert not [each.error for each in write(tmp_path / "site", store, reports, limit=100) if each.error]
    opened(page, tmp_path / "site" / "index.html")
    assert serious(page) == []
    page.get_by_role("link", name="Who met whom").click()
    page.locator("figure.chart[data-drawn]").wait_for()
    page.get_by_role("link", name="Ali Shamkhani").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Actors")
    expect(page.get_by_role("searchbox")).to_have_value("Ali Shamkhani")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("searchbox").fill("pena")
    expect(page.locator("tbody tr td").first).to_have_text("Maria Peña")
    assert serious(page) == []
    page.get_by_role("link", name="All reports").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reports")
