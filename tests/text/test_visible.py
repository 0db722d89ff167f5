import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.text.visible import visible

PIECES = st.sampled_from(
    ["\u00ad", "\u200b", "&amp;", "&amp;amp;", "&#8217;", "&nbsp;", "&UR;", "&", "a", " ", "&shy;"]
)
ANY_TEXT = st.lists(st.one_of(PIECES, st.text(max_size=5))).map("".join)


@given(ANY_TEXT)
def test_every_visible_character_leads_back_to_the_one_it_came_from(text: str) -> None:
    article, way = visible(Article(id="a", text=text))
    if way is None:
        assert article.text == text
        return
    last = 0
    for position, character in enumerate(article.text):
        start, end = way.start(position), way.end(position + 1)
        assert last <= start < end <= len(text)
        assert text[start:end] == character or text[start] == "&"
        last = end


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Rus\u00adsia&shy;n", "Russian"),
        ("AT&amp;T, AT&amp;amp;T", "AT&T, AT&T"),
        ("Iran&#39;s&nbsp;envoy", "Iran's\u00a0envoy"),
        ("\ufeffGa\u200bza", "Gaza"),
        ("nothing & nobody &UR; &c", "nothing & nobody &UR; &c"),
    ],
)
def test_examples(given_text: str, expected: str) -> None:
    assert visible(Article(id="a", text=given_text))[0].text == expected


def test_plain_text_is_the_same_object() -> None:
    article = Article(id="a", text="Iran’s envoy", title="Envoy")
    assert visible(article) == (article, None)
    assert visible(article)[0] is article
