"""Who is meant, within one article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids
from kg.extract.coreference import resolve, resolve_members
from kg.extract.reference.speakers import read_quotes
from kg.model import Actor, Article
from kg.text.document import Document, Entity, Sentence

LABELS = ("PERSON", "GPE", "ORG", "NORP")


def document(text: str, published: str | None = None, **entities: Sequence[str]) -> Document:
    """A document whose sentences end with ". " and whose paragraphs end with a blank line; all occurrences of the
    words under a label are entities."""
    sentences: list[Sentence] = []
    for number, block in enumerate(re.finditer(r"[^\n]+", text)):
        for found in re.finditer(r".+?(?:\.(?=\s|$)|$)\s*", block[0]):
            start = block.start() + found.start()
            body = found[0].rstrip()
            sentences.append(Sentence(body, start, start + len(body), number))
    named = sorted(
        (found.start(), found.end(), label)
        for label, words in entities.items()
        for word in words
        for found in re.finditer(re.escape(word), text)
    )
    spans: list[Entity] = []
    for start, end, label in named:
        if not spans or start >= spans[-1].end:
            spans.append(Entity(text[start:end], start, end, label))
    article = Article(id="a", text=text, published=published)
    return Document(article, text, tuple(sentences), tuple(spans))


def who(doc: Document, words: str, nth: int = 0) -> Actor:
    start = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", doc.text)][nth]
    return resolve(doc, [(start, start + len(words))])[start, start + len(words)]


TALKS = document(
    "A senior Iranian official praised the talks.\n"
    "Iran's security chief Hassan Karimi met Russia's special envoy on Syria, Pavel Orlov, in Tehran. "
    "He hailed the visit. The Russian envoy, for his part, said Tehran and Moscow were close. "
    "Orlov added that his country will go on. The two sides will meet again. "
    '"We will help," Karimi said. The Russian official left.',
    published="2017-09-06",
    PERSON=["Hassan Karimi", "Pavel Orlov", "Orlov", "Karimi"],
    GPE=["Iran", "Russia", "Syria", "Tehran", "Moscow"],
    NORP=["Iranian", "Russian"],
)


def test_parts_of_names() -> None:
    assert who(TALKS, "Orlov", 1).name == "Pavel Orlov"


def test_titles_with_a_country() -> None:
    envoy = who(TALKS, "The Russian envoy")
    assert (envoy.name, envoy.role, envoy.role_country) == ("Pavel Orlov", "special envoy on Syria", "RUS")
    assert who(TALKS, "The Russian official").name == "Pavel Orlov"


def test_a_lead_that_names_its_official_later() -> None:
    assert who(TALKS, "A senior Iranian official").name == "Hassan Karimi"


def test_pronouns_take_the_subject_of_the_sentence_before() -> None:
    he = who(TALKS, "He")
    assert he.name == "Hassan Karimi"
    assert "sentence before" in he.basis


def test_his_country_and_we() -> None:
    assert who(TALKS, "his country").name == "Russia"
    assert who(TALKS, "We").name == "Iran"


def test_both_sides_are_two_states() -> None:
    start = TALKS.text.index("The two sides")
    span = (start, start + len("The two sides"))
    assert [a.name for a in resolve_members(TALKS, [span])[span]] == ["Iran", "Russia"]
    assert resolve(TALKS, [span])[span].name == "two sides"


def test_capitals_are_states_and_keys_are_those_of_names() -> None:
    assert who(TALKS, "Tehran", 1).id == ids.named_actor_id("Iran", "state")
    assert who(TALKS, "Pavel Orlov").id == ids.named_actor_id("Pavel Orlov", "person")


def test_gender_keeps_pronouns_apart() -> None:
    doc = document(
        "Prime Minister Anna Lund met King Haakon Berg in Oslo. She praised him.", PERSON=["Anna Lund", "Haakon Berg"]
    )
    assert who(doc, "She").name == "Anna Lund"
    assert who(doc, "him").name == "Haakon Berg"


def test_a_title_of_another_country_is_nobody_named_here() -> None:
    doc = document("Russian envoy Pavel Orlov spoke. The Chinese envoy left.", PERSON=["Pavel Orlov"])
    assert who(doc, "The Chinese envoy").name == "Chinese envoy"
    assert who(doc, "The Chinese envoy").id.startswith("unnamed:")


def test_a_pronoun_without_antecedent_keeps_its_words() -> None:
    doc = document("They attacked the village.")
    assert who(doc, "They").name == "They"


def test_two_people_with_one_surname_keep_apart() -> None:
    doc = document(
        "Raul Mora met Luis Mora. Raul Mora left early. Mora spoke.", PERSON=["Raul Mora", "Luis Mora", "Mora"]
    )
    assert who(doc, "Luis Mora").name == "Luis Mora"
    assert who(doc, "Mora", 3).name == "Raul Mora"


def test_explained_acronyms() -> None:
    doc = document("The Free Widget Council (FWC) met. The FWC left.", ORG=["Free Widget Council", "FWC"])
    assert who(doc, "The FWC").name == "Free Widget Council"


def test_groups_named_more_fully_before() -> None:
    doc = document("Rwandan Hutu rebels crossed the border. The rebels burned a village.", NORP=["Rwandan"])
    assert who(doc, "The rebels").name == "Rwandan Hutu rebels"


def test_counted_groups_are_not_merged() -> None:
    doc = document("Twelve Rwandan soldiers died. Two soldiers were hurt.", NORP=["Rwandan"])
    assert who(doc, "Two soldiers").name == "two soldiers"


def test_a_name_in_apposition_tells_whom_a_title_means() -> None:
    doc = document(
        "The mediator, Pavel Orlov, arrived. His Greek counterpart, Nikos Pappas, waited.",
        PERSON=["Pavel Orlov", "Nikos Pappas"],
        NORP=["Greek"],
    )
    assert who(doc, "The mediator").name == "Pavel Orlov"
    assert who(doc, "His Greek counterpart").name == "Nikos Pappas"


def test_a_headline_means_the_one_who_has_the_role_below_it() -> None:
    doc = document(
        "Envoy leaves Damascus\nU.N. envoy Pavel Orlov left Damascus. Judge Anna Lund met Judge Lea Berg.",
        PERSON=["Pavel Orlov", "Anna Lund", "Lea Berg"],
        GPE=["Damascus"],
    )
    assert who(doc, "Envoy").name == "Pavel Orlov"
    two = document("Judge rules\nJudge Anna Lund met Judge Lea Berg.", PERSON=["Anna Lund", "Lea Berg"])
    assert who(two, "Judge").name == "Judge"


def test_acronyms_in_titles_are_spelt_out() -> None:
    doc = document(
        "United Nations envoy Pavel Orlov met European Union envoy Nikos Pappas. The U.N. envoy left first.",
        PERSON=["Pavel Orlov", "Nikos Pappas"],
        ORG=["United Nations", "European Union", "U.N."],
    )
    assert who(doc, "The U.N. envoy").name == "Pavel Orlov"


def test_a_nationality_means_the_last_named_person_of_it() -> None:
    doc = document(
        "Greek minister Nikos Pappas met Serbian envoy Pavel Orlov and U.N. mediator Lea Berg. Pappas left early. "
        "The Serb stayed and the Greek did not. The Greeks were tired.",
        PERSON=["Nikos Pappas", "Pavel Orlov", "Lea Berg", "Pappas"],
        NORP=["Greek", "Serbian"],
    )
    assert who(doc, "The Serb").name == "Pavel Orlov"
    assert who(doc, "the Greek").name == "Nikos Pappas"


def test_an_epithet_is_who_stood_out_before_unless_the_office_is_another() -> None:
    doc = document(
        "Hassan Karimi spoke for an hour. The cleric praised the deal. "
        "Mayor Pavel Orlov spoke next. The ambassador left the hall.",
        PERSON=["Hassan Karimi", "Pavel Orlov"],
    )
    assert who(doc, "The cleric").name == "Hassan Karimi"
    assert who(doc, "The ambassador").name == "ambassador"


def all_members(doc: Document, *phrases: str) -> dict[str, list[str]]:
    spans = {(start := doc.text.index(words), start + len(words)): words for words in phrases}
    found = resolve_members(doc, list(spans))
    return {words: [actor.name for actor in found[span]] for span, words in spans.items()}


def members(doc: Document, words: str) -> list[str]:
    return all_members(doc, words)[words]


def test_two_men_are_those_named_side_by_side() -> None:
    doc = document(
        "Serbian President Pavel Orlov and Kosovo leader Agim Berisha met U.N. mediator Lea Berg. "
        "The two men shook hands. Berg thanked them. The pair will meet again. Both sides hope.",
        PERSON=["Pavel Orlov", "Agim Berisha", "Lea Berg"],
        NORP=["Serbian"],
        GPE=["Kosovo"],
    )
    assert members(doc, "The two men") == members(doc, "The pair") == ["Pavel Orlov", "Agim Berisha"]
    assert members(doc, "Both sides") == ["Serbia", "Kosovo"]
    assert all_members(doc, "The two men", "them")["them"] == ["Pavel Orlov", "Agim Berisha"]


def test_two_ministers_are_all_who_have_that_role() -> None:
    doc = document(
        "Minister Nikos Pappas received Minister Pavel Orlov. President Hugo Mora was away. The two ministers ate.",
        PERSON=["Nikos Pappas", "Pavel Orlov", "Hugo Mora"],
    )
    assert members(doc, "The two ministers") == ["Nikos Pappas", "Pavel Orlov"]


def test_ministers_of_two_countries_are_not_the_countries() -> None:
    doc = document(
        "Iran and Iraq agreed. The ministers of the two countries met. The two countries are at peace.",
        GPE=["Iran", "Iraq"],
    )
    assert members(doc, "The ministers of the two countries") == ["ministers of the two countries"]
    assert members(doc, "The two countries") == ["Iran", "Iraq"]


def test_a_bare_office_is_that_of_the_country_the_article_is_about() -> None:
    doc = document(
        "America's senators asked America's banks for proof. The president was silent.",
        published="2018-07-19",
        GPE=["America"],
    )
    assert who(doc, "The president").name == "Donald Trump"


def test_a_surname_that_is_a_place_too() -> None:
    doc = document(
        "Maltese leader Joseph Muscat flew to Muscat. Muscat said Oman was a friend.",
        PERSON=["Joseph Muscat"],
        GPE=["Muscat", "Oman"],
    )
    assert who(doc, "Muscat", 1).name == "Oman"
    assert who(doc, "Muscat", 2).name == "Joseph Muscat"


def test_a_counterpart_may_be_known_by_the_country_alone() -> None:
    doc = document(
        "Igor Orlov of the Russian army spoke with Georgian envoy Lasha Beria. "
        "Serbian minister Milan Zec was there. Zec thanked his Georgian colleague.",
        PERSON=["Igor Orlov", "Lasha Beria", "Milan Zec", "Zec"],
        NORP=["Russian", "Georgian", "Serbian"],
    )
    assert who(doc, "his Georgian colleague").name == "Lasha Beria"


def test_an_official_without_a_country_serves_that_of_the_article() -> None:
    doc = document(
        "ROMANIA votes. Romania is split. President Hugo Mora spoke. He said his country was calm.",
        PERSON=["Hugo Mora"],
        GPE=["ROMANIA", "Romania"],
    )
    assert who(doc, "his country").name == "Romania"


def test_the_group_and_the_rebels_are_the_armed_group_that_is_named() -> None:
    doc = document(
        "Hamas freed two women. The Red Cross drove them. The group thanked Egypt. The militants went home.",
        ORG=["Hamas", "Red Cross"],
        GPE=["Egypt"],
    )
    assert who(doc, "The group").name == "Hamas"
    assert who(doc, "The militants").name == "Hamas"
    two = document("Hamas and Hezbollah spoke. The militants went home.", ORG=["Hamas", "Hezbollah"])
    assert who(two, "The militants").name == "militants"


def test_groups_by_another_word() -> None:
    doc = document("Some 200 protesters sat down. The demonstrators sang. The students left.")
    assert who(doc, "The demonstrators").name == "some 200 protesters"
    assert who(doc, "The students").name == "students"


def test_the_people_of_a_country_stand_for_it() -> None:
    doc = document("Iran signed. The Iranians praised the deal. Two Iranians died.", GPE=["Iran"])
    assert who(doc, "The Iranians").name == "Iran"
    assert who(doc, "Two Iranians").name == "two Iranians"


def test_office_holders_come_from_the_table_with_their_dates() -> None:
    text = "The Russian president spoke."
    then = who(document(text, published="2010-05-01", NORP=["Russian"]), "The Russian president")
    now = who(document(text, published="2016-05-01", NORP=["Russian"]), "The Russian president")
    assert (then.name, now.name) == ("Dmitry Medvedev", "Vladimir Putin")
    assert "table" in now.basis
    assert who(document(text, NORP=["Russian"]), "The Russian president").name == "Russian president"


def test_a_counterpart_has_the_same_office_elsewhere() -> None:
    doc = document(
        "Turkish Foreign Minister Kemal Oktar met Greek Foreign Minister Nikos Pappas. "
        "Oktar thanked his Greek counterpart.",
        PERSON=["Kemal Oktar", "Nikos Pappas", "Oktar"],
        NORP=["Turkish", "Greek"],
    )
    assert who(doc, "his Greek counterpart").name == "Nikos Pappas"


def test_his_minister_is_the_one_of_his_country() -> None:
    doc = document(
        "Kenyan President Peter Ochola spoke. He praised his foreign minister. "
        "Kenyan Foreign Minister Joe Kamau agreed.",
        PERSON=["Peter Ochola", "Joe Kamau"],
        NORP=["Kenyan"],
    )
    assert who(doc, "his foreign minister").name == "Joe Kamau"


def test_an_object_is_not_the_subject_of_its_own_clause() -> None:
    doc = document(
        "President Hugo Mora spoke to parliament. Opposition leader Luis Vega mocked him.",
        PERSON=["Hugo Mora", "Luis Vega"],
    )
    assert who(doc, "him").name == "Hugo Mora"


def test_a_closing_verb_of_saying_goes_back_to_the_speaker_before() -> None:
    doc = document(
        "President Hugo Mora defended the strike. General Luis Vega had planned attacks, he said.",
        PERSON=["Hugo Mora", "Luis Vega"],
    )
    assert who(doc, "he").name == "Hugo Mora"


def test_names_that_others_bear_need_their_country_in_view() -> None:
    here = document("Colombia and its rebels agreed. Congress will vote.", GPE=["Colombia"], ORG=["Congress"])
    there = document("The United States agreed. Congress will vote.", GPE=["United States"], ORG=["Congress"])
    assert who(here, "Congress").name == "Congress"
    assert who(there, "Congress").name == "United States Congress"


def test_surnames_that_the_entities_miss() -> None:
    doc = document(
        "Indian minister Ravi Bose spoke. Bose left early. He smiled.", PERSON=["Ravi Bose"], NORP=["Indian"]
    )
    assert who(doc, "Bose", 1).name == "Ravi Bose"


def test_unnamed_actors_are_others_in_every_article() -> None:
    one, two = document("Gunmen fled."), document("Gunmen fled. They escaped.")
    assert who(one, "Gunmen").id != who(two, "Gunmen").id


def test_quotations_without_an_end_stop_with_their_paragraph() -> None:
    doc = document('"We are here. We stay.\n"They left," he said.')
    quotes = read_quotes(doc)
    assert quotes.around(3) is not None
    assert quotes.around(doc.text.index("he said")) is None


_WORDS = st.sampled_from(
    [
        *(
            "He",
            "She",
            "They",
            "it",
            "we",
            "his",
            "country",
            "The",
            "the",
            "of",
            "Russian",
            "envoy",
            "President",
            "Ali",
        ),
        *("Shamkhani", "Iran", "Tehran", "said", "told", ",", ".", '"', "(", ")", "'s", "rebels", "government", "two"),
        *("sides", "Mr.", "Putin", "NATO", "\x00", "\ud800", "``", "''", "\n"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=60), st.data())
def test_any_spans_of_any_text_get_an_actor(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    doc = document(text, published="2017-09-06", PERSON=["Ali Shamkhani", "Putin"], GPE=["Iran", "Tehran"])
    offset = st.integers(-3, len(text) + 5)
    spans = data.draw(st.lists(st.tuples(offset, offset), max_size=12))
    spans += [m.span() for m in re.finditer(r"\S+(?: \S+)?", text)]
    found = resolve(doc, spans)
    assert set(found) == set(spans)
    assert found == resolve(doc, list(reversed(spans)))
    for actor in found.values():
        assert actor.name and actor.id and actor.basis
    members = resolve_members(doc, spans)
    assert all(actors for actors in members.values())


def test_a_long_line_takes_time_in_proportion() -> None:
    text = "He told Ali Shamkhani that the Russian envoy of Iran left (ABC) and they said so " * 400
    doc = document(text, PERSON=["Ali Shamkhani"], GPE=["Iran"])
    spans = [m.span() for m in re.finditer(r"\b(?:He|they|the Russian envoy)\b", text)]
    assert len(resolve(doc, spans)) == len(spans)


def test_the_country_of_a_counterpart_is_nobodys_own() -> None:
    doc = document("Iranian Foreign Minister Abbas Araghchi met his British and French counterparts in Geneva.")
    assert who(doc, "his British").name == "United Kingdom"
