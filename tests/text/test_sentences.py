import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import LONGEST, split_sentences
from kg.text.straighten import straighten

TOKENS = st.sampled_from(
    ["Gen.", "U.S.", "He", "said", "no.", "5", '"', ".", "?", "!", "...", "Mr.", "A", "b", ";", " ", "  ", "\n", "("]
)
PROSE = st.one_of(
    st.text(max_size=200), st.lists(TOKENS, max_size=400).map(" ".join), st.lists(TOKENS, max_size=60).map("".join)
)


def split(text: str) -> list[str]:
    plain = straighten(text)
    return [plain[start:end] for start, end in split_sentences(plain, 0, len(plain))]


@given(PROSE, st.integers(0, 5), st.integers(0, 5))
def test_in_order_within_the_paragraph_and_nothing_lost(text: str, before: int, after: int) -> None:
    start, end = before, max(before, len(text) - after)
    spans = list(split_sentences(text, start, end))
    last = start
    for first, stop in spans:
        assert last <= first < stop <= end
        assert text[first:stop] == text[first:stop].strip()
        assert not text[last:first].strip()
        assert text[first:stop].count(" ") <= LONGEST
        last = stop
    assert not text[last:end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Musa met Mr. Koroma and Lt. Col. Bah.",
        "The U.S. Navy left on Jan. 5, he said.",
        "President George W. Bush spoke at 5 p.m. Monday.",
        "It was No. 5 of 12.",
        '"Where are they?" the envoy asked.',
        '"Leave!" Koroma told the crowd.',
        'He said the talks "failed."',
        "St. Petersburg Gov. Olga Berg, D-N.Y., resigned",
        "1. Chad expels the envoy.",
        "The fund paid 3.5 million to Acme Inc. in May.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The army left.", "It came back."],
        ["He lives in the U.S.", "The others left."],
        ['"We go."', "He went."],
        ["They came at 5 p.m.", "Police opened fire."],
        ["“The army left,” he said.", "“It came back.”"],
        ['"We won!"', '"Nobody believes it."'],
        ["Who fired?", "Nobody knows."],
        ["He owns Acme Inc.", '"It is mine," he said.'],
        ["the army left.", "it came back."],
        ["The army left (on Monday).", "It came back."],
    ],
)
def test_two_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == [straighten(sentence) for sentence in sentences]


def test_a_missing_space() -> None:
    assert split("The army left.The rebels stayed.") == ["The army left.", "The rebels stayed."]
    assert split('"We agree."Iran went in 2018.Chad stayed.') == ['"We agree."', "Iran went in 2018.", "Chad stayed."]


def test_capitals_have_the_abbreviations_of_small_letters() -> None:
    assert split("GEN. MUSA MET MR. KOROMA.") == ["GEN. MUSA MET MR. KOROMA."]
    assert split("THE ARMY LEFT. IT CAME BACK.") == ["THE ARMY LEFT.", "IT CAME BACK."]


def test_a_very_long_sentence_is_cut_at_semicolons() -> None:
    clause = "the army left the town and the rebels took the road"
    pieces = split("; ".join([clause] * 150))
    assert all(len(piece.split()) <= LONGEST and piece.endswith((";", "road")) for piece in pieces)
    assert " ".join(pieces) == "; ".join([clause] * 150)


@pytest.mark.parametrize("unit", [".", ". ", "a ", "A. ", '" ', '." ', "?", "... ", "a; ", "U.S. ", ". (", ' "A'])
def test_time_is_linear(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begin = time.process_time()
    assert sum(end - start for start, end in split_sentences(text, 0, len(text))) > 0
    assert time.process_time() - begin < 20
