from __future__ import annotations

import json
import string
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.times import find_times

PUBLISHED = "2017-09-06"  # a Wednesday
GOLD = Path(__file__).parents[2].parent / "shared" / "gold"


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(each.text, each.type, each.value) for each in find_times(text, published)]


def values(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [each.value for each in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They signed it on September 5, 2017.", "2017-09-05"),
        ("They signed it on Tuesday, Sept. 5, 2017.", "2017-09-05"),
        ("They signed it on 5 Sept. 2016.", "2016-09-05"),
        ("They signed it on the 5th of March 2016.", "2016-03-05"),
        ("They signed it on 9/5/2017.", "2017-09-05"),
        ("They signed it on 25/12/2016.", "2016-12-25"),
        ("They signed it on 2017-09-05.", "2017-09-05"),
        ("It dates from the 1990s.", "199X"),
        ("It dates from the late '90s.", "199X"),
        ("It dates from the 19th century.", "18"),
        ("It was founded in 1999.", "1999"),
        ("The 1996 law was repealed.", "1996"),
        ("It began in the summer of 2017.", "2017-SU"),
        ("Exports fell in the second quarter of 2017.", "2017-Q2"),
        ("Exports fell in fiscal 2016.", "FY2016"),
        ("It has lasted since September 2015.", "2015-09"),
        ("The council passed Resolution 2254 (2015).", "2015"),
        ("They signed it on 31.12.2019.", "2019-12-31"),
    ],
)
def test_absolute_dates_do_not_need_a_publication_date(text: str, value: str) -> None:
    assert values(text) == values(text, None) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He said so today.", "2017-09-06"),
        ("He said so yesterday.", "2017-09-05"),
        ("They met in Tehran on Tuesday.", "2017-09-05"),
        ("They will meet in Tehran on Tuesday.", "2017-09-12"),
        ("They met on Wednesday.", "2017-09-06"),
        ("They met last Wednesday.", "2017-08-30"),
        ("They meet next Wednesday.", "2017-09-13"),
        ("They met on Tuesday morning.", "2017-09-05TMO"),
        ("Iran promised three ministers on Tuesday that it would stop.", "2017-09-05"),
        ("He promised to stop by Tuesday.", "2017-09-12"),
        ("He put his plan to curb the courts on hold on Tuesday.", "2017-09-05"),
        ("He is to travel to Moscow on Tuesday.", "2017-09-12"),
        ("Rajoy told the leader on Tuesday that his party would back talks.", "2017-09-05"),
        ("The militants have trapped them since Thursday.", "2017-08-31"),
        ("They met last week.", "2017-W35"),
        ("They met last month.", "2017-08"),
        ("They met two years ago.", "2015"),
        ("They met two weeks ago.", "2017-W34"),
        ("They met 11 days ago.", "2017-08-26"),
        ("They will meet next year.", "2018"),
        ("They met this year.", "2017"),
        ("They met last October.", "2016-10"),
        ("They met in October.", "2016-10"),
        ("They will meet in October.", "2017-10"),
        ("Five rounds of talks were held in January.", "2017-01"),
        ("They met on Nov. 25 in Rome.", "2016-11-25"),
        ("They met early last year.", "2016"),
        ("They approved it in October last year.", "2016-10"),
        ("The accord was reached last fall.", "2016-FA"),
        ("He was freed on Good Friday.", "2017-04-14"),
        ("They could leave as soon as Friday.", "2017-09-08"),
        ("They plan to meet on Friday.", "2017-09-08"),
        ("Her vacation plans were known on Friday.", "2017-09-01"),
        ("The army invaded four decades ago.", "1977"),
        ("He was held in the early hours of Monday.", "2017-09-04"),
        ("They would look for a way around Monday's ruling.", "2017-09-04"),
        ("They will not attend Thursday's vote.", "2017-09-07"),
    ],
)
def test_relative_dates_count_from_publication_by_the_tense_around_them(text: str, value: str) -> None:
    assert values(text) == [value]


def test_dates_count_from_what_was_just_named() -> None:
    text = "They met on March 12, 2016. The same day they signed. The next day they left. A week later it failed."
    assert values(text) == ["2016-03-12", "2016-03-12", "2016-03-13", "2016-W11"]


def test_each_end_of_a_range_is_an_expression() -> None:
    text = "They meet on September 14-15 in Astana."
    assert found(text) == [("September 14", "DATE", "2017-09-14"), ("15", "DATE", "2017-09-15")]
    assert values("It fell between 2014 and 2016.") == ["2014", "2016"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("They talked for three years.", "DURATION", "P3Y"),
        ("after the past three years", "DURATION", "P3Y"),
        ("after a 16-hour flight", "DURATION", "PT16H"),
        ("within 24 hours", "DURATION", "PT24H"),
        ("for two months", "DURATION", "P2M"),
        ("for several years", "DURATION", "PXY"),
        ("for half an hour", "DURATION", "PT30M"),
        ("for twenty-five days", "DURATION", "P25D"),
        ("They meet every day.", "SET", "P1D"),
        ("They meet every two weeks.", "SET", "P2W"),
        ("They meet every Friday.", "SET", "XXXX-WXX-5"),
        ("They meet annually.", "SET", "P1Y"),
        ("They now agree.", "DATE", "PRESENT_REF"),
        ("They recently agreed.", "DATE", "PAST_REF"),
        ("They will agree in the future.", "DATE", "FUTURE_REF"),
    ],
)
def test_durations_sets_and_vague_references(text: str, kind: str, value: str) -> None:
    assert [each[1:] for each in found(text, None)] == [(kind, value)]


