import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.dateline import find_dateline
from kg.text.straighten import straighten


def parts(text: str) -> tuple[str | None, str | None, str] | None:
    """Place, date and the text after the dateline."""
    plain = straighten(text)
    found = find_dateline(plain, 0, len(plain))
    if found is None:
        return None
    return found.place and plain[slice(*found.place)], found.date and plain[slice(*found.date)], plain[found.end :]


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("QUITO, Sept 5 (Andes) - The army left.", "QUITO", "Sept 5"),
        ("LIMA (AP) _ The army left.", "LIMA", None),
        ("LIMA (AP)-- The army left.", "LIMA", None),
        ("MINSK, April 3 /BelTA/. The army left.", "MINSK", "April 3"),
        ("OSLO, 5 March 2022 (NTB). The army left.", "OSLO", "5 March 2022"),
        ("Shiraz, March 15, IRNA - The army left.", "Shiraz", "March 15"),
        ("Tunis/Tripoli: The army left.", "Tunis/Tripoli", None),
        ("Jaipur: The army left.", "Jaipur", None),
        ("Lusaka, Zambia - The army left.", "Lusaka, Zambia", None),
        ("Deir al-Balah, Gaza Strip – The army left.", "Deir al-Balah, Gaza Strip", None),
        ("PORT-AU-PRINCE, Haiti (AP) — The army left.", "PORT-AU-PRINCE, Haiti", None),
        ("GENEVA/NEW YORK (11 March 2020) – The army left.", "GENEVA/NEW YORK", None),
        ("ST. LOUIS -- The army left.", "ST. LOUIS", None),
        ("DALLAS--The army left.", "DALLAS", None),
        ("N'DJAMENA: The army left.", "N'DJAMENA", None),
        ("TARTU, Estonia, Feb. 2 — The army left.", "TARTU, Estonia", "Feb. 2"),
        ("New Delhi [India], March 3 (ANI): The army left.", "New Delhi", "March 3"),
        ("Bamako, April 13 (AFP) The army left.", "Bamako", "April 13"),
        ("TAMPA (AP)  The army left.", "TAMPA", None),
        ("KYIV. March 3 (Interfax) - The army left.", "KYIV", "March 3"),
        ("(Reuters) - The army left.", None, None),
        ("Reuters ACCRA (Reuters) -- The army left.", "ACCRA", None),
        ("EghtesadOnline: The army left.", None, None),
        ("Al Jazeera - The army left.", None, None),
        ("May 1, 2013 -- The army left.", None, "May 1, 2013"),
        ("MALI, Jan 2 (AFP) -\n\nThe army left.", "MALI", "Jan 2"),
    ],
)
def test_styles(text: str, place: str | None, date: str | None) -> None:
    assert parts(text) == (place, date, "The army left.")


@pytest.mark.parametrize(
    "text",
    [
        "The army left.",
        "Mr. Lee (D) said the army left.",
        "U.S. President Barack Obama (C) walks past.",
        "Tunisia - once calm - saw protests.",
        "FILE - In this Sept. 9, 2020, photo the army leaves.",
        "BREAKING: The army left.",
        "Police: The army left.",
        "Iraqi Officials: The army left.",
        "UN: The army left.",
        "The army gave an ultimatum: Leave the city.",
        "By Our Correspondent",
        "March 15, 2019",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert parts(text) is None


def test_a_dateline_that_is_a_paragraph_of_its_own() -> None:
    assert parts("NAIROBI, Kenya (AP) _") == ("NAIROBI, Kenya", None, "")


@given(st.text(alphabet="AaBM. ,-_:()/\n1234Jan\"'", max_size=140), st.text(max_size=20))
def test_offsets_lie_in_the_paragraph(head: str, tail: str) -> None:
    text = head + tail
    found = find_dateline(text, 0, len(text))
    if found is not None:
        assert 0 == found.start < found.end <= len(text)
        for span in (found.place, found.date):
            assert span is None or (0 <= span[0] < span[1] <= found.end and text[span[0] : span[1]].strip())
