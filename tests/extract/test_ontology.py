"""The ontology: every code has a type, a name and a value, and broken files are told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import settings
from kg.errors import DataError
from kg.extract import ontology
from kg.model import PloverType


@pytest.mark.parametrize(
    ("cameo", "kind", "quad", "goldstein", "mode"),
    [
        ("010", "STATEMENT", 1, 0.0, None),
        ("036", "AGREE", 1, 4.0, None),
        ("040", "CONSULT", 1, 1.0, "meet"),
        ("0256", "REQUEST", 3, -0.3, "yield"),
        ("1056", "REQUEST", 3, -5.0, "yield"),
        ("092", "ACCUSE", 3, -2.0, "investigate"),
        ("112", "ACCUSE", 3, -2.0, "allege"),
        ("0842", "CONCEDE", 2, 7.0, "return"),
        ("08", "CONCEDE", 2, 5.0, None),
        ("0874", "RETREAT", 2, 10.0, "withdraw"),
        ("1724", "COERCE", 4, -5.0, "martial-law"),
        ("195", "ASSAULT", 4, -10.0, "aerial"),
        ("2042", "ASSAULT", 4, -10.0, "unconventional"),
    ],
)
def test_code(cameo: str, kind: PloverType, quad: int, goldstein: float, mode: str | None) -> None:
    assert ontology.type_of(cameo) == kind
    assert ontology.quad(kind) == quad
    assert ontology.goldstein(cameo) == goldstein
    assert ontology.mode_of(cameo) == mode


def test_a_code_without_a_value_of_its_own_has_its_parents() -> None:
    assert ontology.codes()["176"].goldstein is None
    assert ontology.goldstein("176") == ontology.goldstein("17") == -7.0


def test_every_code_has_a_value_in_range_and_a_name_of_its_own() -> None:
    for code in ontology.codes():
        value = ontology.goldstein(code)
        assert value is not None
        assert -10 <= value <= 10
    names = [entry.name for entry in ontology.codes().values()]
    assert len(names) == len(set(names))


def test_every_root_of_cameo_and_every_quad_class_is_there() -> None:
    assert {code for code in ontology.codes() if len(code) == 2} == {f"{root:02d}" for root in range(1, 21)}
    assert {each.quad for each in ontology.types().values()} == set(ontology.quads()) == {1, 2, 3, 4}


def test_cameo_is_complete() -> None:
    """Codes of three and four digits by root, as the codebook of CAMEO 1.1b3 has them, and ICEWS's 1213 and 1214."""
    codebook = {
        "01": 10, "02": 27, "03": 28, "04": 7, "05": 8, "06": 5, "07": 6, "08": 25, "09": 5, "10": 27, "11": 12,
        "12": 26 + 2, "13": 22, "14": 26, "15": 6, "16": 13, "17": 13, "18": 14, "19": 9, "20": 7,
    }  # fmt: skip
    assert Counter(code[:2] for code in ontology.codes() if len(code) > 2) == codebook


def test_every_code_is_defined_and_has_an_example_of_its_own() -> None:
    entries = ontology.codes()
    assert [code for code, each in entries.items() if len(code) < 4 and not each.definition] == []
    examples = Counter(each.example for code, each in entries.items() if len(code) > 2)
    assert [example for example, n in examples.items() if n > 1] == []
    assert all(each.example.endswith(".") for each in entries.values())


def test_every_type_says_what_it_is_not() -> None:
    for kind in ontology.types().values():
        assert len(kind.borders) >= 4
        assert kind.name not in {border.type for border in kind.borders}


def test_the_crosswalk_goes_both_ways() -> None:
    for code in ontology.codes():
        kind, mode = ontology.type_of(code), ontology.mode_of(code)
        assert code in ontology.codes_of(kind)
        assert code in ontology.codes_of(kind, mode)
    assert ontology.codes_of("CONSULT", "visit") == ["042"]
    assert ontology.codes_of("RETREAT", "withdraw") == ["087", "0872", "0874"]


def test_the_contexts_are_those_of_plover() -> None:
    assert len(ontology.contexts()) == 37  # as many as POLECAT has
    assert {"military", "diplomatic", "human_rights", "cbrn"} <= set(ontology.contexts())


@pytest.mark.parametrize("cameo", ["99", "049", "4", "", "04x"])
def test_what_is_no_code(cameo: str) -> None:
    for ask in (ontology.type_of, ontology.goldstein, ontology.mode_of, ontology.name):
        with pytest.raises(DataError, match="is no CAMEO code"):
            ask(cameo)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of data/ontology that a test may break."""
    for name in ("types.json", "cameo.json"):
        (tmp_path / name).write_bytes(settings.data("ontology", name).read_bytes())
    monkeypatch.setattr(settings, "data", lambda *parts: tmp_path / parts[-1])
    ontology._load.cache_clear()
    yield tmp_path
    ontology._load.cache_clear()


def test_a_missing_file_is_told(files: Path) -> None:
    (files / "cameo.json").unlink()
    with pytest.raises(DataError, match=r"cameo\.json"):
        ontology.types()


@pytest.mark.parametrize(
    ("file", "change", "reason"),
    [
        ("types.json", lambda data: data["types"].pop(), "every event type once"),
        ("types.json", lambda data: data["types"][0].update(quad=7), "no quad class 7"),
        ("types.json", lambda data: data["types"][0].update(codes=[]), "belongs to no event type"),
        ("types.json", lambda data: data["types"][0].pop("example"), "example"),
        (
            "cameo.json",
            lambda data: data["codes"].append({"code": "0999", "name": "x", "example": "x"}),
            "0999 has no parent",
        ),
        ("cameo.json", lambda data: data["codes"][0].update(contexts=["sport"]), "no context sport"),
        ("types.json", lambda data: data["types"][0].pop("not"), "not"),
        ("cameo.json", lambda data: data["codes"][0].update(mode="dance"), "no mode dance"),
        ("cameo.json", lambda data: data["codes"][0].update(goldstein="much"), "goldstein"),
    ],
)
def test_broken_files_are_told(files: Path, file: str, change, reason: str) -> None:  # type: ignore[no-untyped-def]
    data = json.loads((files / file).read_text())
    change(data)
    (files / file).write_text(json.dumps(data))
    with pytest.raises(DataError, match=reason):
        ontology.types()
