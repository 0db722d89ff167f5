from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from generate import records

from kg.browser import guide, slides
from kg.browser.parameters import expressions
from kg.errors import DataError
from kg.graph.store import Store, open_store
from kg.reports import catalog
from kg.reports.parameters import Parameter

REPORTS = catalog.load()
SLIDES = slides.load(REPORTS)
GOOD = "// title: Who?\n// text: Everybody.\n// report: meetings\nMATCH (a:Actor) WHERE a.id IN $actor RETURN a\n"


class Runnable(HTMLParser):
    """The texts of `pre.runnable`, which Browser puts into its editor, and the tags of a guide."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag == "pre" and "runnable" in (dict(attrs)["class"] or "")
        self.texts += [""] if self._inside else []

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def test_from_what_is_here_through_ten_questions() -> None:
    parsed = Runnable(guide.guide(REPORTS, "http://localhost:1/kg.grass"))
    assert len(SLIDES) == 11
    assert SLIDES[0].title == "What is here?"
    assert parsed.tags.count("slide") == 2 + len(SLIDES)
    assert not {"script", "img", "link", "style"} & set(parsed.tags)
    assert parsed.texts[0] == ":style http://localhost:1/kg.grass"
    assert [slide.query for slide in SLIDES] == [text for text in parsed.texts if text in {s.query for s in SLIDES}]
    assert ":style" not in guide.guide(REPORTS)


def test_pictures_and_reports_answer_on_a_graph(neo4j_address: str) -> None:
    with open_store(neo4j_address) as store:
        _filled(store)
        chosen = _chosen(store)
        assert all(chosen.values())
        for slide in SLIDES:
            assert store.read(slide.query, chosen).rows, slide.title
        texts = Runnable(guide.guide(REPORTS)).texts
        rows = [text for text in texts if not text.startswith(":") and text not in {slide.query for slide in SLIDES}]
        assert len(rows) == sum(slide.report is not None for slide in SLIDES) >= 8
        for text in rows:
            store.read(text, chosen)  # that it runs: what it answers is tested with the reports


def test_the_choice_is_that_of_the_reports(neo4j_address: str) -> None:
    from kg.reports.entities import resolve

    with open_store(neo4j_address) as store:
        _filled(store)
        parameters = slides.PARAMETERS
        bound, _ = resolve(parameters, {each.name: each.default for each in parameters}, store)
        assert _chosen(store) == bound


def _filled(store: Store) -> None:
    store.load(records(80))


def _chosen(store: Store) -> dict[str, object]:
    texts = expressions(slides.PARAMETERS)
    returned = ", ".join(f"{text} AS {name}" for name, text in texts.items())
    result = store.read(f"RETURN {returned}", {})
    return dict(zip(result.columns, result.rows[0], strict=True))


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("// title: Who?\n", "", 1, "has no title"),
        ("// report: meetings", "// report: meetingz", 3, "did you mean meetings"),
        ("// text", "// words", 2, "one of the keys title, text, report"),
        ("$actor", "$since", 4, "the guide does not set \\$since"),
        ("RETURN a", "DELETE a", 4, "only reading"),
    ],
)
def test_what_is_wrong_with_a_slide(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    path = tmp_path / "01-who.cypher"
    path.write_text(GOOD)
    assert slides.load(REPORTS, tmp_path)[0].title == "Who?"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(DataError, match=reason) as error:
        slides.load(REPORTS, tmp_path)
    assert str(error.value).startswith(f"{path}:{line}: ")


def test_parameters_that_the_guide_sets_are_of_these_types() -> None:
    assert all(isinstance(each, Parameter) and each.default == "*" for each in slides.PARAMETERS)
