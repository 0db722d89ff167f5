from __future__ import annotations

import pytest

from kg.extract.times import find_times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Third-quarter exports fell.", ["1999-Q3"]),
        ("Exports will fall in the third quarter.", ["2000-Q3"]),
        ("Aid was cut for this fiscal year.", ["FY2000"]),
        ("Aid was cut in the last fiscal year.", ["FY1999"]),
        ("The 1995-96 famine and the 1999/00 floods", ["1995", "1996", "1999", "2000"]),
        ("Section 1995-98 was repealed in 1998.", ["1998"]),
        ("Rain fell in Jan.-March.", ["2000-01", "2000-03"]),
        ("It beat the year-ago figure.", ["1999"]),
        ("It beat the year-earlier figure.", ["1999"]),
        ("His current deputy resigned.", ["PRESENT_REF"]),
        ("The region's future depends on it.", ["FUTURE_REF"]),
        ("Her future husband and a current account", []),
        ("Sunday Mass was full.", ["2000-03-12"]),
    ],
)
def test_stretches_of_the_calendar(text: str, values: list[str]) -> None:
    assert [each.value for each in find_times(text, "2000-03-15")] == values
