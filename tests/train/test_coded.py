"""What kg coded, back in the notation of marked sentences."""

from __future__ import annotations

from kg.model import Actor, ArticleRecord, Event, Mention, Place, PloverType, Span, When
from kg.train.coded import sentence_of
from kg.train.notation import parse, write

TEXT = "It rained. Iran’s  envoy met\nMoscow's {new} envoy on Monday and praised him."
WHOLE = Span(text=TEXT[11:], start=11, end=len(TEXT))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(text=words, start=start, end=start + len(words))


def mention(words: str) -> Mention:
    at = span(words)
    return Mention(text=words, start=at.start, end=at.end, actor=Actor(id="a", name="A", kind="person"))


def event(trigger: str, type: PloverType, cameo: str, source: str, target: str, **more: object) -> Event:
    return Event(
        id=trigger, trigger=span(trigger), type=type, mode=None,
        cameo=cameo, quad=1, source=(mention(source),), target=(mention(target),), modality="asserted", confidence=1.0,
        rule="test", **{"date": None, "place": None, "speaker": None, "sentence": WHOLE} | more,  # type: ignore[arg-type]
    )  # fmt: skip


MONDAY = When(start="2017-09-04", end="2017-09-04", granularity="day", basis="relative", text="Monday",
              start_char=span("Monday").start, end_char=span("Monday").end)  # fmt: skip
MET = event("met", "CONSULT", "040", "Iran’s  envoy", "Moscow's {new} envoy", date=MONDAY, speaker=mention("Moscow"))
PRAISED = event("praised", "SUPPORT", "051", "It", "him")


def written(*events: Event) -> str:
    line = write(sentence_of(ArticleRecord(id="a", published=None, events=events), events[0]))
    assert write(parse(line)) == line
    return line


def test_a_sentence_with_all_its_events_in_the_encoders_typography() -> None:
    assert written(PRAISED, MET) == (
        "{s1 Iran's envoy} {e1:CONSULT.040 met} {t1 {v1 Moscow}'s (new) envoy} on {d1 Monday} "
        "and {e2:SUPPORT.051 praised} {t2 him}."
    )


def test_what_is_said_elsewhere_or_crosses_a_weightier_span_is_left_out() -> None:
    crossing = Place(text="envoy met", start=span("envoy met").start, end=span("envoy met").end, name="E", kind="P")
    expected = "Iran's {p1 envoy {e1:CONSULT.040 met}} Moscow's (new) envoy on Monday and praised {t1 him}."
    assert written(event("met", "CONSULT", "040", "rained", "him", place=crossing)) == expected
    expected = "{s1 Iran's envoy} {e1:CONSULT.040 met} Moscow's (new) envoy on Monday and praised {t1 him}."
    assert written(event("met", "CONSULT", "040", "Iran’s  envoy", "him", place=crossing)) == expected


def test_only_events_of_that_sentence() -> None:
    other = Span(text="It rained.", start=0, end=10)
    rained = event("rained", "PROTEST", "140", "It", "him", sentence=other)
    assert written(rained, MET) == "{s1 It} {e1:PROTEST.140 rained}."


def test_an_event_whose_offsets_are_of_another_text() -> None:
    broken = event("met", "CONSULT", "040", "It", "him", sentence=Span(text="short", start=11, end=len(TEXT)))
    assert written(broken) == "short"
