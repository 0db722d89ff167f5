import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.clean import CleanText, clean

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "shamkhani-lavrentiev.txt"

PARAGRAPH = (
    "The two ministers met on Monday in the capital and spoke for three hours about the border, the prisoners and the "
    "road that both armies have closed since last spring."
)
LINES = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "TEHRAN, Sept 5 (IRNA) - ",
        PARAGRAPH,
        "Talks go on",
        "Dow17 56.23 41.89%",
        "By Jane Roe",
        "---",
        "id: a",
        "x",
    ]
)


def kinds(cleaned: CleanText) -> list[str]:
    return [block.kind for block in cleaned.blocks]


def body(cleaned: CleanText) -> list[str]:
    return [cleaned.text[block.start : block.end] for block in cleaned.body]


@given(
    st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=40))).map("\n".join)),
    st.text(max_size=5) | st.none(),
)
def test_same_length_and_blocks_in_order(text: str, title: str | None) -> None:
    cleaned = clean(text, title)
    assert len(cleaned.text) == len(text)
    last = 0
    for block in cleaned.blocks:
        assert last <= block.start < block.end <= len(text)
        assert cleaned.text[block.start : block.end].strip()
        last = block.end
    if cleaned.dateline is not None:
        assert all(cleaned.dateline.end <= block.start or block.end <= cleaned.dateline.start for block in cleaned.body)


@given(st.lists(LINES).map("\n".join))
def test_every_letter_is_in_a_block(text: str) -> None:
    cleaned = clean(text)
    inside = "".join(cleaned.text[block.start : block.end] for block in cleaned.blocks)
    outside = len(cleaned.text.replace(" ", "").replace("\n", "")) - len(inside.replace(" ", "").replace("\n", ""))
    assert outside == 0


def test_a_bare_sentence_is_body_however_it_is_written() -> None:
    for sentence in (
        "Chad expelled the envoy.",
        "chad expelled the envoy",
        "Chad Expels Envoy After Row",
        "FILE - In this photo Chad's leader meets the envoy.",
        "He vowed to",
        "By Monday the envoy had left",
    ):
        assert body(clean(sentence)) == [sentence]


def test_subheadings_tags_tickers_and_bylines_are_not_body() -> None:
    text = (
        "By Jane Roe\n\nFTSE100 7,300.1 +0.4%\nDAX30 12,100 -0.2%\n\nOUAGADOUGOU (AFP) - "
        + PARAGRAPH
        + "\n\nTalks to go on\n\n"
        + PARAGRAPH
        + "\n\nReporting by Jane Roe\n\nRead more: The road is closed\n\nBurkina Faso Mali border-talks\n"
    )
    cleaned = clean(text)
    assert kinds(cleaned) == [
        "byline",
        "ticker",
        "ticker",
        "dateline",
        "body",
        "heading",
        "body",
        "byline",
        "related",
        "tags",
    ]
    assert body(cleaned) == [PARAGRAPH, PARAGRAPH]
    assert cleaned.dateline is not None
    assert cleaned.dateline.place is not None
    assert text[slice(*cleaned.dateline.place)] == "OUAGADOUGOU"


def test_a_headline_above_the_text_is_a_heading_and_a_list_within_it_is_body() -> None:
    days = "Monday: the road opens\n\nTuesday: the road closes"
    text = f"Ministers meet in the capital\n\n{PARAGRAPH}\n\n{days}\n\n{PARAGRAPH}"
    assert kinds(clean(text)) == ["heading", "body", "body", "body", "body"]


def test_a_cut_off_last_paragraph_is_body() -> None:
    assert kinds(clean(f"{PARAGRAPH}\n\nThe minister said that the prisoners")) == ["body", "body"]


def test_lines_broken_at_a_width_are_one_paragraph_and_indentation_starts_one() -> None:
    wrapped = (
        "   The two ministers met on Monday in the capital and spoke for\n"
        "three hours about the border, the prisoners and the road that both\n"
        "armies have closed since last spring.\n"
        "   A communique is expected on Tuesday, an aide to the Sudanese\n"
        "minister said.\n"
    )
    assert [" ".join(paragraph.split()) for paragraph in body(clean(wrapped))] == [
        PARAGRAPH,
        "A communique is expected on Tuesday, an aide to the Sudanese minister said.",
    ]


def test_a_paragraph_a_line() -> None:
    assert body(clean(f"{PARAGRAPH}\n{PARAGRAPH}\nTalks to go on\n{PARAGRAPH}")) == [PARAGRAPH] * 3


def test_the_dateline_of_a_text_that_begins_with_its_title() -> None:
    text = "Ministers meet. BANJUL, Gambia (AP) - The road is open. It was closed."
    cleaned = clean(text, "Ministers meet")
    assert body(cleaned) == ["Ministers meet.", "The road is open. It was closed."]
    assert cleaned.dateline is not None
    assert cleaned.dateline.place is not None
    assert text[slice(*cleaned.dateline.place)] == "BANJUL, Gambia"


def test_a_dateline_that_is_a_paragraph_of_its_own() -> None:
    text = f"\n\nBANJUL, Gambia (AP) _\n\n{PARAGRAPH}\n"
    cleaned = clean(text)
    assert kinds(cleaned) == ["dateline", "body"]
    assert cleaned.dateline is not None
    assert text[cleaned.dateline.start : cleaned.dateline.end] == "BANJUL, Gambia (AP) _"


def test_front_matter_is_blanked() -> None:
    text = "---\ntitle: The envoy\n---\nChad expelled the envoy."
    cleaned = clean(text)
    assert body(cleaned) == ["Chad expelled the envoy."]
    assert cleaned.text == " " * 25 + "Chad expelled the envoy."


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "A",
        "\n",
        "12% ",
        "``",
        "''",
        "â",
        "&amp;",
        "&",
        "x\n",
        "A. ",
        "(AP",
        "- a\n",
        "a: b\n",
        "\n \n",
        "1",
        "1\n",
        "..",
        "“ ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begin = time.process_time()
    assert len(clean(text).text) == len(text)
    assert time.process_time() - begin < 20


@pytest.mark.skipif(not SEED.exists(), reason="the article that the project started from is not beside this checkout")
def test_the_seed_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    cleaned = clean(text)
    outside = {block.kind: text[block.start : block.end] for block in cleaned.blocks if block.kind != "body"}
    assert [kind for kind in kinds(cleaned) if kind == "ticker"] == ["ticker"] * 9
    assert set(outside) == {"ticker", "dateline", "heading", "tags"}
    assert outside["tags"].startswith("ISIS Ali Shamkhani")
    assert len(cleaned.body) == 19
    assert all(paragraph.rstrip('"').endswith((".", '."')) for paragraph in body(cleaned))
    assert cleaned.dateline is not None
    assert cleaned.dateline.place is None
