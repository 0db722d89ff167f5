from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared import ARTICLES, MEETING, names, read, said_of

from kg import pipeline
from kg.extract import ontology
from kg.extract.assembly import argument_scores, mentions, one_side_each, same_actors
from kg.extract.found import Argument, Found
from kg.model import Actor, Article, ArticleRecord, Mention
from kg.pipeline import Coder, tables_digest
from kg.text.document import Document

FIELDS = {
    "id", "sentence", "trigger", "type", "mode", "cameo", "quad", "source", "target", "date", "place", "modality",
    "speaker", "confidence", "rule",
}  # fmt: skip


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return read(ARTICLES)[::6]


@pytest.fixture(scope="module")
def records(coder: Coder, articles: list[Article]) -> list[ArticleRecord]:
    return list(coder.code(articles))


def one(coder: Coder, text: str, **more: str) -> ArticleRecord:
    (record,) = coder.code([Article(id="a", text=text, **more)])
    return record


def test_records_come_in_the_order_of_the_articles(articles: list[Article], records: list[ArticleRecord]) -> None:
    told = [(a.id, a.published, a.title, a.url, a.source) for a in articles]
    assert [(r.id, r.published, r.title, r.url, r.source) for r in records] == told
    assert sum(len(r.events) for r in records) >= len(records)


def test_records_are_valid_by_the_schema_and_have_every_field(records: list[ArticleRecord]) -> None:
    validator = jsonschema.Draft202012Validator(msgspec.json.schema(ArticleRecord))
    for record in records:
        line = json.loads(msgspec.json.encode(record))
        validator.validate(line)
        assert {"id", "published", "events", "times", "places"} <= set(line)
        for event in line["events"]:
            assert set(event) >= FIELDS
            for mention in (*event["source"], *event["target"]):
                assert set(mention) >= {"text", "start", "end", "actor"}
                assert set(mention["actor"]) >= {"id", "name", "kind", "country", "role", "role_country"}


def test_offsets_are_those_of_the_text_as_given(articles: list[Article], records: list[ArticleRecord]) -> None:
    for article, record in zip(articles, records, strict=True):
        for words in said_of(record):
            assert article.text[words.start : words.end] == words.text
            assert words.text.strip()
        for event in record.events:
            assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end
        for layer in (record.times, record.places):
            assert all(a.end <= b.start for a, b in pairwise(layer))


def test_events_are_consistent(records: list[ArticleRecord]) -> None:
    for record in records:
        events = record.events
        assert len({e.id for e in events}) == len(events)
        assert [e.trigger.start for e in events] == sorted(e.trigger.start for e in events)
        for event in events:
            assert event.quad == ontology.quad(event.type)
            assert event.goldstein == ontology.goldstein(event.cameo)
            assert not {m.actor.id for m in event.source} & {m.actor.id for m in event.target}
            assert set(event.why) == {"date", "place"}
            assert all(event.why.values())
            assert {"trigger", "type", "modality"} <= set(event.scores)
            if event.date:
                assert (event.date.text is None) == (event.date.start_char is None) == (event.date.end_char is None)
                assert event.date.end is None or event.date.start <= event.date.end


def test_a_record_depends_on_its_article_alone(
    coder: Coder, articles: list[Article], records: list[ArticleRecord]
) -> None:
    """Byte for byte, whatever is coded before, after or beside it."""
    again = [*coder.code(articles[::-1])][::-1]
    assert [msgspec.json.encode(r) for r in again] == [msgspec.json.encode(r) for r in records]
    for article, record in list(zip(articles, records, strict=True))[:2]:
        (alone,) = coder.code([article])
        assert msgspec.json.encode(alone) == msgspec.json.encode(record)


def test_the_same_text_has_the_same_event_ids_in_another_article(coder: Coder, articles: list[Article]) -> None:
    first, second = coder.code([articles[0], msgspec.structs.replace(articles[0], id="other", url="https://x.org/")])
    assert [e.id for e in first.events] == [e.id for e in second.events]
    assert first.digest != second.digest


@pytest.mark.usefixtures("loaded_once")
def test_layers(coder: Coder, articles: list[Article]) -> None:
    (full,) = coder.code(articles[:1])
    for layer in pipeline.LAYERS:
        (record,) = Coder((layer,)).code(articles[:1])
        assert getattr(record, layer) == getattr(full, layer)
        assert not any(getattr(record, other) for other in pipeline.LAYERS if other != layer)
        assert record.digest != full.digest


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "…", "\0\0", "“”", "Samba 65 00% 56.65%", "MARKETS\nCLOSED", "a" * 5000]
)
def test_texts_without_a_sentence_have_no_event(coder: Coder, text: str) -> None:
    assert one(coder, text).events == ()


