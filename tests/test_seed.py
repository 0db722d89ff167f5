"""The article that the project started from, as an analyst pastes it: ticker above, tag line below."""

from __future__ import annotations

from pathlib import Path

import pytest
from shared import SHARED, names, said_of

from kg.model import Article, ArticleRecord, Event
from kg.pipeline import Coder

SEED = SHARED / "seed" / "shamkhani-lavrentiev.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is a publisher's text, kept in ../shared")


@pytest.fixture(scope="module")
def text() -> str:
    return Path(SEED).read_text("utf-8")


@pytest.fixture(scope="module")
def record(coder: Coder, text: str) -> ArticleRecord:
    (found,) = coder.code([Article(id="seed", text=text, published="2017-09-06")])
    return found


def of(record: ArticleRecord, *types: str, after: int = 0, before: int = 10**9) -> list[Event]:
    """The events of these types whose trigger is between two offsets."""
    return [e for e in record.events if e.type in types and after <= e.trigger.start < before]


def test_the_meeting(record: ArticleRecord, text: str) -> None:
    """(Ali Shamkhani, CONSULT/meet, Alexander Lavrentiev, 2017-09-05, Tehran), and nobody else."""
    said = text.index("said in a meeting with Russia's special envoy")
    (event,) = of(record, "CONSULT", after=said, before=text.index("He hailed"))
    assert (event.mode, event.modality) == ("meet", "asserted")
    assert "meeting" in event.trigger.text
    assert names(event.source) == {"Ali Shamkhani"}
    assert names(event.target) == {"Alexander Lavrentiev"}
    assert event.date
    assert (event.date.start, event.date.end, event.date.text) == ("2017-09-05", "2017-09-05", "Tuesday")
    assert event.place
    assert (event.place.text, event.place.name, event.place.geonames_id) == ("Tehran", "Tehran", "112931")
    assert event.sentence.text.endswith("in Tehran on Tuesday.")


def test_who_they_are(record: ArticleRecord, text: str) -> None:
    """Names, titles, roles and pronouns all lead to the two men."""
    actors = {m.actor.name: m.actor for e in record.events for m in (*e.source, *e.target)}
    shamkhani, lavrentiev = actors["Ali Shamkhani"], actors["Alexander Lavrentiev"]
    assert (shamkhani.kind, shamkhani.country) == ("person", "IRN")
    assert (lavrentiev.kind, lavrentiev.country) == ("person", "RUS")
    spoken = {m.text for e in record.events for m in (*e.source, *e.target) if m.actor.id == lavrentiev.id}
    assert spoken & {"The Russian envoy", "Lavrentiev", "The Russian special envoy on Syria"}
    hailed = next(e for e in record.events if e.trigger.start >= text.index("He hailed"))
    assert names(hailed.source) == {"Ali Shamkhani"}


def test_ticker_tag_line_and_subheadings_give_nothing(record: ArticleRecord, text: str) -> None:
    begins, ends = text.index("EghtesadOnline"), text.index("ISIS Ali Shamkhani Daesh")
    assert all(begins <= words.start and words.end <= ends for words in said_of(record))
    for heading in ("Russia will continue relentless fight against terrorists", "Iran, Russia expanding ties"):
        start = text.index(heading)
        end = text.index("\n", start)
        assert not [e for e in record.events if start <= e.trigger.start < end]
        assert not [e for e in record.events if e.sentence.start < end and start < e.sentence.end]


def test_everything_leads_back_to_its_words(record: ArticleRecord, text: str) -> None:
    assert record.events
    assert all(text[words.start : words.end] == words.text for words in said_of(record))


def test_what_else_a_reader_finds(record: ArticleRecord, text: str) -> None:
    """The siege and its breaking, the talks planned for Astana, the second meeting, the advisers, the air campaign."""
    reached, network = text.index("Syrian army forces, backed by"), text.index("Syria’s state-run")
    siege = of(record, "ASSAULT", "COERCE", "MOBILIZE", "RETREAT", after=reached, before=network)
    assert any(e.place and e.place.geonames_id == "170794" for e in siege)
    assert any("Islamic State" in names(e.source) | names(e.target) for e in siege)

    laid = of(record, "ASSAULT", "COERCE", after=text.index("The move effectively"), before=text.index("The SNSC"))
    assert any(e.date and e.date.start == "2015-01-01" and e.date.end is None for e in laid)

    threshold, hosted = text.index("The Russian official’s visit"), text.index("Astana has hosted")
    talks = of(record, "CONSULT", after=threshold, before=hosted)
    assert any(e.date and (e.date.start, e.date.end) == ("2017-09-14", "2017-09-15") for e in talks)

    advisers = text.index("At Damascus’ request")
    support = of(record, "AID", "COOPERATE", "SUPPORT", after=advisers, before=text.index("Russia has been also"))
    assert any("Iran" in names(e.source) for e in support)

    campaign = of(
        record, "ASSAULT", "MOBILIZE", after=text.index("Russia has been also"), before=text.index("Iran, Russia exp")
    )
    assert any(
        "Russia" in names(e.source) and e.date and e.date.start == "2015-09-01" and e.date.end is None for e in campaign
    )

    second = of(
        record, "CONSULT", after=text.index("Meanwhile, in a meeting"), before=text.index("The Russian special envoy")
    )
    assert any(e.mode == "meet" for e in second)


def test_dates_are_never_invented(record: ArticleRecord) -> None:
    for event in record.events:
        if event.date:
            assert event.date.text or event.date.basis in {"context", "publication"}
            assert "2011-01-01" <= event.date.start <= "2017-12-31"
