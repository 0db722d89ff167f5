from __future__ import annotations

import pytest
from made_events import event

from kg.evaluation.constructions import Construction, constructions, of_found, of_marked, of_sentence
from kg.train.notation import parse


def found(line: str) -> frozenset[Construction]:
    marked = parse(line)
    return of_marked(marked.text, marked.events[0])


@pytest.mark.parametrize(
    "line",
    [
        "{s1 Iran} {e1:ACCUSE.112 accused} {t1 Iraq}.",
        "{s1 Police} {e1:COERCE.175 firing} tear gas dispersed them.",
        "{s1 The ministers} {e1:REQUEST.104 urge} {t1 Iraq} to act.",
        "{s1 Iran} wants to {e1:CONSULT.042 visit} {t1 Iraq}.",
        "{s1 Iran} has been {e1:ASSAULT.191 besieging} {t1 the town}.",
        "{s1 Iran} is {e1:AGREE.030 prepared} to talk to {t1 Iraq}.",
        "{s1 Iran}, whom they {e1:ACCUSE.112 accuse} of it, was silent.",
        "After {e1:CONSULT.040 meeting} {t1 Iraq}'s envoy {s1 he} left.",
        "{s1 The senate} passed a motion {e1:REQUEST.104 calling on} {t1 Iraq} to act.",
    ],
)
def test_active(line: str) -> None:
    assert "active" in found(line)


@pytest.mark.parametrize(
    "line",
    [
        "{t1 The envoy} was {e1:COERCE.173 arrested} on Monday.",
        "{t1 The judge} has for the third time been {e1:COERCE.172 barred} from it.",
        "{t1 Two youths} {e1:ASSAULT.193 shot} by {s1 troops} were buried.",
        "Relatives of the {e1:ASSAULT.181 kidnapped} {t1 envoy} met.",
        "{s1 Police} said {t1 the man} had been {e1:COERCE.173 held}.",
    ],
)
def test_passive(line: str) -> None:
    assert "passive" in found(line)


@pytest.mark.parametrize(
    "line",
    [
        "The {e1:ASSAULT.183 bombing} of {t1 the embassy} was {s1 Iran}'s.",
        "{s1 Iran} rejected {s1 Iraq}'s {e1:AGREE.036 offer}.",
        "{t1 Seoul} rejected {s1 their} {e1:REQUEST.105 demand} that it act.",
        "{s1 Iran} held {e1:CONSULT.046 talks} with {t1 Iraq}.",
        "{s1 Iran} was on a four-day {e1:CONSULT.042 visit} to {t1 Iraq}.",
        "It drew {e1:ACCUSE.111 condemnation} from {s1 Iran}.",
        "{s1 Iran} is under {e1:COERCE.173 house arrest}.",
    ],
)
def test_nominal(line: str) -> None:
    assert "nominal" in found(line)


def test_a_target_and_coordination() -> None:
    assert found("{s1 Iran} {e1:CONSULT.040 met}.") == {"active", "without target"}
    assert found("{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq}.") == {"active", "with target"}
    assert found("{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq} and {t1 Oman}.") == {"active", "with target", "coordination"}
    assert "coordination" in found("{s1,t1 Iran} and {s1,t1 Iraq} {e1:CONSULT.040 met}.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pyongyang threatens Seoul", {"headline"}),
        ("Pyongyang threatens Seoul.", set()),
        ('He said: "No."', {"quotation"}),
        ("He said “no”", {"quotation", "headline"}),
        ("It's the envoys' room.", set()),
        (" ".join(["word"] * 35) + ".", {"long sentence"}),
        (" ".join(["word"] * 34) + ".", set()),
        ("", {"headline"}),
    ],
)
def test_what_a_sentence_has_as_a_whole(text: str, expected: set[str]) -> None:
    assert of_sentence(text) == expected


def test_found_events_follow_the_same_rules() -> None:
    marked = parse("{t1 The envoy} was {e1:COERCE.173 arrested} by {s1 Iran}.")
    same = event(marked.text, "arrested", "COERCE", source="Iran", targets=["The envoy"])
    assert of_found(marked.text, same) == of_marked(marked.text, marked.events[0]) == {"passive", "with target"}


def test_a_trigger_without_letters() -> None:
    assert constructions("Iran – Iraq.", (5, 6), [], []) == {"active", "without target"}
