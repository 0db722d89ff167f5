from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.reports.parameters import Parameter, ValueType, assignments, bind, guess, parse, unknown

PARAMETERS = (
    Parameter("actor", "string", "", "who"),
    Parameter("types", "strings", ["ACCUSE"], "which"),
    Parameter("top", "integer", 10, "how many"),
    Parameter("share", "number", 0.5, "how much"),
    Parameter("all", "boolean", False, "everything"),
    Parameter("since", "date", None, "from when"),
)


@pytest.mark.parametrize(
    ("text", "value_type", "value"),
    [
        ("  a, b ", "string", "  a, b "),
        ("", "string", ""),
        (" ACCUSE,, ASSAULT ", "strings", ["ACCUSE", "ASSAULT"]),
        ("", "strings", []),
        ("-3", "integer", -3),
        ("2.5", "number", 2.5),
        ("True", "boolean", True),
        ("2017-09-05", "date", date(2017, 9, 5)),
        (" ", "date", None),
    ],
)
def test_parse(text: str, value_type: ValueType, value: object) -> None:
    assert parse(text, value_type) == value
    assert type(parse(text, value_type)) is type(value)


@pytest.mark.parametrize(
    ("text", "value_type"),
    [
        ("", "integer"), ("2.5", "integer"), ("9223372036854775808", "integer"), ("nan", "number"), ("inf", "number"),
        ("1e999", "number"), ("yes", "boolean"), ("2017-9-5", "date"), ("2017-02-30", "date"), ("20170905", "date"),
        ("２０１７-09-05", "date"), ("2017-09-05T10:00", "date"), ("9" * 5000, "integer"),
    ],
)  # fmt: skip
def test_what_is_not_of_the_type_is_refused_with_what_is_allowed(text: str, value_type: ValueType) -> None:
    with pytest.raises(ValueError, match="takes"):
        parse(text, value_type)


@given(st.dates(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False))
def test_values_written_out_are_read_back(day: date, whole: int, number: float) -> None:
    assert parse(day.isoformat(), "date") == day
    assert parse(str(whole), "integer") == whole
    assert parse(repr(number), "number") == number


def test_bind_fills_in_defaults() -> None:
    values = bind(PARAMETERS, {"since": "2017-09-05", "top": 3})
    assert values == {
        "actor": "", "types": ["ACCUSE"], "top": 3, "share": 0.5, "all": False, "since": date(2017, 9, 5),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({"actr": "x"}, "no parameter 'actr'; did you mean actor\\? There is: actor, all, share, since, top, types"),
        ({"since": "yesterday"}, "parameter since takes a date as YYYY-MM-DD, or nothing, not 'yesterday'"),
        ({"top": True}, "parameter top takes a whole number, not True"),
        ({"types": ["a", 1]}, "parameter types takes words"),
        ({"actor": None}, "parameter actor takes any text"),
        ({"actor": "\udcff"}, "parameter actor is not valid UTF-8 text"),
    ],
)
def test_bind_refuses(given_values: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        bind(PARAMETERS, given_values)


def test_assignments() -> None:
    assert assignments(["actor=a=b", " since = 2017-09-05"]) == {"actor": "a=b", "since": " 2017-09-05"}
    for wrong in (["actor"], ["=x"], ["a=1", "a=2"]):
        with pytest.raises(UsageError):
            assignments(wrong)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3), ("2.5", 2.5), ("true", True), ("null", None), ('["a", 1]', ["a", 1]), ('"3"', "3"), ("", ""),
        ("2017-09-05", date(2017, 9, 5)), ("2017-02-30", "2017-02-30"), ("Iran", "Iran"), ("NaN", "NaN"),
        ("[" * 100_000, "[" * 100_000), ('{"a": {"b": 1}}', {"a": {"b": 1}}),
    ],
)  # fmt: skip
def test_guess(text: str, value: object) -> None:
    assert guess(text) == value
    assert type(guess(text)) is type(value)


@pytest.mark.parametrize("text", ["9223372036854775808", "[1e999]", '{"a": 9223372036854775808}', "\udcff"])
def test_guess_refuses_what_no_store_takes(text: str) -> None:
    with pytest.raises(UsageError):
        guess(text)


def test_unknown_names_what_is_near_and_what_there_is() -> None:
    names = ["meetings", "who-met-whom"]
    assert unknown("report", "meetnigs", names).startswith("no report 'meetnigs'; did you mean meetings? There is: ")
    assert "did you mean who-met-whom?" in unknown("report", "MET", names)
    assert unknown("report", "zzz", names) == "no report 'zzz'. There is: meetings, who-met-whom"
    assert unknown("parameter", "x", []) == "no parameter 'x'. There is no parameter here"
