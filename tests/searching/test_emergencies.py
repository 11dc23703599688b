"""What people type in an emergency brings the card that a new portal has for it."""

import pytest

from articles.models.emergency import shipped_emergency_answers
from articles.searching import find
from tests.makers import NOON

pytestmark = pytest.mark.django_db

HEADINGS = {}
for _facts in shipped_emergency_answers():
    HEADINGS.setdefault(_facts["language"], []).append(_facts["heading"])
HEART, STROKE, NOW, DESPAIR = range(4)


def card_for(words, language="en"):
    answer = find(words, language=language, moment=NOON).emergency
    return answer and answer.heading


@pytest.mark.parametrize(
    ("words", "card"),
    [
        ("my chest hurts and my arm too", HEART),
        ("CHEST PAIN!!!", HEART),
        ("I think it is a heart attack", HEART),
        ("face drooping on one side", STROKE),
        ("can't breathe", NOW),
        ("i cant breathe", NOW),
        ("bee sting and throat swelling", NOW),
        ("it is bleeding and won’t stop", NOW),
        ("my baby is unconscious", NOW),
        ("he took too many pills", NOW),
        ("I want to die", DESPAIR),
        ("how can i kill myself", DESPAIR),
        ("dont want to live any more", DESPAIR),
        ("self-harm", DESPAIR),
        ("my son talks about sucide", DESPAIR),
        ("my husband collapsed", NOW),
        ("mum has collapsed", NOW),
        ("i took 30 paracetamol", NOW),
        ("cannot wake my wife", NOW),
        ("i cut myself", DESPAIR),
        ("i dont want to be alive", DESPAIR),
        ("I'm going to end it", DESPAIR),
    ],
)
def test_an_emergency_is_answered_in_the_words_people_use(words, card):
    assert card_for(words) == HEADINGS["en"][card]


@pytest.mark.parametrize(
    ("words", "language", "card"),
    [
        ("me duele el pecho", "es", HEART),
        ("no puedo respirar", "es", NOW),
        ("me quiero morir", "es", DESPAIR),
        ("الم في الصدر", "ar", HEART),
        ("لا استطيع التنفس", "ar", NOW),
        ("افكر في الانتحار", "ar", DESPAIR),
    ],
)
def test_each_language_answers_emergencies(words, language, card):
    assert card_for(words, language) == HEADINGS[language][card]


@pytest.mark.parametrize(
    ("words", "language", "card"),
    [
        ("storke", "en", STROKE),
        ("stoke", "en", STROKE),
        ("hart attack", "en", HEART),
        ("heart atack", "en", HEART),
        ("chset pain", "en", HEART),
        ("unconcious", "en", NOW),
        ("anaphlaxis", "en", NOW),
        ("spesis", "en", NOW),
        ("overdoes", "en", NOW),
        ("chocking", "en", NOW),
        ("kil myself", "en", DESPAIR),
        ("suicidle", "en", DESPAIR),
        ("imfarto", "es", HEART),
        ("suisidio", "es", DESPAIR),
    ],
)
def test_a_misspelt_emergency_is_one_also_where_no_page_knows_its_words(words, language, card):
    assert card_for(words, language) == HEADINGS[language][card]


@pytest.mark.parametrize(
    ("words", "language", "page"),
    [
        ("me duele el pecho", "es", "en"),
        ("quiero morir", "es", "ar"),
        ("ألم في الصدر", "ar", "en"),
        ("chest pain", "en", "es"),
    ],
)
def test_who_is_afraid_may_write_in_another_language_than_the_page_has(words, language, page):
    assert card_for(words, page) in HEADINGS[language]


@pytest.mark.parametrize(
    "words",
    [
        *("diabetes", "breath test", "I hurt myself falling", "die cast", "cooking with gout", "hunger strike"),
        "My chest is fine. I only ask for my sister, who has had an operation on her knee and still feels some pain",
    ],
)
def test_what_is_no_emergency_alarms_nobody(words):
    assert card_for(words) is None
