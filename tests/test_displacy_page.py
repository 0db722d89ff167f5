"""The page of articles with their events: every slot is marked, hostile texts do nothing, nothing is loaded."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import MEETING, kg, lines

from kg.displacy_page import marks, page, section
from kg.model import Actor, Article, ArticleRecord, Event, Mention, Span
from kg.pipeline import Coder


class Reader(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def event(text: str, start: int, end: int, source: tuple[int, int]) -> Event:
    actor = Actor(id="actor:x", name=text[slice(*source)], kind="other")
    trigger = Span(text=text[start:end], start=start, end=end)
    return Event(
        id="1", sentence=Span(text=text, start=0, end=len(text)), trigger=trigger,
        type="ACCUSE", mode="allege", cameo="112", quad=3, target=(), date=None, place=None, modality="alleged",
        source=(Mention(text=text[slice(*source)], start=source[0], end=source[1], actor=actor),), speaker=None,
        confidence=0.5, rule="test",
    )  # fmt: skip


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_slot_is_marked(coder: Coder) -> None:
    article = Article(id="a", text=f"Nothing.\n\n{MEETING}\n", published="2017-09-06", title="Tehran talks")
    (record,) = coder.code([article])
    shown = Reader(section(article, record.events))
    assert set(re.findall(r"\w+", MEETING)) <= set(re.findall(r"\w+", shown.text))
    labels = {mark.label for mark in marks(record.events)}
    assert {"1 CONSULT", "source 1", "target 1", "place 1", "date 1"} <= labels
    assert all(label in shown.text for label in labels)
    assert "Ali Shamkhani – CONSULT/meet 040 – Alexander Lavrentiev, 2017-09-05, Tehran" in shown.text


def test_one_mark_for_one_role_in_several_events() -> None:
    text = "Kyiv accused Moscow and blamed Minsk."
    both = [event(text, 5, 12, (0, 4)), event(text, 24, 30, (0, 4))]
    assert [(text[m.start : m.end], m.label) for m in marks(both)] == [
        ("Kyiv", "source 1, 2"), ("accused", "1 ACCUSE"), ("blamed", "2 ACCUSE"),
    ]  # fmt: skip


def test_hostile_words_do_nothing() -> None:
    evil = '<script>alert(1)</script><img src="http://x/y" onerror=z>'
    text = f"{evil} accused {evil} \u202e\x1b[2J"
    at = text.index("accused")
    article = Article(id=evil, text=text, title=evil, source=evil)
    record = ArticleRecord(id=evil, published=None, events=(event(text, at, at + 7, (0, at - 1)),))
    whole = b"\n".join(page([(article, record)])).decode()
    shown = Reader(whole)
    tags = {tag for tag, _ in shown.tags}
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "article", "div", "span", "ol", "li",
    }  # fmt: skip
    assert not any(name in ("src", "href") or name.startswith("on") for _, given in shown.tags for name in given)
    assert "default-src 'none'" in whole
    assert not {"\u202e", "\x1b"} & set(whole)


@given(st.text(alphabet="ab <&\n\"'é", min_size=1, max_size=60), st.data())
def test_no_word_is_lost_wherever_the_marks_are(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = [sorted((data.draw(ends), data.draw(ends))) for _ in range(4)]
    events = [event(text, *spans[0], (spans[1][0], spans[1][1])), event(text, *spans[2], (spans[3][0], spans[3][1]))]
    shown = squeezed(Reader(section(Article(id="a", text=text), events)).text)
    for letter in "é&<":
        assert shown.count(letter) >= text.count(letter)


@pytest.mark.usefixtures("loaded_once")
def test_on_the_command_line(tmp_path: Path) -> None:
    given = lines(
        tmp_path / "a.jsonl", [{"id": "a", "text": MEETING, "published": "2017-09-06"}, {"id": "b", "text": "No."}]
    )
    ended = kg("extract", given, "-o", tmp_path / "events.html", "--format", "html")
    assert ended.exit_code == 0
    written = (tmp_path / "events.html").read_text("utf-8")
    assert "1 CONSULT" in written
    assert written.startswith("<!DOCTYPE html>")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.jsonl", "events.html"]
