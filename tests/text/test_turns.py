from kg.text.clean import clean


def body(text: str) -> list[tuple[str, str | None]]:
    found = clean(text)
    return [(found.text[b.start : b.end], b.speaker and text[slice(*b.speaker)]) for b in found.body]


def test_turns_and_who_has_the_floor() -> None:
    text = "ANNA BERG: Who fired first?\nPAUL ROY (through interpreter): The army fired.\n\nIt was late.\nBERG: Thanks."
    assert body(text) == [
        ("Who fired first?", "ANNA BERG"),
        ("The army fired.", "PAUL ROY"),
        ("It was late.", "PAUL ROY"),
        ("Thanks.", "BERG"),
    ]


def test_questions_and_answers_on_one_line() -> None:
    assert body("Q. Will they go? A. They went on Monday. Q. Why? A. Nobody knows.") == [
        ("Will they go?", None),
        ("They went on Monday.", None),
        ("Why?", None),
        ("Nobody knows.", None),
    ]


def test_a_colon_alone_is_no_turn() -> None:
    for text in ("UPDATE: The army left the town on Monday.", "He said this: The army left the town."):
        assert all(speaker is None for _, speaker in body(text))


def test_items_are_parted_where_lines_ran_together() -> None:
    text = "The week: • Iran arrested three tourists • France summoned the envoy."
    assert [words for words, _ in body(text)] == [
        "The week:",
        "• Iran arrested three tourists",
        "• France summoned the envoy.",
    ]
    numbered = "1) Israel bombed Gaza on Friday\n2) Hamas fired rockets at Israel."
    assert [words for words, _ in body(numbered)] == [
        "1) Israel bombed Gaza on Friday",
        "2) Hamas fired rockets at Israel.",
    ]


def test_one_hyphen_before_a_capital_is_no_list() -> None:
    text = "The deal was signed by all the parties in Accra\n- Ghana among them - and sent to London for approval."
    assert len(body(text)) == len(body(text.replace("- G", "G")))
