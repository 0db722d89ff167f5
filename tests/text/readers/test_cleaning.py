"""The pages of data/gold/pages, by the scores of bench/cleaning.py."""

from __future__ import annotations

import subprocess
import sys

import pages
import pytest
from shared import PROJECT

from kg.text.readers.lines import article_lines


@pytest.fixture(scope="module")
def printed() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PROJECT / "bench" / "cleaning.py"], capture_output=True, text=True, check=False
    )


def test_articles_are_found_and_tickers_and_tags_are_gone(printed: subprocess.CompletedProcess[str]) -> None:
    assert printed.returncode == 0, printed.stdout
    assert "all 60 pages" in printed.stdout


def test_the_pages_are_what_their_script_writes(tmp_path: object) -> None:
    pages.write(tmp_path)  # type: ignore[arg-type]
    for kind in ("html", "text", "junk"):
        made = {file.name: file.read_bytes() for file in (tmp_path / kind).iterdir()}  # type: ignore[operator]
        kept = {file.name: file.read_bytes() for file in (pages.PAGES / kind).iterdir()}
        assert made == kept
        assert len(kept) == 60


def test_lines_that_stay_and_lines_that_go() -> None:
    body = [
        "Officials of both republics met at the border on Monday to talk about the return of families.",
        "“We will see,” he said.",
        "Read the agreement carefully, the minister told them, because nobody will explain it to you twice.",
        "Share prices in the capital fell by 3 per cent after the talks, and the bank sold dollars.",
    ]
    gone = [
        "BRENT 84.12 +0.8% WTI 80.45 +0.6% GOLD 1,934.20 -0.2%",
        "Tags: Border, Talks",
        "Sign up for our newsletter",
        "Advertisement",
    ]
    mixed = [line for pair in zip(body, gone, strict=True) for line in pair]
    assert article_lines(mixed, {}, "Talks at the border") == body
