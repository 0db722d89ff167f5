"""`nlp.add_pipe("kg_events")`: any English pipeline gets events, found by the entry point, in a fresh process too."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import spacy
from shared import MEETING
from spacy.language import Language
from spacy.tokens import DocBin

from kg.model import Article
from kg.pipeline import Coder

SCRIPT = """
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("kg_events", config={"published": "2017-09-06"})
doc = nlp("Talks went on. Ali Shamkhani met Russian envoy Alexander Lavrentiev in Tehran on Tuesday.")
(event,) = [event for event in doc._.events if event.type == "CONSULT" and event.trigger.text == "met"]
assert doc.text[event.trigger.start:event.trigger.end] == "met"
assert doc.text[event.source[0].start:event.source[0].end] == "Ali Shamkhani"
print(event.source[0].actor.name, event.mode, event.target[0].actor.name, event.date.start, event.place.name, sep="|")
"""


@pytest.fixture(scope="module")
def nlp(coder: Coder) -> Language:
    made = spacy.blank("en")
    finder = made.add_pipe("kg_events")
    finder._coder = lambda: coder  # type: ignore[attr-defined]  # the models that the other tests use, too
    return made


def test_from_outside_without_importing_kg(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Ali Shamkhani|meet|Alexander Lavrentiev|2017-09-05|Tehran"


def test_the_events_are_those_of_the_record(nlp: Language, coder: Coder) -> None:
    doc = nlp.make_doc(MEETING)
    doc._.published = date(2017, 9, 6)
    doc = nlp.get_pipe("kg_events")(doc)
    (record,) = coder.code([Article(id="any", text=MEETING, published="2017-09-06")])
    assert doc._.events == record.events
    assert len(record.events) > 0
    assert record.events[0].date is not None
    assert record.events[0].date.start == "2017-09-05"


def test_triggers_are_spans_and_spans_have_events(nlp: Language) -> None:
    doc = nlp(f"Nothing went on. {MEETING}")
    (event,) = (e for e in doc._.events if e.type == "CONSULT")
    assert ("met", "CONSULT", event.id) in {(s.text, s.label_, s.id_) for s in doc.spans["kg_events"]}
    assert event in doc[4:]._.events
    assert doc[:4]._.events == ()


def test_docs_without_events(nlp: Language) -> None:
    texts = ["", " ", "The cat sat on the mat.", MEETING]
    docs = list(nlp.pipe(texts, batch_size=3))
    assert [doc.text for doc in docs] == texts
    assert [bool(doc._.events) for doc in docs] == [False, False, False, True]
    assert nlp.make_doc(MEETING)._.events == ()


def test_events_survive_serialisation(nlp: Language) -> None:
    doc = nlp(MEETING)
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert again._.events == doc._.events != ()
    assert [span.label_ for span in again.spans["kg_events"]] == [span.label_ for span in doc.spans["kg_events"]]


def test_the_pipeline_can_be_saved(tmp_path: Path) -> None:
    made = spacy.blank("en")
    made.add_pipe("kg_events", config={"published": "2017-09-06"})
    made.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names == ["kg_events"]
    assert again.get_pipe_config("kg_events")["published"] == "2017-09-06"


@pytest.mark.parametrize("published", ["yesterday", "2017-13-01"])
def test_what_is_no_date_is_told(published: str) -> None:
    with pytest.raises(ValueError, match="write it as 2017-09-06"):
        spacy.blank("en").add_pipe("kg_events", config={"published": published})


def test_another_language_is_told() -> None:
    with pytest.raises(ValueError, match="reads English"):
        spacy.blank("de").add_pipe("kg_events")
