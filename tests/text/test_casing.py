import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.casing import readable_case


def readable(*sentences: str) -> list[str]:
    text = " ".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    plain = readable_case(text, spans)
    return [plain[start:end] for start, end in spans]


@given(st.lists(st.one_of(st.text(min_size=1), st.text("ABCÄİßK'. -", min_size=1)), max_size=5))
def test_never_changes_the_length_or_more_than_case(sentences: list[str]) -> None:
    for before, after in zip(sentences, readable(*sentences), strict=True):
        assert len(before) == len(after)
        assert before.casefold() == after.casefold() or before.lower() == after.lower()


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("THE U.S. AND NATO CONDEMNED IRAN'S ATTACK.", "The U.S. and NATO condemned Iran's attack."),
        ("EX-GENERALS OF THE PKK MET AT THE WHITE HOUSE.", "Ex-generals of the PKK met at the White House."),
        ("Turkey Jails Ex-General Over Coup Bid", "Turkey jails ex-general over coup bid"),
        ("Macron Urges Putin to Withdraw Troops From Ukraine", "Macron urges Putin to withdraw troops from Ukraine"),
    ],
)
def test_examples(given_text: str, expected: str) -> None:
    assert readable(given_text) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The White House Office of Management and Budget rejected the bill.",
        "President Emmanuel Macron met Angela Merkel",
        "NATO.",
        "(Matthew Berry, The Advocate Photo Desk)",
        "The army left the town, and Reuters Saw It Go.",
    ],
)
def test_left_as_they_are(sentence: str) -> None:
    assert readable(sentence) == [sentence]


def test_the_article_itself_says_how_a_word_is_written() -> None:
    assert readable("GEN. BANKS MET THE ABCD LEADER.", "The ABCD said that Banks left.")[0] == (
        "Gen. Banks met the ABCD leader."
    )
