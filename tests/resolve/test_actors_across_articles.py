"""Canonical actors: who is one, who is two, who is asked about, and what holds whatever the order."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from told import told

from kg.model import ActorKind
from kg.resolve.actors import block_of, resolve, touched
from kg.resolve.article_actors import ArticleActor
from kg.resolve.decided import fits
from kg.resolve.decisions import Decision, Subject

LAVRENTIEV = [
    told("1", "Alexander Lavrentiev", "RUS", "special envoy on Syria", "2017-09-05"),
    told("2", "Aleksandr Lavrentyev", "RUS", "envoy", "2018-07-19"),
    told("3", "Lavrentyev", "RUS", "envoy", "2018-07-20"),
]
IVANOVS = [
    told("1", "Igor Ivanov", "RUS", "foreign minister", "2000-01-01"),
    told("2", "Igor Ivanov", "UKR", "mayor", "2010-01-01"),
]


def ids(actors: Sequence[ArticleActor], *decisions: Decision) -> list[str]:
    found = resolve(actors, decisions)
    return [found.of[actor.key] for actor in actors]


def test_spellings_and_a_surname_are_one_with_roles_and_their_days() -> None:
    found = resolve(LAVRENTIEV)
    (actor,) = found.actors
    assert actor.id == "person:alexander-lavrentiev"
    assert set(actor.aliases) | {actor.name} == {"Alexander Lavrentiev", "Aleksandr Lavrentyev", "Lavrentyev"}
    envoy = next(held for held in actor.roles if held.role == "envoy")
    assert (envoy.country, envoy.first_seen, envoy.last_seen, envoy.articles) == ("RUS", "2018-07-19", "2018-07-20", 2)
    assert not found.work


def test_namesakes_of_two_countries_stay_two_and_have_ids_of_their_own() -> None:
    assert len(set(ids(IVANOVS))) == 2


def test_a_common_name_of_no_country_is_asked_about_and_not_merged() -> None:
    found = resolve([*IVANOVS, told("3", "Igor Ivanov", None, None, "2003-01-01")])
    assert len(found.actors) == 3
    assert found.work
    assert all(question.reasons for question in found.work)


def test_a_chain_does_not_join_two_that_conflict() -> None:
    kin = [
        told("1", "John Quincy Hale", "NZL", "senator", "2010-01-01"),
        told("2", "John Hale", "NZL", None, "2010-02-01"),
        told("3", "John Walker Hale", "NZL", "senator", "2010-03-01"),
    ]
    found = resolve(kin)
    assert found.of[kin[0].key] != found.of[kin[2].key]
    assert found.of[kin[1].key] not in {found.of[kin[0].key], found.of[kin[2].key]}
    assert found.work


def test_a_surname_in_office_is_the_holder_of_that_day() -> None:
    assert ids(
        [
            told("1", "Bush", "USA", "president", "1991-01-17"),
            told("2", "Bush", "USA", "president", "2003-03-20"),
            told("3", "George Bush", "USA", "president", "2003-03-20"),
            told("4", "Assad", "SYR", "president", "1996-01-01"),
        ]
    ) == ["person:george-h-w-bush", "person:george-w-bush", "person:george-w-bush", "person:hafez-al-assad"]


def test_leaders_of_two_countries_are_two_whatever_they_are_called() -> None:
    pair = [
        told("1", "Aldo Xenakis", "GRC", "president", "2010-01-01"),
        told("2", "Aldo Xenakis", "CYP", "president", "2010-01-01"),
    ]
    assert len(set(ids(pair))) == 2
    assert not resolve(pair).work


def test_states_governments_and_those_without_a_name_keep_their_ids() -> None:
    iran = ArticleActor("1", "actor:iran", "Iran", "state", "IRN")
    gunmen = ArticleActor("1", "unnamed:three-gunmen@abc", "three gunmen", "armed_group")
    others = ArticleActor("2", "unnamed:three-gunmen@def", "three gunmen", "armed_group")
    assert ids([iran, gunmen, others]) == ["actor:iran", "unnamed:three-gunmen@abc", "unnamed:three-gunmen@def"]


def test_the_same_ministry_of_two_countries_is_two() -> None:
    pair = [told(c, "Foreign Ministry", c, kind="government") for c in ("RUS", "CHN")]
    assert len(set(ids(pair))) == 2


def subject(name: str, country: str | None = None) -> Subject:
    return Subject(name=name, country=country)


def test_decisions_join_across_blocks_part_and_settle_questions() -> None:
    pair = [told("1", "Nom de Guerre"), told("2", "Real Name")]
    assert len(set(ids(pair, Decision(kind="same", subjects=(subject("Nom de Guerre"), subject("Real Name")))))) == 1
    two = [told("1", "Ann Roe", "CAN", None, "2001-01-01"), told("2", "Anne Roe", "CAN", None, "2002-01-01")]
    assert len(set(ids(two))) == 1
    assert len(set(ids(two, Decision(kind="different", subjects=(subject("Ann Roe"), subject("Anne Roe")))))) == 2
    asked = [told("1", "Nomar Quill", "CAN", None, "2001-01-01"), told("2", "Nomar Quill", "NZL", None, "2002-01-01")]
    settle = Decision(kind="confirm", subjects=(subject("Nomar Quill", "CAN"), subject("Nomar Quill", "NZL")))
    assert len(resolve(asked).work) == 1
    assert not resolve(asked, [settle]).work


def test_decisions_rename_and_set_roles_and_say_what_they_do_not_find() -> None:
    rename = Decision(kind="rename", subjects=(subject("Lavrentyev"),), value={"name": "A. L."})
    role = Decision(kind="set_role", subjects=(subject("Lavrentyev"),), value={"role": "diplomat", "country": "RUS"})
    lost = Decision(kind="rename", subjects=(subject("Nobody"),), value={"name": "X"})
    found = resolve(LAVRENTIEV, [rename, role, lost])
    (actor,) = found.actors
    assert actor.name == "A. L."
    assert "Alexander Lavrentiev" in actor.aliases
    assert "diplomat" in {held.role for held in actor.roles}
    assert [each.decision for each in found.unfound] == [lost]


NAMES = (
    "Bashar al-Assad", "Assad", "Hafez al-Assad", "Igor Ivanov", "I. Ivanov", "Ivanov", "George Bush", "George W. Bush",
    "Bush", "Aleksandr Petrov", "Alexander Petrov", "Alexander Petrova", "Kim Jong-un", "Kim", "King Abdullah",
    "Abdullah bin Abdulaziz", "John Quincy Hale", "John Hale", "John Walker Hale", "Haftar", "Khalifa Hifter",
    "Khalifa Haftar", "Maria Lopez Vega", "Maria Lopez",
)  # fmt: skip
BODIES = ("Free Widget Army", "FWA", "Foreign Ministry", "Russian Foreign Ministry", "Iran", "Kataib Hizbullah")
WHERE = st.sampled_from([None, "RUS", "SYR", "USA", "SAU", "PRK"])
ROLES = st.sampled_from([None, "president", "king", "envoy", "footballer", "leader"])
DAYS = st.sampled_from([None, "1991-03-01", "1999-07-07", "2004-02-29", "2012-12-12", "2018-01-01"])
PEOPLE = st.builds(told, st.integers(0, 40).map(str), st.sampled_from(NAMES), WHERE, ROLES, DAYS)
GROUPS = st.builds(
    lambda a, n, c, d: told(a, n, c, None, d, "organization"),
    st.integers(0, 40).map(str), st.sampled_from(BODIES), WHERE, DAYS,
)  # fmt: skip
CORPUS = st.lists(st.one_of(PEOPLE, GROUPS), max_size=40, unique_by=lambda actor: actor.key)
DECISIONS = (
    Decision(kind="same", subjects=(subject("Assad"), subject("Khalifa Haftar"))),
    Decision(kind="different", subjects=(subject("John Hale"), subject("John Quincy Hale"))),
)


@settings(max_examples=60, deadline=None)
@given(CORPUS, st.randoms(use_true_random=False), st.sampled_from([(), DECISIONS]))
def test_neither_order_nor_repetition_matters(
    actors: list[ArticleActor], chance: random.Random, decisions: tuple[Decision, ...]
) -> None:
    shuffled = [*actors, *actors[:5]]
    chance.shuffle(shuffled)
    assert resolve(shuffled, decisions[::-1]) == resolve(actors, decisions)


@settings(max_examples=60, deadline=None)
@given(CORPUS, CORPUS, st.sampled_from([(), DECISIONS]))
def test_adding_and_withdrawing_resolves_the_touched_alone(
    before: list[ArticleActor], added: list[ArticleActor], decisions: tuple[Decision, ...]
) -> None:
    """Beside what was resolved before, the touched ones give what resolving all of them gives; and back again."""
    old = {actor.key: actor for actor in before}
    new = old | {actor.key: actor for actor in added}
    every = [*before, *added]
    for corpus, start in ((new, old), (old, new)):
        changed = [
            actor
            for key in corpus.keys() | start.keys()
            if corpus.get(key) != start.get(key)
            for actor in (corpus.get(key), start.get(key))
            if actor is not None
        ]
        again = touched(
            changed,
            lambda blocks, corpus=corpus: [a for a in corpus.values() if block_of(a) in blocks],
            decisions,
            lambda s: [actor for actor in every if fits(actor, s)],
        )
        known = {key: of for key, of in resolve(start.values(), decisions).of.items() if key in corpus}
        assert known | resolve(again, decisions).of == resolve(corpus.values(), decisions).of


@settings(max_examples=60, deadline=None)
@given(CORPUS)
def test_every_article_actor_has_one_canonical_actor_and_conflicts_stay_apart(actors: list[ArticleActor]) -> None:
    found = resolve(actors)
    assert set(found.of) == {actor.key for actor in actors}
    assert len({actor.id for actor in found.actors}) == len(found.actors)
    assert sorted(key for actor in found.actors for key in actor.members) == sorted(found.of)
    for actor in found.actors:
        names = {actor.name, *actor.aliases}
        assert not {"John Quincy Hale", "John Walker Hale"} <= names
        assert not {"Bashar al-Assad", "Hafez al-Assad"} <= names
        assert not {"Alexander Petrov", "Alexander Petrova"} <= names


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["person", "organization", "government"])), max_size=6))
def test_no_name_stops_it(names: list[tuple[str, ActorKind]]) -> None:
    actors = [told(str(number), name, kind=kind) for number, (name, kind) in enumerate(names)]
    assert set(resolve(actors).of) == {actor.key for actor in actors}
