from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import gazetteer
from kg.extract.places import event_place, find_places
from kg.model import Article, Place
from kg.text.document import Dateline, Document, Entity, Sentence

SHARED = Path(__file__).parents[2].parent / "shared"
LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE")


@pytest.fixture(scope="module")
def known() -> gazetteer.Gazetteer:
    return gazetteer.load()


def document(text: str, *entities: tuple[str, str], dateline: str | None = None) -> Document:
    """One sentence a text; each entity is the next occurrence of its words."""
    found: list[Entity] = []
    position = 0
    for words, label in entities:
        start = text.index(words, position)
        position = start + len(words)
        found.append(Entity(words, start, position, label))
    begin = 0
    line = None
    if dateline is not None:
        begin = text.index("-") + 1
        where = text.index(dateline)
        line = Dateline((where, where + len(dateline)), None, 0, begin)
    article = Article(id="a", text=text)
    return Document(article, text, (Sentence(text[begin:], begin, len(text), 0),), tuple(found), line)


def ids(places: list[Place]) -> list[tuple[str, str | None]]:
    return [(place.text, place.geonames_id) for place in places]


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("Talks began in Tehran.", [("Tehran", "GPE")], [("Tehran", "112931")]),
        ("Rebels left Dayr al-Zawr.", [("Dayr al-Zawr", "PERSON")], [("Dayr al-Zawr", "170794")]),
        ("Rebels fought in Dayr al-Zawr.", [("Dayr al-Zawr", "PERSON")], [("Dayr al-Zawr", "170794")]),
        ("A fire in Springfield, Missouri.", [("Springfield", "GPE"), ("Missouri", "GPE")],
         [("Springfield", "4409896"), ("Missouri", "4398678")]),
        ("A fire in Springfield, Mass.", [("Springfield", "GPE"), ("Mass.", "GPE")],
         [("Springfield", "4951788"), ("Mass.", "6254926")]),
        ("He lives in London, Ontario.", [("London", "GPE"), ("Ontario", "GPE")],
         [("London", "6058560"), ("Ontario", "6093943")]),
        ("He flew from London to Tbilisi in Georgia.", [("London", "GPE"), ("Tbilisi", "GPE"), ("Georgia", "GPE")],
         [("London", "2643743"), ("Tbilisi", "611717"), ("Georgia", "614540")]),
        ("Georgia's capital Tbilisi was calm.", [("Georgia", "GPE"), ("Tbilisi", "GPE")],
         [("Georgia", "614540"), ("Tbilisi", "611717")]),
        ("Shots were heard in Atlanta, Georgia.", [("Atlanta", "GPE"), ("Georgia", "GPE")],
         [("Atlanta", "4180439"), ("Georgia", "4197000")]),
        ("He met Iranian officials.", [("Iranian", "NORP")], [("Iranian", "130758")]),
        ("Fighters of the Democratic Party won.", [("Democratic Party", "ORG")], []),
        ("The U.S. State Department protested.", [("U.S. State Department", "ORG")], [("U.S.", "6252001")]),
        ("U.S.-led forces left.", [("U.S.-led", "GPE")], [("U.S.", "6252001")]),
        ("He went to Zzyzxburg.", [("Zzyzxburg", "GPE")], [("Zzyzxburg", None)]),
        ("John Lavrentiev came. Lavrentiev smiled.", [("John Lavrentiev", "PERSON"), ("Lavrentiev", "GPE")], []),
        ("They met at Grand Hotel.", [("Grand Hotel", "FAC")], []),
    ],
)  # fmt: skip
def test_resolution(
    known: gazetteer.Gazetteer, text: str, entities: list[tuple[str, str]], expected: list[tuple[str, str | None]]
) -> None:
    assert ids(find_places(document(text, *entities), known)) == expected


def test_one_sense_a_discourse(known: gazetteer.Gazetteer) -> None:
    text = "Paris police made an arrest. The mayor of Paris, Texas, spoke. Paris is calm."
    places = find_places(document(text, ("Paris", "GPE"), ("Paris", "GPE"), ("Texas", "GPE"), ("Paris", "GPE")), known)
    assert [place.geonames_id for place in places if place.text == "Paris"] == ["4717560"] * 3


def test_dateline_is_a_place(known: gazetteer.Gazetteer) -> None:
    text = "NAIROBI, Kenya (AP) - Talks went on."
    assert ("NAIROBI", "184745") in ids(find_places(document(text, dateline="NAIROBI, Kenya"), known))


