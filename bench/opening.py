"""How big the page of a report of 5,000 rows is, and how soon it stands in Chromium: a table, and with each chart.

    python bench/opening.py [--rows 5000] [--runs 3]

The rows are events as reports list them, each with a sentence of evidence of about 170 characters, and 300 actors,
60 places and six years between them. Milliseconds from asking for the file until rows and chart are drawn, the middle
of `--runs`, each in a new window of a browser that runs. Limits: 2 seconds, 5 MB.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

sys.path.extend(str(Path(__file__).parents[1] / folder) for folder in ("", "tests/browser"))

from neo4j_browser import PATIENCE, chromium
from playwright.sync_api import Browser, sync_playwright

from kg.graph.store import Result, Value
from kg.reports.catalog import Chart, Column
from kg.reports.page.evidence import Evidence
from kg.reports.render import Page, render

MILLISECONDS, MEGABYTES = 2000.0, 5.0
COLUMNS = (
    Column("date", "date", "the day"), Column("source", "string", "who acts"), Column("target", "string", "on whom"),
    Column("type", "string", "PLOVER type"), Column("events", "integer", "how many"),
    Column("place", "string", "where"),
    Column("lat", "number", "degrees"), Column("lon", "number", "degrees"), Column("outlet", "string", "who tells"),
    Column("article", "string", "id of the article"), Column("event", "string", "id of the event"),
)  # fmt: skip
_SENTENCE = (
    "the ministry said on Tuesday, as talks about the border and the prisoners went into their third day in the "
    "capital and neither side would say how long they may last"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    executable = chromium()
    if executable is None:
        sys.exit("no Chromium: apt install chromium, or set KG_TEST_CHROMIUM")
    failed = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        seconds_to_open(browser, written(Path(folder), 10, None))
        for chart in (None, *get_args(Chart)):
            file = written(Path(folder), asked.rows, chart)
            taken = statistics.median(seconds_to_open(browser, file) for _ in range(asked.runs)) * 1000
            size = file.stat().st_size / 1e6
            over = taken > MILLISECONDS or size > MEGABYTES
            failed += over
            print(f"{chart or 'table alone':12} {size:5.1f} MB {taken:6.0f} ms{'  OVER' if over else ''}", flush=True)
        browser.close()
    sys.exit(f"{failed} over their limit" if failed else 0)


def written(folder: Path, count: int, chart: Chart | None) -> Path:
    """The file of a page."""
    rows = made_rows(count)
    page = Page(
        title="Events", question="What happened?", parameters={"actor": "actor:1"}, query="MATCH (e:Event) RETURN e",
        result=Result(tuple(column.name for column in COLUMNS), rows), columns=COLUMNS, chart=chart,
        evidence={row[-1]: [evidence(row)] for row in rows},
    )  # fmt: skip
    file = folder / f"{chart}-{count}.html"
    file.write_text(render(page, "html"), encoding="utf-8")
    return file


def made_rows(count: int) -> list[tuple[Value, ...]]:
    choose = random.Random(1)
    rows: list[tuple[Value, ...]] = []
    for at in range(count):
        one, other = (f"Person Number {int(300 * choose.random() ** 2)}" for _ in range(2))
        place = choose.randrange(60)
        rows.append(
            (date(2015, 1, 1) + timedelta(days=choose.randrange(2200)), one, other,
             choose.choice(("ACCUSE", "AID", "CONSULT", "ASSAULT", "THREATEN")), choose.randrange(1, 9),
             f"Town {place}", place * 2.0 - 60, place * 5.0 - 150, f"Outlet {choose.randrange(30)}",
             f"article-{at // 4}", f"{at:012x}")
        )  # fmt: skip
    return rows


def evidence(row: tuple[Value, ...]) -> Evidence:
    pieces = ((str(row[1]), "source"), (" met ", "trigger"), (str(row[2]), "target"), (f", {_SENTENCE}.", ""))
    return Evidence(event=str(row[-1]), article=str(row[-2]), pieces=pieces)


def seconds_to_open(browser: Browser, file: Path) -> float:
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.set_default_timeout(PATIENCE)
    started = time.perf_counter()
    page.goto(file.as_uri())
    page.locator("tbody tr").first.wait_for()
    if page.locator("figure.chart").count():
        page.locator("figure.chart[data-drawn]").wait_for()
    taken = time.perf_counter() - started
    page.close()
    return taken


if __name__ == "__main__":
    main()
