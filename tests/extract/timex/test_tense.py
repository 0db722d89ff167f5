from __future__ import annotations

import pytest

from kg.extract.times import find_times

PUBLISHED = "2000-03-15"  # a Wednesday


def values(text: str) -> list[str]:
    return [each.value for each in find_times(text, PUBLISHED)]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy arrives Friday for talks.",
        "The envoy is arriving Friday for talks.",
        "The ultimatum expires Friday.",
        "The report, to be released Friday, says that costs rose.",
        "Officials hope to hold the meeting Friday.",
        "The rebels were driven out; the governor will return Friday.",
        "This Friday there is a fair.",
        "The mill will shut its doors on Friday.",
        "The union plans to cut off the port on Friday.",
    ],
)
def test_what_is_arranged_is_told_in_the_present_too(text: str) -> None:
    assert values(text) == ["2000-03-17"]


@pytest.mark.parametrize(
    "text",
    [
        "On Friday, when she set aside her planned holiday, the ban was lifted.",
        "The report, released Friday, says that costs rose.",
        "A clerk who asked not to be named said on Friday that it was true.",
        "His visits ended Friday.",
        "This Friday the shops were closed by the strike.",
    ],
)
def test_what_is_done_is_told_in_the_past(text: str) -> None:
    assert values(text) == ["2000-03-10"]


def test_this_weekend_is_the_next_one_unless_it_is_told_as_over() -> None:
    assert values("Their trip this weekend is short.") == ["2000-W11-WE"]
    assert values("They travelled north this weekend.") == ["2000-W10-WE"]


@pytest.mark.parametrize(
    "text",
    [
        "The council moved on Tuesday by 40 votes to 12, Friday's papers had reported.",
        "Israel opens the bridge that its army shut on Friday.",
        "They asked for the ban to be lifted in every town of the north, a spokesman said Friday.",
    ],
)
def test_nouns_and_far_words_do_not_make_a_day_a_coming_one(text: str) -> None:
    assert values(text)[-1] == "2000-03-10"
