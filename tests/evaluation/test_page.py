from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from made_events import event, record

from kg.evaluation.evaluation import Evaluation, Measure, of_judged, with_floors
from kg.evaluation.page import Piece, pieces, render
from kg.evaluation.sentences import judge
from kg.train.notation import Marked, parse

HOSTILE = "<script>alert(1)</script>"
NASTY = "</script><img src=x onerror=alert(2)> \" ' & \x1b[2J \u202e [% 7 * 7 %]"
SENTENCE = parse(f"{{s1 {HOSTILE}}} {{e1:CONSULT.040 met}} {{t1 {NASTY}}}.")


def page(sentence: Marked = SENTENCE, coder: str = NASTY) -> str:
    found = record(event(sentence.text, "met", "AID", source=sentence.text[:8], confidence=0.75))
    return render(whole([sentence], [found], coder))


def whole(sentences: list[Marked], records: list[object], coder: str) -> Evaluation:
    judged = [judge(sentence, found) for sentence, found in zip(sentences, records, strict=True)]  # type: ignore[arg-type]
    return with_floors(of_judged(judged, {"articles actors": Measure(0.5, None, 1, 2)}, coder), {"type": 0.5})


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.script = ""
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside if tag != self._inside else ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.script += data
        else:
            self.words.append(data)


def test_texts_cannot_act() -> None:
    text = page()
    parsed = _Tags(text)
    tags = [tag for tag, _ in parsed.tags]
    assert tags.count("script") == 1
    assert not set(tags) & {"link", "img", "iframe", "object", "base", "form", "embed"}
    names = {name for _, attributes in parsed.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "style", "srcset", "action")}
    assert all((a.get("href") or "#").startswith("#") for _, a in parsed.tags)
    shown = "".join(parsed.words)
    assert HOSTILE in shown
    assert "</script><img src=x onerror=alert(2)>" in shown
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "alert" not in parsed.script


def test_the_policy_allows_the_own_script_and_nothing_else() -> None:
    parsed = _Tags(page())
    (policy,) = [a["content"] for tag, a in parsed.tags if tag == "meta" and "http-equiv" in a]
    assert policy
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; ")
    digest = base64.b64encode(hashlib.sha256(parsed.script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "http" not in re.sub(r"http-equiv", "", page())


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_characters="{}\n\r "), min_size=1))
def test_any_name_is_shown_and_makes_no_tag(name: str) -> None:
    quiet = Marked(f"{name} met Iraq.", SENTENCE.events)
    usual, odd = (_Tags(render(whole([quiet], [record(event(quiet.text, "met"))], c))) for c in ("v", name))
    assert [tag for tag, _ in usual.tags] == [tag for tag, _ in odd.tags]


def test_marked_and_found_side_by_side() -> None:
    parsed = _Tags(page())
    (row,) = [a for tag, a in parsed.tags if tag == "tr" and "data-wrong" in a]
    assert row["data-wrong"] == "type target"
    assert (row["data-marked"], row["data-found"]) == ("CONSULT", "AID")
    buttons = [a for tag, a in parsed.tags if tag == "button" and "data-marked" in a]
    assert [(a["data-marked"], a["data-found"]) for a in buttons] == [("CONSULT", "AID")]
    assert [a["class"] for tag, a in parsed.tags if tag == "mark"][3:] == ["both"]
    choices = {a["id"] for tag, a in parsed.tags if tag == "select"}
    assert choices == {"kind", "marked", "found", "construction"}


def test_every_part_is_there() -> None:
    parsed = _Tags(page())
    sections = [a["id"] for tag, a in parsed.tags if tag == "section"]
    leads = [(a["href"] or "")[1:] for tag, a in parsed.tags if tag == "a"]
    assert leads[: len(sections)] == sections
    shown = "".join(parsed.words)
    assert "under the floor: type" in shown
    assert "articles actors" in shown
    assert len([tag for tag, _ in parsed.tags if tag == "circle"]) == 1
    assert "prefers-color-scheme: dark" in shown
    assert "@media print" in shown


def test_a_page_without_anything() -> None:
    parsed = _Tags(render(of_judged([], {}, "v")))
    assert "No events were found." in "".join(parsed.words)
    assert "svg" not in [tag for tag, _ in parsed.tags]


def test_pieces() -> None:
    assert pieces("They met today", [(5, 8)], [(5, 14)]) == (
        Piece("They ", ""), Piece("met", "both"), Piece(" today", "found")
    )  # fmt: skip
    assert pieces("met", [(0, 3)], []) == (Piece("met", "marked"),)
    assert pieces("Oil.", [], []) == (Piece("Oil.", ""),)
