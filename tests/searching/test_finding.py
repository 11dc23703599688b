from datetime import timedelta

import pytest

from articles.models import EmergencyAnswer, GlossaryTerm, SearchPin, SearchSynonym
from articles.searching import CannotSearch, find, finding, question, spelling, suggest
from tests.makers import NOON, make_article, make_topic, make_withdrawal
from tests.searching.pages import LAST_MONTH, make_page, titles

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_a_page_is_found_by_its_title_before_one_that_only_mentions_it():
    make_page("Living with asthma", text="Some people with asthma also have migraine.")
    make_page("Migraine", text="A headache that comes back.")

    assert titles("migraine") == ["Migraine", "Living with asthma"]


def test_a_page_is_found_by_a_name_people_use():
    make_page("Myocardial infarction", other_names=["Heart attack"])

    assert titles("heart attack") == ["Myocardial infarction"]


def test_an_abbreviation_is_the_same_with_and_without_dots():
    make_page("ADHD", text="Restless.")
    make_page("C.O.P.D. at home", text="Breathless.")
    make_page("E. coli", text="Food.")

    assert titles("a.d.h.d. in grown-ups") == ["ADHD"]
    assert titles("copd") == ["C.O.P.D. at home"]
    assert titles("e.coli") == ["E. coli"]


def test_small_words_of_a_phrase_do_not_make_it_tell_more():
    """They stand in titles and names alone, and so look rare: whoever can't sleep with bone cancer found no cancer."""
    make_page("Insomnia", text="Sleep.", other_names=["Can't sleep"])
    make_page("Sleep and age", text="Sleep.")

    cannot_sleep = question.understand("cant sleep", "en", {("cant", "sleep"): {("insomnia",)}}, live=list)

    assert cannot_sleep.phrases["cant sleep"] == cannot_sleep.weights["sleep"] / question.IN_A_PHRASE


def test_question_words_do_not_matter():
    make_page("Sarcoidosis", text="Small lumps of cells.")
    make_page("Gout", text="What are the treatments for this?")

    assert titles("What is Sarcoidosis and who gets it?")[0] == "Sarcoidosis"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("OEDEMA", "Edema of the legs"),
        ("tumors", "A tumour of the bone"),
        ("Menieres disease", "Ménière’s disease"),
        ("parkinson", "Parkinson's disease"),
        ("xray", "Having an X-ray"),
        ("haemophilia", "Hemophilia"),
        ("tests", "Your test"),
    ],
)
def test_case_accents_apostrophes_hyphens_and_the_side_of_the_ocean_do_not_matter(typed, title):
    make_page(title)
    make_page("Something else", text="Nothing of the kind.")

    assert titles(typed) == [title]


def test_a_release_enters_the_search_at_its_moment_and_the_edition_before_it_leaves():
    asthma = make_article()
    make_page("Asthma", text="Use your spacer.", article=asthma)
    make_page("Wheezing", text="Use your nebuliser.", article=asthma, at=NOON + HOUR)

    assert titles("spacer", moment=NOON) == ["Asthma"]
    assert titles("nebulizer", moment=NOON) == []
    assert titles("spacer", moment=NOON + HOUR) == []
    assert titles("nebulizer", moment=NOON + HOUR) == ["Wheezing"]


def test_a_withdrawn_page_is_gone_at_its_moment():
    make_withdrawal(make_page("Asthma"), at=NOON)

    assert titles("asthma", moment=NOON - HOUR) == ["Asthma"]
    assert titles("asthma", moment=NOON) == []
    assert suggest("asth", language="en", moment=NOON) == []


def test_only_pages_of_the_language_and_topic_asked_for_are_found():
    lungs = make_topic()
    make_page("Asma", language="es")
    make_page("Asma", language="en", topics=[lungs])
    make_page("Asma aguda", language="en")

    assert titles("asma", language="es") == ["Asma"]
    assert titles("asma", topic=lungs) == ["Asma"]
    assert len(titles("asma")) == 2


def test_ten_results_stand_on_a_page_and_none_beyond_the_last():
    for number in range(11):
        make_page(f"Asthma, part {number}", at=LAST_MONTH)

    first, second, third = (find("asthma", language="en", moment=NOON, page=page) for page in (1, 2, 3))

    assert [first.count, first.pages, len(first.results)] == [11, 2, 10]
    assert [second.page, len(second.results), len(third.results)] == [2, 1, 0]


@pytest.mark.parametrize("words", ["", "   ", "?!", "\0", "“”", "\u202e"])
def test_a_search_without_a_word_is_refused_in_a_sentence(words):
    with pytest.raises(CannotSearch, match="Type a word"):
        find(words, language="en", moment=NOON)