def test_data_within_a_text_is_passed_over(coder: Coder) -> None:
    """More characters without a space than spaCy takes at once."""
    record = one(coder, f"{MEETING} {'QUJD' * 300_000}. {MEETING}", published="2017-09-06")
    assert len(record.events) == 2


def test_a_plain_meeting(coder: Coder) -> None:
    (event,) = one(coder, MEETING, published="2017-09-06").events
    assert (event.type, event.mode, event.modality) == ("CONSULT", "meet", "asserted")
    assert names(event.source) == {"Ali Shamkhani"}
    assert names(event.target) == {"Alexander Lavrentiev"}
    assert event.date
    assert (event.date.start, event.date.end, event.date.basis) == ("2017-09-05", "2017-09-05", "relative")
    assert event.place
    assert (event.place.name, event.place.geonames_id) == ("Tehran", "112931")


def test_without_a_publication_date_a_relative_date_stays_open(coder: Coder) -> None:
    (event,) = one(coder, MEETING).events
    assert event.date is None


ODD = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("“”’\n\n. –$`{}'\"\\")), max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(ODD, st.sampled_from([MEETING, "Syria’s army “broke” the siege of Dayr al-Zawr."])), max_size=5)
)
def test_any_text_gives_a_record_with_true_offsets(coder: Coder, parts: list[str]) -> None:
    text = " ".join(parts)
    record = one(coder, text, published="2020-02-29")
    assert all(text[words.start : words.end] == words.text for words in said_of(record))


def test_the_digest_is_of_all_that_a_record_depends_on(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article(id="a", text="b")
    changed = [
        msgspec.structs.replace(article, **{name: "2017-09-06"})
        for name in ("text", "published", "title", "url", "source")
    ]
    digests = {coder.digest(a) for a in (article, *changed)}
    assert len(digests) == 6
    assert coder.digest(msgspec.structs.replace(article, id="b")) == coder.digest(article)
    monkeypatch.setattr(coder, "signature", msgspec.structs.replace(coder.signature, version="other"))
    assert coder.digest(article) not in digests


def test_whoever_changes_a_table_gets_new_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("actors", "gazetteer", "lexicon", "models/coder", "ontology"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(pipeline, "data", tmp_path.joinpath)
    lexicon = tmp_path / "lexicon" / "cameo.json"
    lexicon.write_text("{}")
    before = tables_digest()
    (tmp_path / "lexicon" / "README.md").write_text("For people.")
    assert tables_digest() == before
    lexicon.write_text('{"meet": "040"}')
    assert tables_digest() != before


# the parts that put an event together


def actor(name: str) -> Actor:
    return Actor(id=name, name=name, kind="person")


def mention(name: str) -> Mention:
    return Mention(text=name, start=0, end=len(name), actor=actor(name))


A, B, C = map(mention, "ABC")


@pytest.mark.parametrize(
    ("sources", "targets", "expected"),
    [
        ((A,), (B,), ((A,), (B,))),
        ((A,), (A, B), ((A,), (B,))),
        ((A, B), (A, B), ((A,), (B,))),
        ((A, B, C), (C, A, B), ((A,), (B, C))),
        ((A,), (A,), ((A,), ())),
        ((), (A,), ((), (A,))),
    ],
)
def test_nobody_is_on_both_sides(
    sources: tuple[Mention, ...], targets: tuple[Mention, ...], expected: tuple[tuple[Mention, ...], ...]
) -> None:
    assert one_side_each(sources, targets) == expected


def test_an_actor_named_twice_is_mentioned_once() -> None:
    document = Document(Article(id="a", text="Iran and its president"), "Iran and its president", (), ())
    members = {(0, 4): (actor("Iran"),), (9, 22): (actor("Iran"), actor("Rouhani"))}
    found = mentions(document, [Argument(0, 4, 0.9), Argument(9, 22, 0.9)], members)
    assert [(m.text, m.actor.name) for m in found] == [("Iran", "Iran"), ("its president", "Rouhani")]


def test_only_an_event_with_known_actors_can_be_one_told_before() -> None:
    assert same_actors(frozenset("ab"), frozenset("a"))
    assert not same_actors(frozenset("ab"), frozenset("ac"))
    assert not same_actors(frozenset("ab"), frozenset())


def test_the_score_of_a_slot_is_that_of_its_weakest_span() -> None:
    found = Found(
        sentence=0,
        trigger=Argument(5, 8, 0.9),
        type="CONSULT",
        modality="asserted",
        source=(Argument(0, 4, 0.9), Argument(9, 12, 0.6)),
        date=(Argument(13, 20, 0.8), Argument(21, 25, 0.5)),
    )
    assert argument_scores(found) == {"source": 0.6, "date": 0.8}
