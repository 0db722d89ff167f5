from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.dates import event_date
from kg.extract.dating.ranges import to_when
from kg.extract.times import find_times
from kg.model import Modality, Time, When
from kg.text.document import Sentence

PUBLISHED = "2017-09-06"


def date_of(
    text: str, trigger: str, *, marked: str = "", modality: Modality = "asserted", before: str = "",
    published: str | None = PUBLISHED, context: When | None = None, event_type: str = "",
) -> tuple[When | None, str]:  # fmt: skip
    whole = before + text
    at = whole.index(trigger, len(before))
    spans = [(whole.index(marked, len(before)), whole.index(marked, len(before)) + len(marked))] if marked else []
    return event_date(
        sentence=Sentence(text, len(before), len(whole), 0), trigger=(at, at + len(trigger)), marked=spans,
        times=find_times(whole, published), published=published, modality=modality, context=context,
        event_type=event_type,
    )  # fmt: skip


def days(when: When | None) -> tuple[str, str | None, str, str] | None:
    return when and (when.start, when.end, when.granularity, when.basis)


def test_a_marked_weekday_is_seen_from_publication() -> None:
    when, why = date_of("Shamkhani met Lavrentiev in Tehran on Tuesday.", "met", marked="Tuesday")
    assert days(when) == ("2017-09-05", "2017-09-05", "day", "relative")
    assert when is not None and when.text == "Tuesday" and when.start_char == 38
    assert why == "'Tuesday' seen from publication on 2017-09-06: 2017-09-05"


def test_what_goes_on_since_a_date_has_no_end() -> None:
    text = "Russia has been carrying out an aerial campaign in Syria since September 2015."
    assert days(date_of(text, "campaign", marked="September 2015")[0]) == ("2015-09-01", None, "month", "explicit")
    assert days(date_of(text, "campaign", marked="since September 2015")[0]) == (
        "2015-09-01",
        None,
        "month",
        "explicit",
    )


@pytest.mark.parametrize("marked", ["September 14", "September 14-15", "15"])
def test_a_range_has_both_its_ends(marked: str) -> None:
    when, _ = date_of(
        "Mediators hold negotiations on September 14-15 in Astana.", "negotiations", marked=marked, modality="planned"
    )
    assert days(when) == ("2017-09-14", "2017-09-15", "day", "relative")
    assert when is not None and when.text == "September 14-15"


def test_two_days_joined_by_and_are_a_range_only_if_adjacent() -> None:
    assert days(date_of("They met on March 4 and March 5, 2016.", "met")[0]) == (
        "2016-03-04",
        "2016-03-05",
        "day",
        "relative",
    )
    assert days(date_of("They met on Monday and on Friday.", "met")[0]) == (
        "2017-09-04",
        "2017-09-04",
        "day",
        "relative",
    )


def test_a_month_is_all_its_days() -> None:
    assert days(date_of("Astana has hosted talks in January.", "talks")[0]) == (
        "2017-01-01",
        "2017-01-31",
        "month",
        "relative",
    )


def test_unmarked_the_closest_expression_of_the_sentence_is_taken() -> None:
    text = "The court issued a warrant on Monday in the 1995 shooting of a doctor."
    assert days(date_of(text, "issued")[0]) == ("2017-09-04", "2017-09-04", "day", "relative")
    assert days(date_of(text, "shooting")[0]) == ("1995-01-01", "1995-12-31", "year", "explicit")


def test_the_date_of_a_statement_is_not_that_of_what_it_names() -> None:
    text = "Iran on Tuesday condemned the bombing of the embassy."
    assert days(date_of(text, "condemned")[0]) == ("2017-09-05", "2017-09-05", "day", "relative")
    assert date_of(text, "bombing") == (None, "no expression and no anchor")


def test_what_is_done_is_not_dated_ahead() -> None:
    text = "The minister invited them to a ceremony on September 20."
    assert date_of(text, "invited")[0] is None
    assert days(date_of(text, "ceremony", modality="planned")[0]) == ("2017-09-20", "2017-09-20", "day", "relative")


def test_context_comes_after_the_sentence_and_before_the_text() -> None:
    context = When(
        start="2017-08-07",
        end="2017-08-07",
        granularity="day",
        basis="explicit",
        text="Aug. 7",
        start_char=3,
        end_char=9,
    )
    before = "They met on Monday. "
    assert days(date_of("The bombing killed two.", "bombing", before=before, context=context)[0]) == (
        "2017-08-07", "2017-08-07", "day", "context",
    )  # fmt: skip
    assert days(date_of("They bombed it on Friday.", "bombed", before=before, context=context)[0]) == (
        "2017-09-01", "2017-09-01", "day", "relative",
    )  # fmt: skip
    told_on, _ = date_of("The police arrested two.", "arrested", before=before)
    assert days(told_on) == ("2017-09-04", "2017-09-04", "day", "context")
    assert told_on is not None and told_on.text is None


def test_a_stance_has_the_day_of_the_news_and_an_attack_the_day_named_last() -> None:
    before = "Iran met Russia on Tuesday. It had broken off talks on August 7. "
    accused, _ = date_of("A spokesman accused the West.", "accused", before=before, event_type="ACCUSE")
    assert accused is not None and accused.start == "2017-09-05"
    killed, _ = date_of("Gunmen killed two guards.", "killed", before=before, event_type="ASSAULT")
    assert killed is not None and killed.start == "2017-08-07"


