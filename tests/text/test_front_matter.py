from kg.text.front_matter import front_matter


def test_values_and_where_the_article_begins() -> None:
    text = '---\nTitle: "Talks: the next round"\n\npublished : 2024-03-02\n---\nASTANA'
    values, begin = front_matter(text)
    assert values == {"title": "Talks: the next round", "published": "2024-03-02"}
    assert text[begin:] == "ASTANA"


def test_nothing_but_front_matter() -> None:
    assert front_matter("---\nid: a\n---") == ({"id": "a"}, 13)


def test_after_a_byte_order_mark_and_with_windows_line_ends() -> None:
    values, begin = front_matter("\ufeff---\r\nid: a\r\n---\r\nText")
    assert values == {"id": "a"}
    assert begin == 18


def test_what_is_no_front_matter() -> None:
    for text in (
        "",
        "---",
        "---\nNo values here.\n---\n",
        "---- \nid: a\n---\n",
        "---\nid: a\n",
        "Text\n---\nid: a\n---\n",
    ):
        assert front_matter(text) == ({}, 0)


def test_a_rule_far_below_does_not_close_it() -> None:
    assert front_matter("---\n" + "key: value\n" * 60 + "---\n") == ({}, 0)
