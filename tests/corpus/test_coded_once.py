"""The same text is coded once; what is made of it is what coding gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import made_coder
import msgspec
import pytest
from made_coder import MadeCoder, line
from shared import kg, lines

from kg.corpus import once
from kg.corpus.coding import batches, here
from kg.corpus.corpus import reading
from kg.corpus.once import OnceEach
from kg.model import Article, ArticleRecord
from kg.pipeline import Coder

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "articles").glob("*.txt"))
TEXTS = [file.read_text("utf-8") for file in (SAMPLES[0], SAMPLES[-1])]


class Counting:
    """A coder that notes what it is asked to code."""

    def __init__(self, coder: Coder | MadeCoder) -> None:
        self.coder = coder
        self.signature = coder.signature
        self.asked: list[str] = []

    def code(self, articles: Iterable[Article]) -> Iterator[ArticleRecord]:
        chosen = list(articles)
        self.asked += [article.id for article in chosen]
        yield from self.coder.code(chosen)


def article(name: str, text: int = 0, published: str | None = "2017-09-06", title: str | None = None) -> Article:
    return Article(
        id=name, text=TEXTS[text], published=published, title=title, source=f"Paper {name}", url=f"https://{name}.org/1"
    )


def test_copies_give_the_bytes_that_coding_them_gives(coder: Coder) -> None:
    first = [article("a"), article("b", 1), article("c"), article("d", 0, "2017-09-07"), article("e", 1, None)]
    second = [article("f", 1), article("g"), article("h", 0, title="Talks in Tehran"), article("a")]
    second.append(msgspec.structs.replace(second[-1], source="Another paper"))
    counting = Counting(coder)
    coding = here(counting)
    answers = [answer for each in coding.answers([first, second]) for answer in each]
    assert counting.asked == ["a", "b", "d", "e", "h"]
    alone = [msgspec.json.encode(record) for each in (*first, *second) for record in coder.code([each])]
    assert [answer.record for answer in answers] == alone
    assert sum(answer.events for answer in answers) > 5
    assert [answer.digest for answer in answers] == [coder.digest(each) for each in (*first, *second)]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [msgspec.convert(line(f"{at}", "2017-09-05", _event(at % 20)), Article) for at in range(60)]
    counting = Counting(MadeCoder())
    size = len(once._encode(next(iter(MadeCoder().code(articles[:1])))))
    monkeypatch.setattr(once, "REMEMBERED", 5 * size)
    coder = OnceEach(counting)
    for each in articles:
        assert list(coder.code([each])) == list(MadeCoder().code([each]))
        assert coder._size == sum(map(len, coder._known.values())) <= 5 * size
    assert len(counting.asked) == 60
    assert list(coder.code(articles[-3:])) == list(MadeCoder().code(articles[-3:]))
    assert len(counting.asked) == 60


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_of_copies_keeps_the_records_of_coding_each(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli_coding._coder", made_coder.MadeCoder)
    told = [line(f"{at}", "2017-09-05", _event(at % 3)) for at in range(12)]
    result = kg("build", lines(Path("articles.jsonl"), told), "--store", "kg.db", "--workers", workers)
    assert result.exit_code == 0, result.stderr
    with reading(Path("kg.corpus")) as corpus:
        kept = {record.id: record for record in corpus.shards.records(corpus.manifest.ids())}
    coded = MadeCoder().code(msgspec.convert(told, list[Article]))
    assert kept == {record.id: record for record in coded}


def test_what_the_coder_raises_is_raised_and_others_are_coded() -> None:
    good = msgspec.convert(line("good", "2017-09-05", _event(1)), Article)
    bad = [Article(id=name, text="no events") for name in ("bad", "worse")]
    (answers,) = here(MadeCoder()).answers(batches([good, *bad]))
    assert [one.record is not None for one in answers] == [True, False, False]
    assert all("the coder failed" in one.reason for one in answers[1:])


def _event(number: int) -> dict[str, str]:
    return {"source": f"Ivan {'ABCDEFGHIJKLMNOPQRST'[number]}erov", "verb": "met", "target": "Turkey"}