def test_a_stance_has_the_later_day_that_the_text_has_come_to() -> None:
    before = "The two signed a truce on Monday. The fire stopped on Tuesday. "
    praised, _ = date_of("The envoy praised both.", "praised", before=before, event_type="SUPPORT")
    assert praised is not None and praised.start == "2017-09-05"


@pytest.mark.parametrize(
    ("text", "trigger", "marked", "start"),
    [
        ("They spoke on Tuesday, a day after Riyadh had expelled the envoy.", "expelled", "Tuesday", "2017-09-04"),
        ("Retaliating 13 days after the bombings, U.S. forces struck camps on Tuesday.", "bombings", "", "2017-08-23"),
        ("Turkey struck on Monday, a day before the leaders met.", "met", "", "2017-09-05"),
        ("Kyiv complained on Tuesday, hours after a ship seized the boats.", "seized", "Tuesday", "2017-09-05"),
        ("They spoke on Tuesday, a day after Riyadh had expelled the envoy.", "spoke", "Tuesday", "2017-09-05"),
        ("He came a day after the rebels attacked on Friday.", "attacked", "Friday", "2017-09-01"),
    ],
)  # fmt: skip
def test_so_many_days_after_counts_from_the_main_clause(text: str, trigger: str, marked: str, start: str) -> None:
    when, _ = date_of(text, trigger, marked=marked)
    assert when is not None and when.start == start


def test_so_many_days_after_counts_from_nothing_where_no_day_is_named() -> None:
    assert date_of("He left a day after the rebels attacked.", "attacked") == (None, "no expression and no anchor")


@pytest.mark.parametrize(
    ("text", "trigger", "start"),
    [
        ("Russia and Iran ended two days of talks in Kazakhstan on Tuesday.", "talks", "2017-09-04"),
        ("The two halted their fire on Tuesday after four days of fighting.", "fighting", "2017-09-02"),
        ("The inmates ended a nine-day hunger strike on Tuesday.", "hunger strike", "2017-08-28"),
        ("They began two days of talks on Tuesday.", "talks", "2017-09-05"),
    ],
)
def test_what_went_on_for_days_ends_on_the_day_that_is_named(text: str, trigger: str, start: str) -> None:
    when, _ = date_of(text, trigger, marked="Tuesday")
    assert when is not None and (when.start, when.end) == (start, "2017-09-05")


def test_what_is_promised_by_a_day_is_not_promised_on_it() -> None:
    text = "The prime minister has promised to withdraw by Tuesday."
    assert date_of(text, "promised")[0] is None
    assert days(date_of(text, "withdraw", modality="planned")[0]) == ("2017-09-12", "2017-09-12", "day", "relative")


def test_a_date_of_a_relative_clause_is_not_that_of_the_main_clause() -> None:
    annan = "Secretary-General Kofi Annan, who signed an agreement in February, urged Baghdad to think again."
    assert date_of(annan, "urged")[0] is None
    assert days(date_of(annan, "signed")[0]) == ("2017-02-01", "2017-02-28", "month", "relative")
    assert date_of("He thanked the men who had fought for him in May 2015.", "thanked")[0] is None


def test_what_is_marked_as_now_is_of_the_day_of_publication() -> None:
    text = "The two armies are now fighting in the city."
    assert days(date_of(text, "fighting", marked="now")[0]) == (PUBLISHED, PUBLISHED, "day", "publication")
    assert date_of(text, "fighting", marked="now", published=None)[0] is None
    assert date_of(text, "fighting")[0] is None


def test_nothing_is_invented() -> None:
    assert date_of("The police arrested two.", "arrested")[0] is None
    assert date_of("The police arrested two on Tuesday.", "arrested", published=None)[0] is None
    assert (
        date_of("The police will arrest two.", "arrest", before="They met on Monday. ", modality="planned")[0] is None
    )


_PIECES = "met on Tuesday since from to until 2015 March 5 and 14-15 last week , said the attack will"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(_PIECES.split())), max_size=20),
    st.one_of(st.none(), st.dates().map(str)),
    st.sampled_from(["asserted", "planned", "hypothetical", "denied", "alleged"]),
    st.data(),
)  # fmt: skip
def test_every_date_starts_before_it_ends(
    words: list[str], published: str | None, modality: Modality, data: st.DataObject
) -> None:
    text = " ".join(words) + " end"
    times = find_times(text, published)
    start = data.draw(st.integers(0, len(text) - 1))
    marked = [(each.start, each.end) for each in times[:1]] if data.draw(st.booleans()) else []
    when, why = event_date(
        sentence=Sentence(text, 0, len(text), 0), trigger=(start, start + 1), marked=marked, times=times,
        published=published, modality=modality, context=None,
    )  # fmt: skip
    assert why
    if when:
        assert when.end is None or when.start <= when.end
        if when.start_char is not None and when.end_char is not None:
            assert text[when.start_char : when.end_char] == when.text


@given(st.text(max_size=30))
def test_any_value_gives_a_when_or_none(value: str) -> None:
    when = to_when(Time(text="x", start=0, end=1, type="DATE", value=value))
    assert when is None or (when.end is not None and when.start <= when.end)
