"""Pages that are no articles are recognised as what they are, and pages that are like them are read."""

from __future__ import annotations

import pytest
from hostile_files import SENTENCES

from kg.errors import InputError
from kg.text.readers.html import read_page

TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
HEADLINES = "".join(f'<li><a href="/{n}">Minister visits town number {n} in the rain</a></li>' for n in range(60))
QUOTES = "".join(f"<tr><td>AB{n}</td><td>{n}.25</td><td>+{n}.5%</td><td>{n * 1000}</td></tr>" for n in range(40))
PHOTOS = "".join(f'<figure><img src="{n}.jpg"><p>A boat on the lake, number {n}.</p></figure>' for n in range(12))


WALL = "<div>Subscribe to continue reading. Already a subscriber? Log in.</div>"
PAID = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'


def page(body: str, title: str = "Talks at the border", head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (page(f"<h1>World</h1><ul>{HEADLINES}</ul>", "World"), "no article: navigation"),
        (page(f"<main><table>{QUOTES}</table></main>", "Markets"), "no article: a table of numbers"),
        (page(f"<p>{SENTENCES[0]}</p>{WALL}"), "no article: a paywall"),
        (page(f"<p>{SENTENCES[0]}</p>", head=PAID), "no article: a paywall"),
        (page(f"<article>{PHOTOS}</article>", "In pictures: a day on the lake"), "no article: a photo gallery"),
        (page("<h1>404</h1><p>It may have been moved.</p>", "404 Not Found"), "no article: an error page"),
        (page("<p>Loading.</p>"), "no article: hardly any running text"),
        (b" ", "empty: there is no text"),
    ],
)  # fmt: skip
def test_what_is_set_aside(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_page(raw)


@pytest.mark.parametrize(
    "raw",
    [
        page(f"<article>{TEXT}</article><ul>{HEADLINES}</ul>"),
        page(f"<article>{TEXT}</article><table>{QUOTES}</table>"),
        page(f'<article>{TEXT * 3}</article><div class="promo">Subscribe to read our weekly</div>'),
        page(f'<article><img src="a.jpg"><img src="b.jpg">{TEXT}</article>'),
        page(f'<div class="widget gallery sidebar">{TEXT * 2}</div>'),
    ],
)
def test_what_is_read_all_the_same(raw: bytes) -> None:
    assert SENTENCES[1] in read_page(raw).text
