from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from world import RECORDS

from kg.graph.store import Result, Store
from kg.reports.page.evidence import SLOTS, Span, choose, cut, html, of_events, of_rows

TEXT = "Ali met Bob in Astana."


def test_words_are_marked_where_they_stand() -> None:
    spans = [Span("source", "Ali", 100), Span("target", "Bob", 108), Span("trigger", "met", 104)]
    assert cut(TEXT, 100, spans) == (
        ("Ali", "source"), (" ", ""), ("met", "trigger"), (" ", ""), ("Bob", "target"), (" in Astana.", ""),
    )  # fmt: skip


def test_words_of_another_sentence_are_not_looked_for_in_this_one() -> None:
    assert cut(TEXT, 100, [Span("source", "Ali", 40)]) == ((TEXT, ""),)


def test_words_that_are_told_elsewhere_are_looked_for() -> None:
    assert cut(TEXT, None, [Span("place", "Astana", 9000)])[1] == ("Astana", "place")
    assert cut(TEXT, None, [Span("place", "Geneva", 0)]) == ((TEXT, ""),)


def test_the_trigger_wins_over_a_name_that_holds_it() -> None:
    assert cut(TEXT, 0, [Span("trigger", "met", 4), Span("source", "Ali met", 0)])[:2] == (
        ("Ali ", "source"),
        ("met", "trigger"),
    )


@given(
    st.text(max_size=30).filter(lambda text: text.isprintable()),
    st.lists(st.tuples(st.sampled_from(SLOTS), st.integers(0, 30), st.integers(0, 8)), max_size=4),
)
def test_pieces_are_the_sentence(text: str, spans: list[tuple[str, int, int]]) -> None:
    made = cut(text, 0, [Span(slot, text[at : at + length], at) for slot, at, length in spans])
    assert "".join(piece for piece, _ in made) == "".join(piece for piece, _ in cut(text, 0, []))
    assert all(piece for piece, _ in made)


def test_both_stores_give_the_sentences_of_events(store: Store) -> None:
    store.load(RECORDS)
    found = of_events(store, ["sanction", "meet-irn", "no such event"])
    assert {event: [each.article for each in sentences] for event, sentences in found.items()} == {
        "meet-irn": ["presstv-1"],
        "sanction": ["wire-2", "daily-1"],
    }
    (meeting,) = found["meet-irn"]
    assert "".join(text for text, _ in meeting.pieces) == "Shamkhani met the envoy in Tehran."
    assert (meeting.outlet, str(meeting.published)) == ("PressTV", "2017-09-05")
    assert choose(found, "sanction", "daily-1") is found["sanction"][1]
    assert choose(found, "sanction") is found["sanction"][0]
    assert choose(found, None) is None


def test_all_events_of_a_row_are_read(store: Store) -> None:
    store.load(RECORDS)
    rows = Result(("event", "first_event", "name"), [("threat", "accuse", "aid"), (None, "threat", None)])
    assert set(of_rows(store, rows)) == {"threat", "accuse"}
    assert of_rows(store, Result(("name",), [("threat",)])) == {}


def test_as_html_texts_are_escaped(store: Store) -> None:
    store.load(RECORDS)
    shown = html(of_events(store, ["meet-undated"])["meet-undated"])
    assert "Once, &lt;b&gt;they&lt;/b&gt; met | talked." in str(shown).replace(
        '<mark class="trigger" title="trigger">', ""
    ).replace("</mark>", "")
    assert "<b>" not in shown
