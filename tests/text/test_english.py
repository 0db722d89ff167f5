import pytest

from kg.text.english import why_not_english

ENGLISH = (
    "The minister said on Monday that the two armies have agreed to withdraw from the border, and that talks go on. "
)
OTHERS = {
    "French": "Le ministre a déclaré lundi que les deux armées se sont mises d'accord pour quitter la frontière.",
    "German": "Der Minister sagte am Montag, dass die beiden Armeen sich von der Grenze zurückziehen.",
    "Spanish": "El ministro dijo el lunes que los dos ejércitos se retiran de la frontera con el país vecino.",
    "Turkish": "Bakan pazartesi günü yaptığı açıklamada iki ordu için bir anlaşma olduğunu ve bu konuda adım dedi.",
}


def test_english_is_kept() -> None:
    for text in (
        ENGLISH,
        ENGLISH.upper(),
        "Iran warns Israel",
        "",
        "Dow17 56.23 41.89%",
        f"« {ENGLISH} » Владимир Путин",
    ):
        assert why_not_english(text) is None


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_named(language: str) -> None:
    assert why_not_english(OTHERS[language]) == f"not English: reads like {language}"


def test_other_scripts_are_named() -> None:
    assert why_not_english("Министр сообщил, что армии отходят. NATO") == "not English: Cyrillic script"
    assert why_not_english("قال الوزير إن الجيشين اتفقا") == "not English: Arabic script"


def test_many_words_without_any_function_word() -> None:
    assert why_not_english("lorem ipsum dolor sit amet " * 12) == "not English: hardly any English function words"


def test_an_english_text_with_a_quotation_in_another_language() -> None:
    assert why_not_english(ENGLISH * 2 + OTHERS["Spanish"]) is None


def test_data_on_one_line_is_set_aside() -> None:
    assert why_not_english(f"{ENGLISH} {'QmFzZTY0IGlzIG5vIHByb3Nl' * 2000}") == "no running text: hardly any spaces"
