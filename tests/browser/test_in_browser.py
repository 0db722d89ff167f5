"""The guide, the style and the saved queries in the real Neo4j Browser on the real server, in one start of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from generate import records
from neo4j_browser import NeoBrowser, chromium, rows, started
from real_neo4j import PASSWORD, TestServer

from kg.browser import guide, links, queries, slides, style
from kg.browser.server import serving
from kg.graph.store import open_store
from kg.reports import catalog
from kg.reports.run import run

REPORTS = catalog.load()
SLIDES = {slide.title: slide for slide in slides.load(REPORTS)}


class World(NamedTuple):
    """A connected Browser, with the guide playing and what it serves, and the store that it shows."""

    browser: NeoBrowser
    at: links.Place
    address: str
    guide: str


@pytest.fixture(scope="module")
def world(neo4j_test_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    executable = chromium()
    if executable is None or neo4j_test_server.page is None:
        reason = "no Chromium (apt install chromium, or set KG_TEST_CHROMIUM)" if not executable else "no Browser known"
        if os.environ.get("CI") == "true" and not executable:
            pytest.fail(reason)
        pytest.skip(reason)
    with open_store(neo4j_test_server.address) as store:
        store.load(records(60))
    at = links.place(neo4j_test_server.address, neo4j_test_server.page)
    files = {style.FILE: style.grass().encode(), guide.FILE: b""}
    with serving(files) as served, started(executable, tmp_path_factory.mktemp("pictures")) as browser:
        files[guide.FILE] = guide.guide(REPORTS, f"{served}/{style.FILE}").encode()
        browser.open(links.playing(at, f"{served}/{guide.FILE}"), PASSWORD)
        yield World(browser, at, neo4j_test_server.address, f"{served}/{guide.FILE}")


def put_into_editor(world: World, text: str) -> None:
    """A click on a query of the guide, of which Browser shows a slide at a time."""
    page = world.browser.page
    first_line = text.splitlines()[0]
    for _ in range(2 + len(SLIDES)):
        if page.locator("pre.runnable", has_text=first_line).count():
            break
        page.get_by_test_id("nextSlide").click()
    page.locator("pre.runnable", has_text=first_line).first.click()
    world.browser.wait_for(text)


def test_the_guide_leads_to_a_styled_picture(world: World) -> None:
    browser = world.browser
    browser.page.get_by_text("Who did what to whom").first.wait_for()
    put_into_editor(world, ":style ")
    assert "node.Actor" in browser.run().inner_text()
    put_into_editor(world, SLIDES["Who acts most?"].query)
    frame = browser.run()
    frame.locator("svg circle[fill]").first.wait_for()
    fills = {circle.get_attribute("fill") for circle in frame.locator("svg circle[fill]").all()}
    assert dict(style.labels())["Actor"] in {(fill or "").upper() for fill in fills}
    edges = {(path.get_attribute("fill") or "").upper() for path in frame.locator("svg g.relationship path").all()}
    assert edges & {colour for _, colour, _ in style.legend()}


def test_the_choice_and_a_question_about_it(world: World) -> None:
    choice = "\n".join(guide.param_lines(slides.PARAMETERS))
    frame = world.browser.run(choice)
    frame.locator("[title='Status: success']").nth(2).wait_for()
    question = SLIDES["What did this actor do, and what was done to it?"]
    frame = world.browser.run(question.query)
    frame.locator("svg circle[fill]").first.wait_for()
    assert len(frame.locator("svg circle[fill]").all()) >= 5


def test_a_saved_query_answers_as_the_report_does(world: World) -> None:
    report = REPORTS["most-active"]
    page = world.browser.page
    page.get_by_test_id("navigationFavorites").click()
    world.browser.drop(queries.FILE, queries.archive(REPORTS.values()))
    page.get_by_test_id(f"expandFolder-{report.topic}").click()
    assert page.get_by_test_id(f"scriptTitle-{report.title}").count() == 1
    for title in (f"{report.title}: parameters", report.title):
        page.get_by_test_id(f"scriptTitle-{title}").click()
        frame = world.browser.run()
    with open_store(world.address) as store:
        expected = run(report, store, {}).result
    events = expected.columns.index("events")  # numbers: names are shown with escapes of Browser's own
    assert [row[events] for row in rows(frame)] == [str(row[events]) for row in expected.rows]
    page.get_by_test_id("navigationFavorites").click()


def test_a_link_opens_a_report_in_the_editor(world: World) -> None:
    report = REPORTS["coverage"]
    with open_store(world.address) as store:
        expected = run(report, store, {})
    world.browser.page.goto(links.report(world.at, report, expected.bound))
    world.browser.page.get_by_text("You are connected as user").first.wait_for()
    assert world.browser.text().startswith(f"// {report.title} ")
    assert len(rows(world.browser.run())) == min(len(expected.result.rows), 300)