def test_unresolved_place_keeps_its_words(known: gazetteer.Gazetteer) -> None:
    (place,) = find_places(document("He went to Zzyzxburg's market.", ("Zzyzxburg's", "GPE")), known)
    assert (place.name, place.country, place.lat, place.lon) == ("Zzyzxburg", None, None, None)


def _event(
    known: gazetteer.Gazetteer, article: Document, trigger: str, marked: str | None = None
) -> tuple[str | None, str]:
    start = article.text.index(trigger)
    spans = [(at := article.text.index(marked), at + len(marked))][-1:] if marked else []
    place, why = event_place(
        sentence=article.sentences[0],
        trigger=(start, start + len(trigger)),
        marked=[span for span in spans if isinstance(span, tuple)],
        places=find_places(article, known),
        document=article,
    )
    return (place.name if place else None), why


def test_marked_place_is_the_most_specific(known: gazetteer.Gazetteer) -> None:
    article = document("They met in Kazakhstan's capital of Astana.", ("Kazakhstan", "GPE"), ("Astana", "GPE"))
    name, why = _event(known, article, "met", "Kazakhstan's capital of Astana")
    assert name == "Astana"
    assert "Kazakhstan's capital of Astana" in why


def test_marked_words_that_no_gazetteer_has(known: gazetteer.Gazetteer) -> None:
    article = document("They met at the Zzyzx Palace on Monday.")
    assert _event(known, article, "met", "the Zzyzx Palace")[0] == "Zzyzx Palace"


def test_marked_common_words_are_no_place(known: gazetteer.Gazetteer) -> None:
    assert _event(known, document("They met at the border."), "met", "the border")[0] is None


def test_here_is_the_dateline(known: gazetteer.Gazetteer) -> None:
    article = document("NAIROBI, Kenya (AP) - He spoke at the embassy here.", dateline="NAIROBI, Kenya")
    assert _event(known, article, "spoke", "here")[0] == "Nairobi"


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("They met in Tehran on Tuesday.", "met", "Tehran"),
        ("A bomb exploded near Damascus.", "exploded", "Damascus"),
        ("He attacked the U.S. embassy.", "attacked", None),
        ("A bomb exploded outside the Tehran embassy.", "exploded", None),
        ("Bombings in Tehran and Damascus went on.", "Bombings", None),
        ("He condemned Tehran.", "condemned", None),
        ("He condemned it, she said in Tehran.", "condemned", None),
    ],
)
def test_place_after_the_trigger(known: gazetteer.Gazetteer, text: str, trigger: str, name: str | None) -> None:
    entities = [(words, "GPE") for words in ("U.S.", "Tehran", "Damascus") if words in text]
    assert _event(known, document(text, *entities), trigger)[0] == name


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("In Tehran President Rouhani thanked the Afghan government nonetheless.", "thanked", "Tehran"),
        ("From Damascus, the president praised the Slovak as a brave man.", "praised", "Damascus"),
        ("The two last met at a summit in Tehran, where the guest complained of the raids.", "complained", "Tehran"),
        ("In Tehran's view, it condemned nobody.", "condemned", None),
        ("In Tehran the price fell; Iran condemned it.", "condemned", None),
        ("Iran, whose envoy left Damascus, condemned it.", "condemned", None),
    ],
)
def test_place_that_the_clause_opens_with(
    known: gazetteer.Gazetteer, text: str, trigger: str, name: str | None
) -> None:
    entities = [(words, "GPE") for words in ("Tehran", "Damascus") if words in text]
    assert _event(known, document(text, *entities), trigger)[0] == name


def _reported(known: gazetteer.Gazetteer, text: str, trigger: str, event_type: str, **told: bool) -> str | None:
    article = document(text, dateline=text.split(" (")[0])
    start = text.index(trigger)
    place, _ = event_place(
        sentence=article.sentences[0], trigger=(start, start + len(trigger)), marked=[],
        places=find_places(article, known), document=article, event_type=event_type, **told,
    )  # fmt: skip
    return place.name if place else None


def test_the_news_of_the_lead_is_of_the_town_of_the_dateline(known: gazetteer.Gazetteer) -> None:
    text = "TEHRAN (Reuters) - Iran promised three ministers on Tuesday that it would halt enrichment."
    assert _reported(known, text, "promised", "AGREE") == "Tehran"
    assert _reported(known, text, "promised", "AGREE", crowd=True) is None


