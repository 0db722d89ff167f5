"""Hard text, class by class, through the whole coder: what is said is found, with offsets into the text as given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.encoder import Encoder
from kg.model import Article, ArticleRecord, Event, Mention, Place, Span, Time
from kg.pipeline import Coder


def code(coder: Coder, text: str) -> ArticleRecord:
    (record,) = coder.code([Article(id="hard", text=text, published="2018-05-09")])
    check(record, text)
    return record


def check(record: ArticleRecord, text: str) -> None:
    """Every span of the record is its words in the text as given."""
    for event in record.events:
        for span in spans(event):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text
        if event.date is not None and event.date.start_char is not None:
            assert event.date.end_char is not None
            assert 0 <= event.date.start_char < event.date.end_char <= len(text)
    for found in (*record.times, *record.places):
        assert 0 <= found.start < found.end <= len(text)


def spans(event: Event) -> Iterator[Span | Mention | Place | Time]:
    yield event.sentence
    yield event.trigger
    yield from (*event.source, *event.target)
    if event.speaker is not None:
        yield event.speaker
    if event.place is not None:
        yield event.place


def told(event: Event) -> tuple[str, list[str], list[str]]:
    return event.type, [m.actor.name for m in event.source], [m.actor.name for m in event.target]


def one(record: ArticleRecord, kind: str) -> Event:
    found = [event for event in record.events if event.type == kind]
    assert found, [told(event) for event in record.events]
    return found[0]


def test_headlines_in_title_case(coder: Coder) -> None:
    text = (
        "U.S. Imposes New Sanctions on North Korea Over Missile Test\n\n"
        "Protesters Clash With Police in Khartoum\n\n"
        "Turkey Jails Ex-General Over Coup Bid\n"
    )
    record = code(coder, text)
    imposed, jailed = (event for event in record.events if event.type == "COERCE")
    assert told(imposed) == ("COERCE", ["United States"], ["North Korea"])
    protest = one(record, "PROTEST")
    assert told(protest) == ("PROTEST", ["protesters"], ["police"])
    assert protest.place is not None
    assert protest.place.name == "Khartoum"
    assert jailed.source[0].actor.name == "Turkey"


def test_a_lead_in_capitals(coder: Coder) -> None:
    text = (
        "RUSSIAN FOREIGN MINISTER SERGEI LAVROV MET HIS IRANIAN COUNTERPART MOHAMMAD JAVAD ZARIF IN MOSCOW ON TUESDAY, "
        "THE MINISTRY SAID.\n\nLavrov praised the talks. Zarif thanked Russia for its support."
    )
    record = code(coder, text)
    met = next(event for event in record.events if event.trigger.text == "MET")
    assert told(met) == ("CONSULT", ["Sergei Lavrov"], ["Mohammad Javad Zarif"])
    assert met.date is not None
    assert (met.date.text, met.date.start) == ("TUESDAY", "2018-05-08")
    assert met.place is not None
    assert met.place.name == "Moscow"
    assert {m.actor.name for e in record.events if e.type == "SUPPORT" for m in e.source} == {
        "Sergei Lavrov",
        "Mohammad Javad Zarif",
    }


def test_an_article_in_capitals(coder: Coder) -> None:
    text = (
        "MOSCOW (AP) -- PRESIDENT VLADIMIR PUTIN ACCUSED UKRAINE OF SHELLING A SCHOOL IN DONETSK ON MONDAY. "
        "GEN. SERGEI SUROVIKIN ATTACKED KHARKIV. THE U.S. CONDEMNED THE STRIKE.\n\n"
        "THE EUROPEAN UNION REJECTED THE CLAIM. NATO SENT TROOPS TO POLAND."
    )
    record = code(coder, text)
    assert told(one(record, "ACCUSE")) == ("ACCUSE", ["Vladimir Putin"], ["Ukraine"])
    shelling = next(event for event in record.events if event.trigger.text == "SHELLING")
    assert shelling.place is not None
    assert shelling.place.name == "Donetsk"
    attack = next(event for event in record.events if event.trigger.text.endswith("ATTACKED"))
    assert [m.actor.name for m in attack.source] == ["Sergei Surovikin"]
    assert told(one(record, "REJECT"))[1] == ["European Union"]
    assert told(one(record, "MOBILIZE")) == ("MOBILIZE", ["NATO"], ["Poland"])


def test_a_transcript_says_who_speaks(coder: Coder) -> None:
    text = (
        "WOLF BLITZER: Did Israel attack the convoy?\n"
        "JOHN KERRY: Israel bombed the convoy near Damascus on Sunday. Syria condemned the raid.\n"
        "BLITZER: And Hezbollah?\n"
        "KERRY: Hezbollah threatened to retaliate against Israel."
    )
    record = code(coder, text)
    threat = one(record, "THREATEN")
    assert told(threat) == ("THREATEN", ["Hezbollah"], ["Israel"])
    assert threat.speaker is not None
    assert threat.speaker.text == "KERRY"
    bombed = next(event for event in record.events if event.trigger.text == "bombed")
    assert bombed.speaker is not None
    assert bombed.speaker.actor.id == threat.speaker.actor.id


def test_questions_and_answers(coder: Coder) -> None:
    text = (
        "Q: Did the minister meet Mr. Lavrov?\nA: Yes. The Turkish minister met Lavrov in Sochi on Friday.\n\n"
        "Q. Will Turkey send troops to Idlib? A. Turkey sent troops to Idlib last week."
    )
    record = code(coder, text)
    sent = next(event for event in record.events if event.trigger.text.startswith("sent"))
    assert [m.text for m in sent.source] == ["Turkey"]


def test_missing_full_stops_and_spaces(coder: Coder) -> None:
    text = (
        "The army attacked the rebels in Idlib on Monday.Russia condemned the attack in 2018.Turkey sent troops to the "
        'border.\n\nHe said "we agree."Iran rejected the offer.'
    )
    record = code(coder, text)
    assert told(one(record, "REJECT"))[1] == ["Iran"]
    assert told(one(record, "MOBILIZE"))[1] == ["Turkey"]


def test_items_of_a_list(coder: Coder) -> None:
    text = (
        "What happened this week:\n\n• Iran arrested three French tourists in Isfahan\n"
        "• France summoned the Iranian ambassador\n- Germany expelled two Russian diplomats\n"
        "* The United States imposed sanctions on Belarus;\n1) Israel bombed Gaza on Friday\n"
        "2) Hamas fired rockets at Israel"
    )
    record = code(coder, text)
    by_source = {(e.type, m.actor.name): e for e in record.events for m in e.source}
    assert {
        ("COERCE", "Iran"), ("ACCUSE", "France"), ("SANCTION", "Germany"), ("COERCE", "United States"),
        ("ASSAULT", "Israel"), ("ASSAULT", "Hamas"),
    } <= set(by_source)  # fmt: skip
    sanction = by_source["COERCE", "United States"]
    assert sanction.sentence.text == "* The United States imposed sanctions on Belarus;"


def test_a_very_long_sentence_is_read_to_its_end(coder: Coder) -> None:
    clause = "that the report on chapter {} of the fisheries plan had been read in the committee of the northern county"
    text = (
        "The foreign minister of Norway, who had come by train, said that the harbour was open, "
        + ", ".join(clause.format(number) for number in range(1, 26))
        + ", and that Russian warplanes bombed a Turkish convoy near Aleppo on Tuesday while Angela Merkel met "
        "Emmanuel Macron in Berlin."
    )
    assert len(text.split()) > 400
    record = code(coder, text)
    bombed, met = one(record, "ASSAULT"), next(e for e in record.events if e.trigger.text == "met")
    assert [m.text for m in bombed.source] == ["Russian warplanes"]
    assert [m.text for m in bombed.target] == ["a Turkish convoy"]
    assert bombed.place is not None
    assert bombed.place.name == "Aleppo"
    assert told(met) == ("CONSULT", ["Angela Merkel"], ["Emmanuel Macron"])
    said = next(event for event in record.events if event.trigger.text == "said")
    assert said.date is None or said.date.text is None, "a date of the far end is not that of the beginning"


def test_quotes_in_quotes(coder: Coder) -> None:
    text = (
        "“‘We reject the ultimatum,’ the minister told me,” Saleh said. ``Iran attacked our ships,'' said Pompeo. "
        "\"He said 'we attacked Israel' and left,\" Barak said."
    )
    record = code(coder, text)
    attacked = next(event for event in record.events if event.type == "ASSAULT")
    assert [m.text for m in attacked.source] == ["Iran"]
    assert one(record, "REJECT").speaker is not None


def test_one_person_in_four_spellings(coder: Coder) -> None:
    text = (
        "Muammar Gaddafi met Nicolas Sarkozy in Tripoli. Qaddafi threatened France. Kadhafi rejected the ultimatum. "
        "Russian envoy Alexander Lavrentiev met Ali Shamkhani in Tehran. Lavrentyev praised Iran."
    )
    record = code(coder, text)
    names = {told(event)[0]: told(event)[1] for event in record.events if event.source}
    assert names["REJECT"] == ["Muammar Gaddafi"]
    assert names["THREATEN"] == ["Muammar Gaddafi"]
    assert names["SUPPORT"] == ["Alexander Lavrentiev"]


def test_one_town_in_several_spellings(coder: Coder) -> None:
    text = "Syrian troops attacked Islamic State in Deir ez-Zor. Turkey condemned the shelling of Dayr az Zawr."
    places = [event.place for event in code(coder, text).events if event.type == "ASSAULT"]
    assert [place and place.geonames_id for place in places] == ["170794", "170794"]


def test_characters_that_nobody_sees(coder: Coder) -> None:
    text = (
        "The U.S.&nbsp;&amp; Iran&#39;s envoys met&#8212;in Vienna&mdash;on Tuesday. "
        "Rus\u00adsia at\u00adtacked Ukraine on Mon\u00adday. The\u200b Israeli\u200bs bombed Ga\u200bza.\r\n\r\n"
        "Tur\u200dkey\ufeff threatened\u00a0Greece.\tFrance\tcondemned\tTurkey. "
        "China 🇨🇳 warned 🇺🇸 the United States 😡 over Taiwan."
    )
    record = code(coder, text)
    by_trigger = {event.trigger.text: event for event in record.events}
    bombed = by_trigger["bombed"]
    assert [(m.text, m.actor.name) for m in bombed.target] == [("Ga\u200bza", "Palestine")]
    assert told(by_trigger["threatened"]) == ("THREATEN", ["Turkey"], ["Greece"])
    assert told(by_trigger["condemned"]) == ("ACCUSE", ["France"], ["Turkey"])
    attacked = by_trigger["at\u00adtacked"]
    assert (told(attacked)[1:], attacked.date and attacked.date.text) == ((["Russia"], ["Ukraine"]), "Mon\u00adday")


SENTENCES = st.sampled_from(
    [
        "Iran’s envoy met “Ali” Shamkhani in Tehran on Tuesday.",
        "RUSSIA BOMBED THE TOWN OF IDLIB ON MONDAY.",
        "KERRY: We reject it.\nBLITZER: Why?\nKERRY: No.",
        "Turkey Jails Ex-General Over Coup Bid",
        "Q: Who fired?\nA: The army fired.",
        "• Iran protested\n• France sent aid",
    ]
)
DIRT = st.sampled_from(
    [
        "\u00ad",
        "\u200b",
        "\ufeff",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "&shy;",
        "&amp;amp;",
        "&UR;",
        "\r\n",
        "\t",
        "\u00a0",
        "😡",
    ]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(SENTENCES, st.integers(0, 60), DIRT), min_size=1, max_size=4), st.text(max_size=20))
def test_offsets_are_into_the_text_as_given(coder: Coder, pieces: list[tuple[str, int, str]], rest: str) -> None:
    text = " ".join(sentence[:at] + dirt + sentence[at:] for sentence, at, dirt in pieces) + " " + rest
    code(coder, text)


def test_work_grows_with_the_length(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with and without full stops: the pieces that go through the encoder are in proportion to its length."""
    seen: list[int] = []
    run = Encoder._run

    def counted(self: Encoder, batch, *others):  # type: ignore[no-untyped-def]
        seen.append(sum(map(len, batch)))
        return run(self, batch, *others)

    monkeypatch.setattr(Encoder, "_run", counted)
    for line in ("The envoys of Chad met in Accra. ", "and the envoys of Chad met in Accra, "):
        work = []
        for times in (40, 80, 160):
            seen.clear()
            code(coder, line * times)
            work.append(sum(seen))
        assert work[1] < 2.2 * work[0], line
        assert work[2] < 2.2 * work[1], line