def test_a_time_of_the_clock_takes_the_day_beside_it() -> None:
    assert values("It struck at about 10:35 a.m. (0735 GMT) Tuesday.")[0] == "2017-09-05T10:35"
    assert values("On Monday they met. The blast came at 9 p.m.") == ["2017-09-04", "2017-09-04T21:00"]
    assert values("It struck at noon.", None) == ["XXXX-XX-XXT12:00"]


@pytest.mark.parametrize(
    "text",
    [
        "About 2,000 people marched.", "Some 1998 people marched.", "Flight 2001 was late.", "He is three years old.",
        "A 44-year-old man was freed.", "Brigade 137 and Resolution 1973 were named.", "They may march on Rome.",
        "The Sunday Times and 60 Minutes reported it.", "It cost $1999 or 1,999.50 euros.", "See http://a.b/2017/12.",
    ],
)  # fmt: skip
def test_numbers_and_names_that_are_no_times(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on September 5.", ["XXXX-09-05"]),
        ("They met in September.", ["XXXX-09"]),
        ("They met on Tuesday.", ["XXXX-WXX-2"]),
        ("They met yesterday.", ["PAST_REF"]),
        ("They met two years ago.", ["PAST_REF"]),
        ("They met the next day.", ["FUTURE_REF"]),
    ],
)
def test_no_date_is_invented_without_publication(text: str, expected: list[str]) -> None:
    assert values(text, None) == values(text, "2017-02-31") == expected


def test_the_dateline_is_the_day_of_writing() -> None:
    text = "BRUSSELS, February 9 (Agency) -- The envoys left yesterday."
    assert values(text, "1999-02-10") == ["1999-02-09", "1999-02-08"]


_PIECES = (
    "the last next two several years days Tuesday morning Sept. May 14-15 2017 1990s every ago since Easter 9 a.m. at "
    "of quarter first summer week later earlier to and 10:30 31 now that"
)
_TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(sorted(_PIECES.split())), max_size=25).map(" ".join),
    st.text(alphabet=string.digits + " -/:.,'’\nTUQWst", max_size=60),
)
_DAYS = st.one_of(st.none(), st.dates().map(str))


@settings(max_examples=300, deadline=None)
@given(_TEXTS, _DAYS)
def test_any_text_gives_ordered_spans_inside_it(text: str, published: str | None) -> None:
    end = 0
    for each in find_times(text, published):
        assert end <= each.start < each.end <= len(text)
        assert each.text == text[each.start : each.end]
        assert each.value
        end = each.end


@settings(max_examples=100, deadline=None)
@given(_TEXTS, _DAYS, _TEXTS)
def test_another_paragraph_changes_nothing_before_it(text: str, published: str | None, more: str) -> None:
    alone = find_times(f"{text}.\n\nThe end.\n\n", published)
    longer = find_times(f"{text}.\n\nThe end.\n\n{more}", published)
    assert longer[: len(alone)] == alone


def test_a_time_of_the_clock_finds_no_day_in_the_next_paragraph() -> None:
    assert values("It struck at 0:00.\n\nEaster fell in April.", "2000-01-01")[0] == "2000-01-01T00:00"


def test_a_long_line_takes_linear_time() -> None:
    piece = "the last two several years of Tuesday 14 September 14 and 2017 a first of the early "
    times = []
    for count in (300, 3000):
        started = time.perf_counter()
        find_times(piece * count, PUBLISHED)
        times.append(time.perf_counter() - started)
    assert times[1] < 40 * times[0]


@pytest.mark.skipif(not GOLD.is_dir(), reason="the development gold is not beside this checkout")
def test_on_the_development_gold_most_values_are_right() -> None:
    right = predicted = wanted = 0
    golds = {(row := json.loads(line))["id"]: row["times"] for line in (GOLD / "timex.gold.jsonl").open()}
    for line in (GOLD / "timex.in.jsonl").open():
        row = json.loads(line)
        times = find_times(row["text"], row["published"])
        predicted, wanted = predicted + len(times), wanted + len(golds[row["id"]])
        for gold in golds[row["id"]]:
            right += any(
                gold["start"] < each.end and each.start < gold["end"] and each.value == gold["value"] for each in times
            )
    assert 2 * right / (predicted + wanted) > 0.74
