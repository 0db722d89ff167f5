from kg.text.document import Entity
from kg.text.entities import settle


def settled(text: str, *labelled: tuple[str, str]) -> list[tuple[str, str]]:
    """Labels after settling; `labelled` are words of `text` in its order."""
    entities, position = [], 0
    for words, label in labelled:
        start = text.index(words, position)
        position = start + len(words)
        entities.append(Entity(words, start, position, label))
    result = settle(entities, text)
    assert all(entity.text == text[entity.start : entity.end] for entity in result)
    return [(entity.text, entity.label) for entity in result]


def test_a_surname_is_a_person() -> None:
    text = "Olga Berg came. Berg spoke. Berg left."
    assert settled(text, ("Olga Berg", "PERSON"), ("Berg", "GPE"), ("Berg", "ORG"))[1:] == [("Berg", "PERSON")] * 2


def test_a_family_name_that_comes_first_is_a_person() -> None:
    assert settled("Kim Il Nam came. Kim left.", ("Kim Il Nam", "PERSON"), ("Kim", "ORG"))[1] == ("Kim", "PERSON")


def test_a_country_that_is_also_a_name_stays_a_country() -> None:
    text = "Ann Jordan went to Jordan. Jordan is a kingdom."
    assert settled(text, ("Ann Jordan", "PERSON"), ("Jordan", "GPE"), ("Jordan", "GPE"))[1:] == [("Jordan", "GPE")] * 2


def test_what_the_city_of_names_is_a_place_everywhere() -> None:
    text = "The army reached Tal Rifa on Monday. The city of Tal Rifa was empty."
    assert settled(text, ("Tal Rifa", "PERSON"), ("Monday", "DATE"), ("Tal Rifa", "PERSON")) == [
        ("Tal Rifa", "GPE"),
        ("Monday", "DATE"),
        ("Tal Rifa", "GPE"),
    ]


def test_the_label_of_the_majority() -> None:
    text = "Ansar Dine, Ansar Dine, Ansar Dine"
    assert {label for _, label in settled(text, *[("Ansar Dine", label) for label in ("ORG", "PERSON", "ORG")])} == {
        "ORG"
    }


def test_possessive_endings_go_but_not_those_of_dates() -> None:
    assert settled("Mali's envoy left at yesterday's end", ("Mali's", "GPE"), ("yesterday's", "DATE")) == [
        ("Mali", "GPE"),
        ("yesterday's", "DATE"),
    ]


def test_nothing() -> None:
    assert settle([], "") == ()
