import pytest

from articles.checking.reading_age import measured
from articles.checking.sentences import sentences_in
from articles.checking.syllables import syllables


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "a cat brain through walked asked breathe knees scans months strength eyes moved care straight blood"),
        (2, "needle little tablet needed tested doctor before asthma muscle being fluid diet breathing places"),
        (3, "biopsy medicine hospital infected radio serious various nausea area mammogram nobody tomorrow"),
        (4, "emergency diabetes operation January laboratory European radiation temporary anybody"),
        (5, "examination refrigerator communication electricity university"),
        (6, "responsibility"),
    ],
)
def test_english_syllables_are_counted_as_they_are_spoken(count, words):
    assert {word: syllables(word, "en") for word in words.split()} == dict.fromkeys(words.split(), count)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "a y muy pie buey rey quien que sal yo"),
        (2, "día mama ciudad país leer ruido guerra aire agua limpiáis"),
        (3, "médico cuidado radiación oído cigüeña tranquila vergüenza paciencia"),
        (4, "tratamiento poesía"),
        (5, "quimioterapia electricidad mamografías"),
    ],
)
def test_spanish_syllables_follow_the_rules_of_its_spelling(count, words):
    assert {word: syllables(word, "es") for word in words.split()} == dict.fromkeys(words.split(), count)


@pytest.mark.parametrize(("word", "count"), [("38", 1), ("38°C", 2), ("MRI", 3), ("X-ray", 2), ("HER2", 4), ("–", 1)])
def test_numbers_and_letters_that_are_spelled_out_count_too(word, count):
    assert syllables(word, "en") == count


def test_a_sentence_that_everybody_measures_measures_the_same_here():
    """13 words of 24 syllables in one sentence: grade 11.3 by the formula of Kincaid, and so about 16 years."""
    sentence = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."

    measure = measured([sentence] * 8, "en")

    assert (measure.words, measure.syllables, measure.sentences) == (8 * 13, 8 * 24, 8)
    assert measure.age == 16


def test_the_shortest_words_are_for_the_youngest_and_no_page_is_for_people_beyond_a_university():
    cat, monster = "The cat sat on the mat.", "Internationalisation " * 100

    assert measured([cat] * 20, "en").age == 5
    assert measured([monster], "en").age == 22


def test_spanish_is_measured_on_its_own_scale():
    """12 words of 22 syllables in one sentence: 80.6 by the formula of Szigriszt Pazos."""
    easy = measured(["Las células crecen, hacen su trabajo y dejan sitio a otras nuevas."] * 9, "es")
    hard = measured(["Las complicaciones gastrointestinales requieren hospitalización inmediata."] * 20, "es")

    assert (easy.inflesz, hard.inflesz) == (81, 0)


def test_too_few_words_and_a_language_without_a_formula_are_not_measured():
    assert measured(["The cat sat on the mat."] * 16, "en") is None
    assert measured(["اشرب الماء"] * 100, "ar") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rest. Drink!", 2),
        ("Rest at 38.5°C. See Dr. Rhee, e.g. today.", 2),
        ("“Rest.” Then (if you can) sleep. ¿Duele? Sí.", 4),
        ("Does it hurt?! Call us …", 2),
        ("هل يؤلمك؟ اتصل بنا.", 2),
        ("first line\nsecond line", 2),
        ("Well... it may.", 1),
        (" – … \n ", 0),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text, count):
    assert len(sentences_in(text)) == count
