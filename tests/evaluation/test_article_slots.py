"""What counts as right in an article: names after coreference, dates and places that the article tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation.articles import Share, article_of, coreference, same_name, slots
from kg.model import Actor, ArticleRecord, Event, Mention, Place, PloverType, Span, When
from kg.text import language
from kg.train.articles import MarkedArticle, read_articles

ARTICLE = """= visit 2019-04-09
@1 Hassan Rouhani; person; IRN
@2 Barham Salih; person; IRQ
{@1 Hassan Rouhani} flew to Baghdad.
{@1,s1 He} {e1:CONSULT.044 met} {@2,t1 the president of Iraq} on Monday.
> e1 2019-04-08; Baghdad
"""


def marked(tmp_path: Path) -> MarkedArticle:
    (tmp_path / "a.txt").write_text(ARTICLE)
    ((article,), problems) = read_articles([tmp_path / "a.txt"])
    assert not problems
    return article


def mention(text: str, words: str, name: str) -> Mention:
    start = text.index(words)
    actor = Actor(id=name, name=name, kind="person")
    return Mention(text=words, start=start, end=start + len(words), actor=actor)


def record(
    text: str, source: str, day: str = "2019-04-08", place: str | None = "Baghdad", kind: PloverType = "CONSULT"
) -> ArticleRecord:
    start = text.index("met")
    event = Event(
        id="e", sentence=Span(text="", start=0, end=0), trigger=Span(text="met", start=start, end=start + 3), type=kind,
        mode=None, cameo="04", quad=1, source=(mention(text, "He", source),),
        target=(mention(text, "the president of Iraq", "Salih"),),
        date=When(start=day, end=day, granularity="day", basis="relative"),
        place=Place(text=place, start=0, end=1, name=place, kind="city") if place else None,
        modality="asserted", speaker=None, confidence=1.0, rule="",
    )  # fmt: skip
    return ArticleRecord(id="visit", published=None, events=(event,))


def test_everything_right(tmp_path: Path) -> None:
    article = marked(tmp_path)
    assert article_of(article).published == "2019-04-09"
    shares = slots([(article, record(article.text, "Hassan Rouhani"))])
    assert shares == {
        "found": Share(1, 1), "type": Share(1, 1), "actors": Share(2, 2), "date": Share(1, 1), "place": Share(1, 1),
        "all": Share(1, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        ({"source": "He"}, "actors"),
        ({"source": "Hassan Rouhani", "day": "2019-04-01"}, "date"),
        ({"source": "Hassan Rouhani", "place": None}, "place"),
        ({"source": "Hassan Rouhani", "kind": "AID"}, "type"),
    ],
)
def test_one_thing_wrong(tmp_path: Path, found: dict[str, str], wrong: str) -> None:
    article = marked(tmp_path)
    shares = slots([(article, record(article.text, **found))])  # type: ignore[arg-type]
    assert {name for name, share in shares.items() if share.right < share.there} == {wrong, "all"}


def test_an_event_that_is_not_found_is_judged_no_further(tmp_path: Path) -> None:
    assert slots([(marked(tmp_path), ArticleRecord(id="visit", published=None))]) == {"found": Share(0, 1)}
    assert Share(0, 0).value == 0


def test_names() -> None:
    assert same_name("Sergei Lavrov", "Lavrov") and same_name("Côte d'Ivoire", "Cote d’Ivoire")
    assert not same_name("Ali Larijani", "Sadeq Larijani") and not same_name("", "")


def test_coreference_of_given_mentions(tmp_path: Path) -> None:
    article = marked(tmp_path)
    documents = list(language.load().documents([article_of(article)]))
    scores = coreference(zip([article], documents, strict=True))
    assert scores["CoNLL"] == pytest.approx(1)