@pytest.mark.parametrize(
    ("text", "trigger", "event_type"),
    [
        ("TEHRAN (Reuters) - Iran closed its airspace to Israeli planes.", "closed", "SANCTION"),
        ("TEHRAN (Reuters) - The president telephoned his colleague on Tuesday.", "telephoned", "CONSULT"),
        ("TEHRAN (Reuters) - The government had rejected the plan.", "rejected", "REJECT"),
        ("TEHRAN (Reuters) - They met after a quarrel in Damascus.", "met", "CONSULT"),
    ],
)
def test_what_is_ordered_done_from_afar_or_past_is_not(
    known: gazetteer.Gazetteer, text: str, trigger: str, event_type: str
) -> None:
    assert _reported(known, text, trigger, event_type) is None


def test_further_down_the_dateline_is_no_answer(known: gazetteer.Gazetteer) -> None:
    text = "TEHRAN (Reuters) - Iran met envoys. They spoke. Britain accused it."
    article = document(text, dateline="TEHRAN")
    ends = [text.index("envoys.") + 7, text.index("spoke.") + 6, len(text)]
    starts = [article.sentences[0].start, ends[0] + 1, ends[1] + 1]
    cut = [Sentence(text[a:b], a, b, 0) for a, b in zip(starts, ends, strict=True)]
    article = Document(article.article, text, tuple(cut), (), article.dateline)
    at = text.index("accused")
    place, _ = event_place(
        sentence=cut[2], trigger=(at, at + 7), marked=[], places=find_places(article, known), document=article,
        event_type="ACCUSE",
    )  # fmt: skip
    assert place is None


WORDS = st.sampled_from(
    ["Paris", "Texas", "in", "U.S.", "the", "Dayr", "al-Zawr", ",", "-", "—", "’s", "\n", "\n\n", "St.", "Iranian",
     "e\u0301", "TEHRAN", "New", "of", "said", "D-Mich.", "𝕬", "1", "(", "''''", "County"]
)  # fmt: skip


@given(words=st.lists(WORDS, max_size=25), cuts=st.lists(st.integers(0, 200), max_size=8), data=st.data())
def test_any_text(words: list[str], cuts: list[int], data: st.DataObject) -> None:
    text = " ".join(words) + data.draw(st.text(max_size=10))
    bounds = sorted({min(cut, len(text)) for cut in cuts})
    entities = tuple(
        Entity(text[start:end], start, end, data.draw(st.sampled_from(LABELS))) for start, end in pairwise(bounds)
    )
    article = Document(Article(id="a", text=text), text, (Sentence(text, 0, len(text), 0),), entities)
    known = gazetteer.load()
    places = find_places(article, known)
    assert places == find_places(article, known)
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(text[place.start : place.end] == place.text and place.name for place in places)
    assert all(earlier.end <= later.start for earlier, later in pairwise(places))
    assert all((place.lat is None) == (place.lon is None) for place in places)
    spans = list(pairwise(bounds))
    for trigger in [(0, 0), *spans]:
        place, why = event_place(
            sentence=article.sentences[0], trigger=trigger, marked=spans, places=places, document=article
        )
        assert why
        assert place is None or 0 <= place.start < place.end <= len(text)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the development gold is not here")
def test_gold_articles_name_their_datelines(known: gazetteer.Gazetteer) -> None:
    lines = (SHARED / "gold" / "articles.in.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [text for line in lines if (text := json.loads(line)["text"]).lstrip().startswith("NAIROBI, Kenya (AP) _")]
    assert texts
    for text in texts:
        start = text.index("NAIROBI")
        line = Dateline((start, start + 7), None, 0, text.index("_") + 1)
        sentence = Sentence(text[line.end :], line.end, len(text), 0)
        places = find_places(Document(Article(id="a", text=text), text, (sentence,), (), line), known)
        assert (places[0].name, places[0].country) == ("Nairobi", "KEN")


@pytest.mark.parametrize("unit", ["A", "U.S.-", "'", "al-", "Paris "])
def test_time_is_linear_on_one_long_line(known: gazetteer.Gazetteer, unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        entities = tuple(Entity(text[at : at + 5], at, at + 5, "GPE") for at in range(0, length - 5, 50))
        long = Document(Article(id="a", text=text), text, (Sentence(text, 0, length, 0),), entities)
        start = process_time()
        find_places(long, known)
        return process_time() - start

    assert seconds(120_000) < 8 * seconds(30_000) + 0.5
