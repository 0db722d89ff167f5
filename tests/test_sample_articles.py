"""The sample articles: their form, what they cover, and that none of their sentences is a publisher's."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kg.text.front_matter import front_matter

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "data" / "articles").glob("*.txt"))
SEED = ROOT.parent / "shared" / "seed" / "shamkhani-lavrentiev.txt"
RUN = 9
"""Words in a row that cannot be chance, nor a title such as "secretary of Iran's Supreme National Security Council"."""


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of RUN words."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def test_there_are_thirty_two() -> None:
    assert len(FILES) == 32


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_front_matter_dateline_and_length(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    values, start = front_matter(text)
    assert set(values) == {"id", "title", "published", "source"}
    assert values["id"] == file.stem
    assert values["source"] in {"Sample Wire", "Sample Gazette"}
    published = date.fromisoformat(values["published"])
    assert file.stem.startswith(values["published"])
    assert 2015 <= published.year <= 2025
    body = text[start:].strip()
    assert re.match(rf"[A-Z ]+, \w+ {published.day} \({values['source']}\) - [A-Z]", body)
    assert 150 <= len(body.split()) <= 500


@pytest.mark.skipif(not SEED.exists(), reason="the article that the project started from is not beside the checkout")
def test_nothing_is_copied_from_the_article_that_the_project_started_from() -> None:
    copied = runs(SEED.read_text(encoding="utf-8"))
    for file in FILES:
        assert not copied & runs(file.read_text(encoding="utf-8"))
