"""CAMEO codes and modes of triggers whose type is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import settings
from kg.errors import DataError
from kg.extract import codes, ontology
from kg.model import PloverType


@pytest.mark.parametrize(
    ("kind", "marked", "cameo", "mode"),
    [
        ("CONSULT", "The ministers [met] in Tehran on Tuesday.", "040", "meet"),
        ("CONSULT", "The secretary said in a [meeting] with the envoy that the siege was over.", "040", "meet"),
        ("CONSULT", "The president [telephoned] his counterpart.", "041", "phone"),
        ("CONSULT", "The two leaders [spoke] by phone about grain.", "041", "phone"),
        ("CONSULT", "The envoy [visited] Damascus.", "042", "visit"),
        ("CONSULT", "The king [hosted] the prime minister.", "043", "host"),
        ("CONSULT", "Qatar [mediated] between the two.", "045", "mediate"),
        ("CONSULT", "Leaders attended a [summit] in Riyadh.", "040", "multilateral"),
        ("SUPPORT", "They [signed] a treaty.", "057", None),
        ("ACCUSE", "Kyiv [accused] Moscow of lying.", "112", "allege"),
        ("ACCUSE", "Kyiv [accused] Moscow of war crimes.", "1124", "allege"),
        ("ACCUSE", "The minister [condemned] the attack.", "111", "disapprove"),
        ("ACCUSE", "The court opened a [probe] into the ministry.", "090", "investigate"),
        ("ACCUSE", "An [investigation] into bribes began.", "091", "investigate"),
        ("ACCUSE", "Paris [summoned] the ambassador.", "114", "disapprove"),
        ("REQUEST", "Amnesty [urged] Egypt to release the blogger.", "105", "yield"),
        ("REQUEST", "Amnesty [asked] Egypt to release the blogger.", "025", "yield"),
        ("REQUEST", "He [called for] talks.", "106", "meet"),
        ("REJECT", "Tehran [refused] to negotiate.", "125", "meet"),
        ("REJECT", "Russia [vetoed] the resolution.", "129", None),
        ("THREATEN", "He [threatened] to bomb the port.", "138", "violence"),
        ("THREATEN", "He [threatened] to impose tariffs.", "131", None),
        ("COERCE", "Police [arrested] ten people.", "173", "arrest"),
        ("COERCE", "Police fired [tear gas] at the crowd.", "175", "crowd-control"),
        ("COERCE", "The junta imposed a [curfew].", "1723", "curfew"),
        ("ASSAULT", "An [air strike] hit the market.", "195", "aerial"),
        ("ASSAULT", "Jets [bombed] the town.", "195", "aerial"),
        ("ASSAULT", "A [suicide bombing] killed nine.", "1831", "suicide-attack"),
        ("ASSAULT", "The army [shelled] the town.", "194", "heavy-weapons"),
        ("ASSAULT", "Militants [beheaded] two men.", "186", "execute"),
        ("PROTEST", "The opposition [boycotted] the vote.", "143", "boycott"),
        ("PROTEST", "Nurses went on [strike].", "143", "strike"),
        ("PROTEST", "Thousands [marched] in Lima.", "141", "demo"),
        ("RETREAT", "They declared a [truce].", "0871", "ceasefire"),
        ("CONCEDE", "The rebels [freed] nine soldiers.", "084", "release"),
        ("CONCEDE", "Washington [lifted] sanctions on the bank.", "085", "ease"),
        ("COERCE", "London [imposed] sanctions on ten generals.", "163", "restrict"),
        ("SANCTION", "Manama [recalled] its ambassador.", "161", "withdraw"),
        ("AID", "Ankara sent [medicine] to survivors.", "073", "humanitarian"),
        ("AID", "Berlin [delivered] tanks to Kyiv.", "072", "military"),
        ("MOBILIZE", "Moscow [deployed] troops.", "154", "troops"),
        ("MOBILIZE", "Pyongyang [test-fired] a missile.", "154", "weapons"),
        ("AGREE", "They [agreed] to meet in May.", "036", None),
        ("STATEMENT", "He [denied] it.", "016", None),
        ("STATEMENT", "He [said] so.", "010", None),
    ],
)
def test_usual_words(kind: PloverType, marked: str, cameo: str, mode: str | None) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")
    found = codes.code(kind, sentence[start:end], sentence, start)
    assert (found.cameo, found.mode) == (cameo, mode)
    assert found.entry.startswith(kind)


def test_the_entry_names_trigger_and_cue() -> None:
    sentence = "Amnesty urged Egypt to release him."
    assert codes.code("REQUEST", "urged", sentence, 8).entry == "REQUEST urg + releas"
    assert codes.code("AGREE", "zzz", "They zzz.", 5) == codes.Code("030", None, "AGREE")


@pytest.mark.parametrize(
    "forms",
    [
        ("deny", "denies", "denied", "denying"),
        ("accuse", "accuses", "accused", "accusing"),
        ("kill", "kills", "killed", "killing"),
        ("ban", "bans", "banned", "banning"),
        ("fight", "fights", "fought", "fighting"),
        ("meet", "met", "meeting"),
        ("talk", "talks", "talked"),
        ("withdraw", "withdrew", "withdrawn", "withdraws"),
        ("Russia", "Russia's", "Russia’s"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({codes.stem(form) for form in forms}) == 1


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 40), st.sampled_from(list(ontology.types())))
def test_any_text_gets_a_code_of_its_type(text: str, start: int, length: int, kind: PloverType) -> None:
    start = min(start, len(text))
    found = codes.code(kind, text[start : start + length], text, start)
    assert ontology.type_of(found.cameo) == kind
    assert len(found.cameo) >= 3
    assert found.mode is None or found.mode in ontology.types()[kind].modes


def test_a_sentence_of_megabytes_is_read_around_the_trigger_only() -> None:
    text = "release " * 500_000 + "they urged peace. " + "hostage " * 500_000
    start = text.index("urged")
    assert codes.code("REQUEST", "urged", text, start).cameo in ontology.codes()


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the lexicon that a test may break."""
    for name in ("cameo.json", "irregular.json"):
        (tmp_path / name).write_bytes(settings.data("lexicon", name).read_bytes())
    ontology.types()
    monkeypatch.setattr(settings, "data", lambda *parts: tmp_path / parts[-1])
    codes._lexicon.cache_clear()
    yield tmp_path / "cameo.json"
    codes._lexicon.cache_clear()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data.pop("AID"), "no entries for AID"),
        (lambda data: data["AID"].update(default=["173"]), "173 is no code of it"),
        (lambda data: data["AID"]["cues"].update(tent=["112"]), "112 is no code of it"),
        (lambda data: data["AID"]["triggers"].update(fly={"codes": ["999"], "example": "x"}), "'999' is no CAMEO code"),
        (lambda data: data["AID"]["triggers"].update(fly=["073"]), "fly|triggers"),
        (lambda data: data["AID"]["triggers"].update(fly={"codes": ["073"]}), "example"),
        (lambda data: data["AID"].update(modes={"fly": "dance"}), "no mode dance"),
        (lambda data: data["AID"]["cues"].update(tent=[]), "an entry without a code"),
        (lambda data: data["AID"].update(verbs={}), "verbs"),
    ],
)
def test_a_broken_lexicon_is_told(lexicon: Path, change, reason: str) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(lexicon.read_text())
    change(data)
    lexicon.write_text(json.dumps(data))
    with pytest.raises(DataError, match=reason):
        codes.code("AID", "flew", "Norway flew tents", 7)
