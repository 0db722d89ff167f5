"""The notation of whole articles: what it reads, what it refuses, and that every article of ours is clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.train.articles import MarkedArticle, Told, read_articles

GOLD = Path(__file__).parents[2] / "data" / "gold"
FILES = [*sorted((GOLD / "train" / "articles").glob("*.txt")), *sorted((GOLD / "test" / "articles").glob("*.txt"))]
VISIT = """# a comment
= qom-visit 2019-04-11
@1 Hassan Rouhani; person; IRN
@2 Iraq; state; IRQ

BAGHDAD -- {@1,s1 Iranian President Hassan Rouhani} {e1:CONSULT.042 visited} {@2,t1,p1 Iraq} on {d1 Monday}.
> e1 2019-04-08; Iraq

{@1,s1 He} {e1:STATEMENT.010 said} {@1+2 the two sides} would meet again.
{@1 His} plane left at noon.
"""


def read(tmp_path: Path, text: str) -> tuple[list[MarkedArticle], list[str]]:
    file = tmp_path / "some.txt"
    file.write_text(text, encoding="utf-8")
    articles, problems = read_articles([file])
    return articles, [f"{problem.line}: {problem.reason}" for problem in problems]


def test_text_actors_mentions_and_what_is_told(tmp_path: Path) -> None:
    ((article,), problems) = read(tmp_path, VISIT)
    assert problems == []
    assert (article.name, article.published) == ("qom-visit", "2019-04-11")
    assert article.text == (
        "BAGHDAD -- Iranian President Hassan Rouhani visited Iraq on Monday.\n\n"
        "He said the two sides would meet again. His plane left at noon."
    )
    assert [(actors, article.text[start:end]) for actors, (start, end) in article.mentions()] == [
        ((1,), "Iranian President Hassan Rouhani"),
        ((2,), "Iraq"),
        ((1,), "He"),
        ((1, 2), "the two sides"),
        ((1,), "His"),
    ]
    assert article.actors[2].country == "IRQ"
    assert [sentence.told for sentence in article.sentences] == [{0: Told("2019-04-08", "Iraq")}, {}, {}]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("= qom-visit 2019-04-11", "= qom visit", "2: a head is"),
        ("@2 Iraq; state; IRQ", "@2 Iraq, state", "4: an actor is"),
        ("@2 Iraq; state; IRQ", "@2 Iraq; planet; IRQ", "4: no kind planet"),
        ("@2 Iraq; state; IRQ", "@1 Iraq; state; IRQ", "4: @1 is named twice"),
        ("{@1 His}", "{@3 His}", "10: @3 is not named in the head"),
        ("> e1 2019-04-08; Iraq", "> e2 2019-04-08; Iraq", "7: the sentence above has no event 2"),
        ("> e1 2019-04-08; Iraq", "> e1 Monday; Iraq", "7: what is told of an event is"),
        ("CONSULT.042", "CONSULT.112", "6: e1:CONSULT.112: 112 is no code of CONSULT"),
    ],
)
def test_every_error_says_where_and_what(tmp_path: Path, old: str, new: str, reason: str) -> None:
    articles, problems = read(tmp_path, VISIT.replace(old, new))
    assert articles == []
    assert len(problems) == 1 and problems[0].startswith(reason)


def test_a_wrong_article_is_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, "= empty 2020-01-01\n" + VISIT + VISIT)
    assert [article.name for article in articles] == ["qom-visit"]
    assert problems == ["1: an article without a sentence", "13: two articles are named qom-visit"]


def test_the_articles_of_ours_are_clean_and_enough() -> None:
    articles, problems = read_articles(FILES)
    assert problems == []
    assert len(articles) >= 300
    for article in articles:
        spans = [span for _, span in article.mentions()]
        assert all(article.text[start:end].strip() == article.text[start:end] != "" for start, end in spans)