@pytest.mark.parametrize(
    "words",
    [
        '"', "asthma\0", "asthma' OR 1=1 --", "NEAR(asthma, 2)", "title:asthma", "asthma & | ! ( ) <-> :*", "^asthma*",
        "{body} : asthma", "-asthma", "\u202easthma", "asthma %_\\", "asthma " * 2000, "<b>asthma</b>",
    ],
)  # fmt: skip
def test_hostile_words_get_an_ordinary_answer(words):
    make_page("Asthma")

    try:
        found = titles(words)
    except CannotSearch:
        found = []
    assert found == (["Asthma"] if "asthma" in words else [])


def test_what_is_shown_is_escaped_and_marked():
    make_page("Fish & <i>chips</i>", text="Fish &lt;b&gt; is good.")

    result = find("fish", language="en", moment=NOON).results[0]

    assert result.title == "<mark>Fish</mark> &amp; &lt;i&gt;chips&lt;/i&gt;"
    assert result.extract == "<mark>Fish</mark> &lt;b&gt; is good."


def test_suggestions_begin_at_any_word_of_a_title_or_name():
    make_page("Breast cancer", other_names=["Mammary carcinoma"])
    make_page("Broken arm")

    assert [one.words for one in suggest("can", language="en", moment=NOON)] == ["Breast cancer"]
    assert [one.words for one in suggest("Mamm", language="en", moment=NOON)] == ["Mammary carcinoma"]
    assert [one.words for one in suggest("br", language="en", moment=NOON)] == ["Broken arm", "Breast cancer"]


def test_a_pinned_page_stands_first_when_the_search_holds_the_words_of_the_pin():
    make_page("Living with asthma")
    pinned = make_page("Breathing well", text="Come to our asthma evening.")
    SearchPin.objects.create(phrase="asthma help", article=pinned.article)

    found = find("where is help with asthma", language="en", moment=NOON).results

    assert [(one.edition.title, one.is_pinned) for one in found] == [
        ("Breathing well", True),
        ("Living with asthma", False),
    ]
    assert titles("asthma")[0] == "Living with asthma"


def test_an_emergency_is_answered_whatever_else_was_typed_and_even_misspelt():
    EmergencyAnswer.objects.all().delete()  # those that the portal begins with
    make_page("Chest pain")
    card = EmergencyAnswer.objects.create(heading="Call 999", body="<p>Now.</p>", phrases="arm is numb\nchest hurts")

    assert find("Since noon my chest hurts badly", language="en", moment=NOON).emergency == card
    assert find("hurting chest", language="en", moment=NOON).emergency == card
    assert find("my chest is fine", language="en", moment=NOON).emergency is None


def test_words_that_editors_taught_and_other_names_in_the_glossary_find_the_page():
    make_page("Diabetes")
    make_page("Having an ultrasound")
    SearchSynonym.objects.create(words="honey water", means="diabetes")
    GlossaryTerm.objects.create(term="ultrasound", other_names="echo picture, sono", meaning="A picture made by sound.")

    assert titles("is it honey water") == ["Diabetes"]
    assert titles("echo picture") == titles("sono") == ["Having an ultrasound"]


def test_the_portal_knows_what_people_call_an_illness_and_the_names_of_medicines():
    make_page("Myocardial infarction")
    make_page("Hypothyroidism")

    assert titles("heart attack") == ["Myocardial infarction"]
    assert titles("can I take Synthroid at night") == ["Hypothyroidism"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("diabetis", "Diabetes"),
        ("dyarhea", "Diarrhoea"),
        ("neumonia", "Pneumonia"),
        ("fybromyalgya", "Fibromyalgia"),
        ("athsma", "Asthma"),
        ("migrane", "Migraine"),
    ],
)
def test_spelling_mistakes_are_forgiven_and_told(typed, title):
    make_page(title)

    found = find(f"what is {typed}", language="en", moment=NOON)

    assert [one.edition.title for one in found.results] == [title]
    assert found.corrected == f"what is {title.lower()}"


@pytest.mark.parametrize(
    ("typed", "page"),
    [("severe bleeding", "Fever"), ("throwing up", "Three days"), ("choking", "A choice"), ("chemo", "Chem panel")],
)
def test_a_right_word_that_no_page_holds_is_not_taken_for_another(typed, page):
    make_page(page, text="About bleeding.")

    assert find(typed, language="en", moment=NOON).corrected == ""


