from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.model import Article
from kg.text.document import Document
from kg.text.language import Language, load

SHARED = Path(__file__).parents[2].parent / "shared"
SEED = SHARED / "seed" / "shamkhani-lavrentiev.txt"

TEXT = (
    "LOMÉ, Togo, May 3 (AFP) — President Jean Dupont’s envoy met Gen. Ali Diallo in Accra on Tuesday. "
    "“We agreed,” Diallo said.\n"
    "\n"
    "Talks to go on\n"
    "\n"
    "The envoy    flew to\xa0Abuja on Wednesday."
)


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def check(document: Document) -> None:
    text = document.article.text
    assert len(document.text) == len(text)
    for spans in (document.sentences, document.entities):
        last = 0
        for span in spans:
            assert last <= span.start < span.end <= len(text)
            assert span.text == document.text[span.start : span.end]
            last = span.end
    assert [s.paragraph for s in document.sentences] == sorted(s.paragraph for s in document.sentences)
    if document.dateline is not None and document.sentences:
        assert document.dateline.end <= max(sentence.start for sentence in document.sentences)


def test_sentences_entities_and_dateline(language: Language) -> None:
    (document,) = language.documents([Article(id="a", text=TEXT, published="2022-05-04")])
    check(document)
    assert [(sentence.text, sentence.paragraph) for sentence in document.sentences] == [
        ("President Jean Dupont's envoy met Gen. Ali Diallo in Accra on Tuesday.", 0),
        ('"We agreed," Diallo said.', 0),
        ("The envoy    flew to Abuja on Wednesday.", 1),
    ]
    names = {(TEXT[entity.start : entity.end], entity.label) for entity in document.entities}
    assert {("Jean Dupont", "PERSON"), ("Diallo", "PERSON"), ("Abuja", "GPE"), ("Tuesday", "DATE")} <= names
    assert document.dateline is not None
    assert document.dateline.place is not None
    assert document.dateline.date is not None
    assert TEXT[slice(*document.dateline.place)] == "LOMÉ, Togo"
    assert TEXT[slice(*document.dateline.date)] == "May 3"
    assert document.published == "2022-05-04"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.one_of(st.text(max_size=80), st.sampled_from([TEXT, "", "\n\n", TEXT.replace(" ", "\n")])), max_size=4
    )
)
def test_any_text_and_order_kept(language: Language, texts: list[str]) -> None:
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    documents = list(language.documents(articles))
    assert [document.article for document in documents] == articles
    for document in documents:
        check(document)


def test_streams(language: Language) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Article]:
        while True:
            taken.append(1)
            yield Article(id=str(len(taken)), text="Chad expelled the envoy." + " " * 100_000)

    documents = language.documents(endless())
    assert next(documents).article.id == "1"
    assert len(taken) < 10


def test_a_long_line_without_a_stop(language: Language) -> None:
    text = "Chad expelled the envoy of Mali and " * 6_000
    (document,) = language.documents([Article(id="a", text=text)])
    check(document)
    assert sum(len(sentence.text.split()) for sentence in document.sentences) == len(text.split())
    assert sum(entity.text == "Mali" for entity in document.entities) > 5_000


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(DataError, match="no_such_model"):
        load("no_such_model")


@pytest.mark.skipif(not SEED.exists(), reason="the article that the project started from is not beside this checkout")
def test_the_seed_article(language: Language) -> None:
    (document,) = language.documents(
        [Article(id="seed", text=SEED.read_text(encoding="utf-8"), published="2017-09-06")]
    )
    check(document)
    assert len(document.sentences) == 20
    labels = {entity.text: entity.label for entity in document.entities}
    assert labels["Lavrentiev"] == labels["Shamkhani"] == "PERSON"
    assert labels["Dayr al-Zawr"] == "GPE"
    assert "ISIS" not in labels
