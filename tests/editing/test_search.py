"""What editors tell the search."""

import pytest
from django.urls import reverse

from articles.models import EmergencyAnswer, SearchPin, SearchSynonym
from tests.makers import NOON, make_article, make_edition

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


def address(model, page, *args):
    return reverse(f"admin:articles_{model}_{page}", args=args)


def said(response):
    return response.content.decode()


@pytest.fixture
def no_shipped_answers():
    EmergencyAnswer.objects.all().delete()


def test_an_editor_writes_another_word_for_the_same(admin_client):
    admin_client.post(
        address("searchsynonym", "add"), {"language": "en", "words": " sugar disease ", "means": "diabetes"}
    )

    assert SearchSynonym.objects.values_list("language", "words", "means").get() == ("en", "sugar disease", "diabetes")
    assert "sugar disease" in said(admin_client.get(address("searchsynonym", "changelist")))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"means": "Sugar Disease"}, "Both boxes hold the same words."),
        ({"means": "old"}, "already exists"),
        ({"means": ""}, "This field is required."),
        ({"words": "a" * 101}, "at most 100 characters"),
    ],
)
def test_a_synonym_that_says_nothing_is_refused_with_a_sentence(admin_client, facts, sentence):
    """Promise 10."""
    SearchSynonym.objects.create(words="sugar disease", means="old")

    response = admin_client.post(
        address("searchsynonym", "add"), {"language": "en", "words": "sugar disease", "means": "diabetes", **facts}
    )

    assert sentence in said(response)
    assert SearchSynonym.objects.count() == 1


def test_a_synonym_can_be_begun_from_a_link_with_its_words(admin_client):
    page = said(admin_client.get(address("searchsynonym", "add"), {"words": "sugar", "language": "es"}))

    assert 'name="words" value="sugar"' in page
    assert '<option value="es" selected>' in page


def test_an_editor_pins_a_page_of_the_same_language_only(admin_client):
    article = make_article(slug="cancer", language="es")
    make_edition(article=article, release_at=NOON)
    facts = {"phrase": "bulto", "article": article.pk}

    refused = admin_client.post(address("searchpin", "add"), {"language": "en", **facts})
    admin_client.post(address("searchpin", "add"), {"language": "es", **facts})

    assert "“cancer” is a page in Spanish." in said(refused)
    assert SearchPin.objects.get().article == article
    assert "bulto" in said(admin_client.get(address("searchpin", "changelist")))


def test_an_editor_owns_the_emergency_answers(admin_client, no_shipped_answers):
    """Promise 11: cleaned when saved."""
    words = {
        "language": "en",
        "heading": "Call us now",
        "body": f"<p onclick='x()'>On <strong>0000</strong>.{HOSTILE}</p>",
        "phrases": "  chest   pain\r\n\r\nchest pain\r\ncannot breathe ",
        "is_gentle": "on",
    }

    admin_client.post(address("emergencyanswer", "add"), words)
    answer = EmergencyAnswer.objects.get()

    assert answer.body == "<p>On <strong>0000</strong>.</p>"
    assert answer.phrases == "chest pain\ncannot breathe"
    assert answer.is_gentle
    assert "chest pain, cannot breathe" in said(admin_client.get(address("emergencyanswer", "changelist")))
    admin_client.post(address("emergencyanswer", "delete", answer.pk), {"post": "yes"})
    assert not EmergencyAnswer.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"body": "<p> </p>"}, "Say what to do"),
        ({"phrases": "chest pain\nI"}, "“I” is too short"),
        ({"phrases": "chest pain\na/pain I"}, "“a/pain I” is too short"),
        ({"phrases": "- brush stroke"}, "at least one line without “-”"),
        ({"phrases": " \n "}, "This field is required."),
        ({"heading": ""}, "This field is required."),
    ],
)
def test_an_emergency_answer_that_would_help_nobody_is_refused(admin_client, no_shipped_answers, facts, sentence):
    """Promise 10."""
    words = {"language": "en", "heading": "Call", "body": "<p>Now.</p>", "phrases": "chest pain", **facts}

    assert sentence in said(admin_client.post(address("emergencyanswer", "add"), words))
    assert not EmergencyAnswer.objects.exists()


def test_the_rich_text_box_of_an_emergency_answer_is_let_in_by_the_security_policy(admin_client):
    response = admin_client.get(address("emergencyanswer", "add"))

    assert "'nonce-" in response["Content-Security-Policy"]
    assert "js/desk/rich_text.js" in said(response)
