from __future__ import annotations

import pytest
from world import RECORDS

from kg.errors import UsageError
from kg.graph.store import Store
from kg.reports.entities import names_of, resolve
from kg.reports.parameters import Parameter, ParameterType


def ask(store: Store, kind: ParameterType, words: str, default: str = "") -> list[str]:
    ids, _ = resolve([Parameter("it", kind, default, "")], {"it": words}, store)
    return list(ids["it"])


@pytest.fixture
def filled(store: Store) -> Store:
    store.load(RECORDS)
    return store


def test_names_as_people_write_them(filled: Store) -> None:
    for words in ("Ali Shamkhani", "ali shamkhânî", "SHAMKHANI", "shamkh", "person:ali-shamkhani", "  Ali  "):
        assert ask(filled, "actor", words) == ["person:ali-shamkhani"]
    for words in ("United States", "USA", "us", "America", "U.S.", "united"):
        assert ask(filled, "actor", words) == ["actor:united-states"]
    for words in ("Dayr al-Zawr", "dayr", "170592"):
        assert ask(filled, "place", words) == ["170592"]
    assert ask(filled, "place", "Teheran") == ["112931"]
    assert ask(filled, "place", "IRN") == ["country:IRN"]
    assert ask(filled, "country", "islamic republic of iran") == ask(filled, "country", "irn") == ["IRN"]


def test_nothing_is_any_or_the_busiest(filled: Store) -> None:
    assert ask(filled, "actor", "") == ask(filled, "country", " ") == []
    assert ask(filled, "actor", "", "*") == ask(filled, "actor", "*") == ["actor:iran"]
    assert ask(filled, "actor", "", "*person") == ["person:alexander-lavrentiev"]
    assert ask(filled, "actor", "*ship") == ["actor:iran"]
    assert ask(filled, "place", "*") == ["170592"]
    pair = [Parameter(name, "actor", "*", "") for name in ("one", "other")]
    ids, shown = resolve(pair, {"one": "Peña", "other": ""}, filled)
    assert ids["other"] == ["person:jo-q-oneil-x-y-actor-1-1"]
    assert shown["one"] == "Maria Peña"
    with pytest.raises(UsageError, match="parameter other: that is pena again; name another actor"):
        resolve(pair, {"one": "Peña", "other": "pena"}, filled)


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("actor", "shamkani", "parameter it: no actor 'shamkani' in this graph; did you mean Ali Shamkhani?"),
        ("actor", "qqqq", "parameter it: no actor 'qqqq' in this graph; no actor here has a name like it"),
        ("place", "Teheran City", "parameter it: no place 'Teheran City' in this graph; did you mean Tehran"),
        ("country", "Irann", "parameter it: no country 'Irann'; did you mean Iran"),
        ("country", "Q1", "parameter it: no country 'Q1'; write its name or ISO 3166 alpha-3 code"),
    ],
)
def test_who_is_not_there_is_answered_with_who_is_near(
    filled: Store, kind: ParameterType, words: str, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        ask(filled, kind, words)
    assert str(refused.value).startswith(said)


def test_a_name_that_means_too_many_is_refused(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.reports.entities.MOST", 1)
    with pytest.raises(UsageError, match=r"'a' may mean any of \d actors, Alexander Lavrentiev, .*; say more"):
        ask(filled, "actor", "a")


def test_names_are_read_anew_when_the_graph_is_another(store: Store) -> None:
    store.load(RECORDS[:1])
    assert names_of(store, "actor") is names_of(store, "actor")
    before = len(names_of(store, "actor").entries)
    store.load(RECORDS)
    assert len(names_of(store, "actor").entries) > before


def test_an_empty_graph_has_nobody(store: Store) -> None:
    store.prepare()
    assert ask(store, "actor", "", "*") == ask(store, "place", "*") == []
    with pytest.raises(UsageError, match="no actor 'Iran' in this graph"):
        ask(store, "actor", "Iran")
