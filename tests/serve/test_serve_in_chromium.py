"""The served pages in a real browser, over names that try to be something else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from hostile_names import ARABIC, LONG, NAMES, SCRIPT
from neo4j_browser import PATIENCE, chromium
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kg.serve.run import Server


@pytest.fixture(scope="module")
def address(graph_file: Path) -> Iterator[str]:
    with Server(str(graph_file), None, token=True, seconds=60) as server:
        running = Thread(target=server.run)
        running.start()
        yield server.address
        server.stop()
        running.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = chromium()
    if executable is None:
        reason = "no Chromium (apt install chromium, or set KG_TEST_CHROMIUM)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, address: str, tmp_path: Path) -> Iterator[Page]:
    """A page that let itself in; when it ends nothing has asked elsewhere, run, or complained."""
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    wrong: list[str] = []
    here = address.partition("?")[0]
    page.on("request", lambda request: None if request.url.startswith((here, "data:,")) else wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message) or dialog.dismiss())
    page.goto(address)
    expect(page).to_have_url(here)
    yield page
    page.screenshot(path=tmp_path / "last.png", full_page=True)
    page.close()
    assert wrong == []


def settled(page: Page) -> None:
    """Waits until htmx listens to what it brought in, and has the page's address in the history."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-added, .htmx-settling")).to_have_count(0)
    page.wait_for_timeout(100)


def test_from_a_report_to_an_actor_and_on_through_its_neighbourhood(page: Page) -> None:
    page.get_by_role("link", name="Contacts", exact=True).click()
    field = page.get_by_label("actor", exact=True)
    field.press_sequentially("script")
    expect(page.locator("#l-actor option").first).to_have_attribute("value", SCRIPT)
    field.fill(SCRIPT)
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("actor=%3Cscript%3E"))
    expect(page.locator("#answer section.table tbody tr")).to_have_count(2)
    expect(page.locator("#answer figure.chart[data-drawn]")).to_be_visible()
    page.locator("#answer tbody a", has_text=SCRIPT).first.click()

    expect(page.locator("h1")).to_have_text(SCRIPT)
    graph = page.locator("#around figure.chart[data-drawn]")
    expect(graph.locator("svg")).to_contain_text("<img src=x")
    page.get_by_label("ties by", exact=True).select_option("conflict")
    expect(page.locator("#around")).to_contain_text("No events of conflict with others")
    settled(page)
    page.get_by_label("ties by", exact=True).select_option("cooperation")
    graph.locator("svg text", has_text="<img src=x").click()
    expect(page.locator("h1")).to_contain_text("<img src=x")

    section = page.locator("details.section", has_text="Actor timeline")
    section.locator("summary").first.click()
    expect(section.locator("mark.trigger").first).to_be_visible()
    section.get_by_label("Filter").fill("nothing has this")
    expect(section.locator(".told")).to_have_text(re.compile("^0 of"))
    page.go_back()
    expect(page.locator("h1")).to_have_text(SCRIPT)


def test_going_back_shows_the_answer_before(page: Page) -> None:
    page.get_by_role("link", name="Meetings", exact=True).click()
    everything = page.locator("#answer .told")
    before = everything.inner_text()
    page.get_by_label("actor", exact=True).fill("Shamkhani")
    page.get_by_role("button", name="Show").click()
    expect(everything).not_to_have_text(before)
    settled(page)
    page.get_by_label("since").fill("2030-01-01")
    page.get_by_role("button", name="Show").click()
    expect(everything).to_have_text("0 rows")
    settled(page)
    page.go_back()
    expect(everything).not_to_have_text("0 rows")
    settled(page)
    page.go_back()
    expect(everything).to_have_text(before)


@pytest.mark.parametrize("name", NAMES)
def test_finding_each_name(page: Page, name: str) -> None:
    search = page.get_by_label("Find an actor, a place or a report")
    search.fill(name)
    search.press("Enter")
    shown = name.replace("\u202e", "\\u202e")
    expect(page.locator("h1")).to_have_text(" ".join(shown.split()))
    expect(page.locator("#around figure.chart[data-drawn]")).to_be_visible()
    if name in (LONG, ARABIC):
        assert page.evaluate("document.documentElement.scrollWidth") <= 1300


def test_what_does_not_fit_is_said_without_leaving_the_form(browser: Browser, address: str) -> None:
    page = browser.new_page()  # a browser itself writes an answer of 400 to its console
    page.goto(address)
    page.goto(f"{address.partition('?')[0]}report/contacts")
    page.get_by_label("actor", exact=True).fill("Shamkhany")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("alert")).to_contain_text("did you mean Ali Shamkhani?")
    expect(page.get_by_label("actor", exact=True)).to_have_value("Shamkhany")
    page.close()


def test_without_the_cookie_there_is_no_page(browser: Browser, address: str) -> None:
    stranger = browser.new_context().new_page()
    answer = stranger.goto(address.partition("?")[0])
    assert answer and answer.status == 403
