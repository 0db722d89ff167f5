from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from made_events import MET, QUIET, Repeating, event, record
from shared import kg

from kg.errors import DataError
from kg.evaluation.evaluation import Evaluation, Measure, evaluate, measured, of_judged, with_floors
from kg.evaluation.sentences import judge
from kg.train.articles import read_articles

ARTICLE = """\
= envoys 2020-06-15
@1 Iran; state; IRN
@2 Iraq; state; IRQ
{@1,s1 Iran} {e1:CONSULT.040 met} {@2,t1 Iraq} in {p1 Baghdad}.
> e1 2020-06-14; Baghdad
{@1,s1 It} {e1:REQUEST.104 urged} {@2,t1 Baghdad} to act.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "# Two sentences\n{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} and {t1 Syria} on Monday.\n\nOil was dearer.\n"
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "floors.json").write_text('{"type": 1.0, "source": 0.2}')
    return tmp_path


def test_a_folder_is_scored_against_its_floors(folder: Path) -> None:
    coder = Repeating({MET.text: record(event(MET.text, "met", "AID", source="Iran")), QUIET.text: record()})
    found = evaluate(coder, folder)  # type: ignore[arg-type]
    scores = found.scores
    assert (scores["type"].f1, scores["type"].floor, scores["type"].holds) == (0.0, 1.0, False)
    assert (scores["source"].f1, scores["source"].holds) == (1.0, True)
    assert (scores["trigger"].f1, scores["trigger"].floor) == (1.0, None)
    assert (found.low(), found.sentences, found.coder, found.articles) == (["type"], 2, "repeating", {})
    assert [each.number for each in found.errors] == [1]


@pytest.mark.parametrize("content", [None, "{s1 Iran {e1:CONSULT.040 met.\n"])
def test_a_folder_that_cannot_be_scored(content: str | None, tmp_path: Path) -> None:
    if content:
        (tmp_path / "a.txt").write_text(content)
    with pytest.raises(DataError):
        evaluate(Repeating({}), tmp_path)  # type: ignore[arg-type]


def test_articles_that_cannot_be_scored(folder: Path) -> None:
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text(ARTICLE.replace("@2 Iraq", "@3 Iraq"))
    with pytest.raises(DataError, match=r"a\.txt:4: @2 is not named"):
        evaluate(Repeating({}), folder)  # type: ignore[arg-type]


def test_the_measures_of_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (article,), _ = read_articles([tmp_path / "a.txt"])
    coded = record(event(article.text, "met", source="Iran", targets=["Iraq"], place="Baghdad"))
    found = measured([(article, coded)], [])
    assert found["articles found"] == Measure(0.5, None, 1, 2)
    assert found["articles actors"] == Measure(1.0, None, 2, 2)
    assert found["articles place"] == Measure(1.0, None, 1, 1)
    assert found["articles date"] == Measure(0.0, None, 0, 1)
    assert {"articles MUC", "articles B-cubed", "articles CEAF-e", "articles CoNLL"} < found.keys()


def test_articles_have_floors_of_their_own() -> None:
    whole = of_judged([judge(QUIET, record())], {"articles actors": Measure(0.6)}, "")
    held = with_floors(whole, {"articles actors": 0.6, "quiet": 1.0})
    assert (held.low(), held.articles["articles actors"].floor) == ([], 0.6)
    assert with_floors(whole, {"articles actors": 0.61}).low() == ["articles actors"]


def test_a_floor_under_nothing_is_an_error(folder: Path) -> None:
    whole = of_judged([], {}, "")
    with pytest.raises(DataError, match="articles actors, type is not measured"):
        with_floors(whole, {"type": 0.5, "articles actors": 0.5})
    (folder / "floors.json").write_text('{"type": "high"}')
    with pytest.raises(DataError, match=r"floors\.json cannot be read"):
        evaluate(Repeating({MET.text: record(), QUIET.text: record()}), folder)  # type: ignore[arg-type]


def test_it_is_the_same_after_json() -> None:
    found = [record(event(MET.text, "Monday")), record(event(MET.text, "met"))]
    whole = of_judged([judge(MET, each) for each in found], {"articles actors": Measure(0.6)}, "v")
    assert msgspec.json.decode(msgspec.json.encode(whole), type=Evaluation) == whole


@pytest.mark.usefixtures("loaded_once")
def test_the_command_fails_under_a_floor_and_shows_all(folder: Path, tmp_path: Path) -> None:
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text(ARTICLE)
    page = tmp_path / "page.html"
    told = kg("eval", "--gold", folder, "--json", "--html", page)
    found = msgspec.json.decode(told.stdout, type=Evaluation)
    assert set(found.scores) == {"trigger", "type", "source", "target", "modality", "quiet"}
    assert found.articles["articles found"].there == 2
    assert found.articles["articles CoNLL"].value > 0
    assert told.exit_code == (1 if found.low() else 0)
    assert page.read_text().startswith("<!DOCTYPE html>")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {MET.text: record(event(MET.text, "met", source="Iran")), QUIET.text: record()}
    monkeypatch.setattr("kg.pipeline.Coder", lambda _: Repeating(answers))


@pytest.mark.usefixtures("quick")
def test_a_score_under_its_floor_gives_exit_code_1(folder: Path, tmp_path: Path) -> None:
    assert kg("eval", "--gold", folder).exit_code == 0
    (folder / "floors.json").write_text('{"type": 1.01}')
    for more in ((), ("--by", "type"), ("--json",), ("--html", tmp_path / "page.html")):
        low = kg("eval", "--gold", folder, *more)
        assert (low.exit_code, low.stderr) == (1, "kg: under the floor: type\n")
    assert "under the floor: type" in (tmp_path / "page.html").read_text()


@pytest.mark.usefixtures("quick")
def test_the_tables_on_standard_output(folder: Path) -> None:
    lines = [line.split() for line in kg("eval", "--gold", folder).stdout.splitlines()]
    assert [line[0] for line in lines if line] == [
        "score", "trigger", "type", "source", "target", "modality", "quiet", "measure", "confidence"
    ]  # fmt: skip
    for by, first in {"type": "CONSULT", "modality": "asserted", "slot": "source", "construction": "active"}.items():
        head, row, *_ = kg("eval", "--gold", folder, "--by", by).stdout.splitlines()
        assert (head.split()[0], row.split()[0]) == (by, first)
    assert kg("eval", "--gold", folder, "--by", "mood").exit_code == 2


@pytest.mark.usefixtures("quick")
def test_a_page_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    result = kg("eval", "--gold", folder, "--html", tmp_path / "none" / "page.html")
    assert result.exit_code == 2
    assert "cannot write" in result.stderr


def test_the_command_without_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.Coder", lambda _: Repeating({}))
    result = kg("eval", "--gold", tmp_path)
    assert (result.exit_code, result.stderr) == (2, f"kg: there are no marked sentences in {tmp_path}\n")
