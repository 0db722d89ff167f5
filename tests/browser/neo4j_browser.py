"""Drives Neo4j Browser 5 in a headless Chromium."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

PATIENCE = 120_000
"""Milliseconds to wait for anything: the machine may be busy."""
_DROP = """
([content, name]) => {
    const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    const where = document.querySelector("[data-testid=main]");
    for (const kind of ["dragenter", "dragover", "drop"]) {
        where.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
    }
}
"""


def chromium() -> str | None:
    """The Chromium of this machine: `$KG_TEST_CHROMIUM`, else what Linux distributions call it."""
    given = os.environ.get("KG_TEST_CHROMIUM")
    return given or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class NeoBrowser:
    """One page of Neo4j Browser that is connected."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._frames = page.get_by_test_id("frame")
        self._editor = page.get_by_test_id("activeEditor")

    def open(self, link: str, password: str) -> None:
        """Follows a link and logs in."""
        self.page.goto(link)
        self.page.get_by_test_id("password").fill(password)
        self.page.get_by_test_id("connect").click()
        self.page.get_by_text("You are connected as user").first.wait_for()

    def text(self) -> str:
        """What is in the editor, lines joined by one space; Browser draws spaces that do not break."""
        lines = self._editor.locator(".view-line").all_inner_texts()
        return " ".join(" ".join(lines).replace("\xa0", " ").split())

    def wait_for(self, text: str) -> None:
        """Until the editor begins with `text`, or fails; only the lines that are in sight are compared."""
        wanted = " ".join(text.split())
        for _ in range(PATIENCE // 100):
            shown = self.text()
            if shown and (wanted.startswith(shown) or shown.startswith(wanted)):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"the editor has {self.text()!r}, not {wanted!r}")

    def run(self, text: str | None = None) -> Locator:
        """Runs what is in the editor, or `text`; gives its frame when it is done."""
        before = self._frames.count()
        if text is not None:
            self._editor.locator(".monaco-editor").first.click()
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(text)  # type() would add closing brackets of its own
        else:
            self._editor.locator(".monaco-editor").first.click()
        self.page.keyboard.press("Control+Enter")
        self._frames.nth(before).wait_for()
        frame = self._frames.first
        frame.get_by_test_id("rerunFrameButton").wait_for()  # while it runs there is another button
        return frame

    def clear(self) -> None:
        """Away with all frames."""
        self._editor.locator(".monaco-editor").first.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(":clear")
        self.page.keyboard.press("Control+Enter")
        self._frames.first.wait_for(state="detached")

    def drop(self, name: str, content: bytes) -> None:
        """A file dropped on the page."""
        self.page.evaluate(_DROP, [base64.b64encode(content).decode(), name])


def rows(frame: Locator) -> list[list[str]]:
    """The table of a frame, as shown: `"Tehran"`, `3`, `null`."""
    frame.get_by_test_id("cypherFrameSidebarTable").click()
    frame.locator("tbody tr").first.wait_for()
    return [[cell.inner_text() for cell in row.locator("td").all()[1:]] for row in frame.locator("tbody tr").all()]


@contextmanager
def started(executable: str, pictures: Path) -> Iterator[NeoBrowser]:
    """Browser's page in a Chromium that reaches nothing outside; its last look is kept as `pictures`/last.png."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = running.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(PATIENCE)
        page.route(lambda url: "//127.0.0.1" not in url and "//localhost" not in url, lambda route: route.abort())
        yield NeoBrowser(page)
        page.screenshot(path=pictures / "last.png")
        running.close()