def test_a_correction_tells_no_word_of_a_page_that_patients_cannot_read():
    """Promise 1."""
    make_page("New medicine", text="Ask about xylobrekumab.", at=NOON + HOUR)
    make_withdrawal(make_page("Old medicine", text="Ask about grobblefaxin."))

    for typed in ("xylobrekumav treatment", "grobblefaxim treatment"):
        assert find(typed, language="en", moment=NOON).corrected == ""
    assert find("xylobrekumav", language="en", moment=NOON + HOUR).corrected == "xylobrekumab"


def test_a_rare_word_may_still_be_a_mistake(monkeypatch):
    monkeypatch.setattr(spelling, "COMMON", 2)
    for title in ("Lupus", "Lupus and the kidneys", "Gout", "Asthma", "Migraine"):
        make_page(title)
    make_page("Sun and skin", text="Once it was written lupis.")

    assert set(titles("is lupis dangerous")) == {"Lupus", "Lupus and the kidneys", "Sun and skin"}
    assert find("lupis", language="en", moment=NOON).corrected == ""


def test_a_word_that_a_page_uses_is_not_taken_for_a_mistake():
    make_page("Polio")
    make_page("Folio", text="About polis.")

    assert find("polis", language="en", moment=NOON).corrected == ""
    assert titles("polis") == ["Folio"]


def test_the_telling_words_are_found_among_the_chatter():
    make_page("Gout", text="Swollen toes.")
    make_page("Shrimps", text="Food from the sea.")
    make_page("Talking with your doctor", text="Questions to ask when you are worried.")

    assert titles(
        "hello doctor my name is Carlos and I am so worried, every time I eat at my sister's the gout comes back, "
        "please help me, what can I ask them, thanks"
    ) == ["Gout"]


def test_an_answer_leads_to_the_section_that_answers():
    make_page(
        "Gout",
        sections=[
            {"heading": "What is gout?", "body": "<p>Gout hurts.</p>"},
            {"heading": "Treatment of gout", "body": "<p>Rest and tablets.</p>"},
            {"heading": "Symptoms of gout", "body": "<p>Swollen toes.</p>"},
        ],
        slug="gout",
    )

    treated = find("what is the treatment of gout", language="en", moment=NOON).results[0]
    felt = find("signs of gout", language="en", moment=NOON).results[0]

    assert (treated.heading, treated.address) == (
        "<mark>Treatment</mark> of <mark>gout</mark>",
        "/articles/gout/#treatment-of-gout",
    )
    assert felt.section.heading == "Symptoms of gout"


def test_where_nothing_is_found_the_nearest_titles_are_told():
    make_page("Psoriasis")
    make_page("Asthma")
    skin = make_topic()

    assert [one.title for one in find("psorrhiazis", language="en", moment=NOON).nearest] == ["Psoriasis"]
    assert [one.title for one in find("asthma", language="en", moment=NOON, topic=skin).nearest] == ["Asthma"]
    assert find("asthma", language="en", moment=NOON).nearest == []


def test_two_words_that_very_many_pages_hold_still_find_the_page_that_holds_both(monkeypatch):
    monkeypatch.setattr(question, "MOST_LOOKED_UP", 3)
    monkeypatch.setattr(finding, "MOST_NAMED", 2)
    for number in range(3):
        make_page(f"Asthma, part {number}")
        make_page(f"Children, part {number}")
    make_page("Asthma in children")

    assert titles("asthma children")[0] == "Asthma in children"


def test_each_topic_of_a_message_brings_its_best_page_first():
    for text in ("Gout and gout and gout.", "Gout hurts."):
        make_page("Gout", text=text)
    for title in ("Psoriasis", "Rash", "Itching"):
        make_page(title, text="Psoriasis is a disease.")
    for title in ("Asthma", "Migraine", "Mumps", "Measles"):
        make_page(title)

    found = titles("my mother has gout and my father has psoriasis, can living on other things help")

    assert found[:3] == ["Gout", "Psoriasis", "Gout"]


@pytest.mark.parametrize("words", ["tumor in the oesophagus", "oesophageal tumours", "a tumour of my esophagus"])
def test_each_word_of_a_pair_may_stand_for_another_on_the_page(words):
    make_page("Esophageal cancer")
    make_page("Esophagus disorders")
    make_page("Desmoid tumor")

    assert titles(words)[0] == "Esophageal cancer"


def test_a_word_that_nearly_every_page_holds_finds_those_that_are_called_so(monkeypatch):
    monkeypatch.setattr(question, "MOST_LOOKED_UP", 3)
    for number in range(4):
        make_page(f"Page {number}", text="There may be pain, and pain again.")
    make_page("Chronic pain", text="It hurts.")
    make_page("A sprain", text="It hurts.", other_names=["Painful joint"])

    assert titles("pain") == ["Chronic pain", "A sprain"]
