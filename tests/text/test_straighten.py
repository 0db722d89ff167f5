import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.straighten import straighten

# every character, lone surrogates too, with the pieces that the rules look for well mixed in
PIECES = st.sampled_from(
    ["``", "''", "“", "â€™", "â", "&amp;", "&UR;", "&#8217;", "\r\n", "\r", "\0", "\ud800", " ", "a"]
)
ANY_TEXT = st.lists(st.one_of(st.text(), PIECES, st.characters())).map("".join)


@given(ANY_TEXT)
def test_never_changes_the_length(text: str) -> None:
    assert len(straighten(text)) == len(text)


@given(ANY_TEXT)
def test_result_is_utf8_without_control_characters(text: str) -> None:
    plain = straighten(text)
    plain.encode()
    assert not any(character < " " and character != "\n" for character in plain)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="&'`")))
def test_plain_ascii_stays(text: str) -> None:
    assert straighten(text) == text


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Iran’s “envoy” – in Qom", 'Iran\'s "envoy" - in Qom'),
        ("a good\xa0level", "a good level"),
        ("``We came,'' he said", ' "We came,"  he said'),
        ("one\r\ntwo\rthree\x0cfour", "one \ntwo\nthree\nfour"),
        ("AT&amp;T &UR; &c", "AT&    T      &c"),
        ("to fill it,â he said", 'to fill it," he said'),
        ("Weâ re late", "We 're late"),
        ("Iranâ€™s", "Iran  's"),
        ("co\xadoperate", "co-operate"),
        ("null\0here \ud83d", "null here �"),
        ("the crisis — a long one", "the crisis — a long one"),
    ],
)
def test_examples(given_text: str, expected: str) -> None:
    assert straighten(given_text) == expected
