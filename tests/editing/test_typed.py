"""Promise 6: nothing an editor typed is lost, not by a sign-in that ended nor by a form that grew too old."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from articles.models import Edition, GlossaryTerm
from tests.editing.test_editions import change, form_of
from tests.editing.test_pictures import a_picture
from tests.makers import make_edition, make_user

pytestmark = pytest.mark.django_db

OURS = {"Origin": "http://testserver"}


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def editor():
    return make_user(is_staff=True, is_superuser=True)


def form_on(response):
    """What “Send it again” would send, or None."""
    form = BeautifulSoup(response.content, "html.parser").select_one(".not-saved form")
    return form and {field["name"]: field.get("value", "") for field in form.select("input")}


def test_whoever_was_signed_out_while_typing_signs_in_and_sends_it_again(client):
    edition = make_edition()
    typed = form_of(edition, title="Typed for an hour")

    refused = client.post(change(edition), typed)
    client.force_login(editor())
    sent = client.post(change(edition), form_on(refused))

    assert refused.status_code == 403
    assert "You were signed out before this reached us." in refused.content.decode()
    assert reverse("admin:login") in refused.content.decode()
    assert sent.status_code == 302
    assert Edition.objects.get().title == "Typed for an hour"


def test_a_form_from_before_the_last_sign_in_is_offered_again_with_a_new_key(browser):
    edition = make_edition()
    browser.force_login(editor())
    browser.get(change(edition))

    refused = browser.post(
        change(edition), form_of(edition, title="Typed") | {"csrfmiddlewaretoken": "x" * 64}, headers=OURS
    )
    sent = browser.post(change(edition), form_on(refused), headers=OURS)

    assert refused.status_code == 403
    assert "This form is from before you last signed in." in refused.content.decode()
    assert sent.status_code == 302
    assert Edition.objects.get().title == "Typed"


def glossary_term(client, **facts):
    facts = {"term": "Biopsy", "meaning": "A small piece is taken.", "language": "en"} | facts
    return client.post(reverse("admin:articles_glossaryterm_add"), facts)


def test_a_term_that_the_glossary_has_is_refused_in_a_sentence_however_it_is_written(client):
    client.force_login(editor())
    glossary_term(client)

    said = glossary_term(client, term="BIOPSY!").content.decode()

    assert "The glossary has this term already." in said
    assert GlossaryTerm.objects.count() == 1


def test_who_stores_the_same_in_the_same_moment_keeps_what_they_typed(client, monkeypatch, caplog):
    """Both were looked at before either was stored."""
    monkeypatch.setattr(GlossaryTerm, "validate_unique", lambda _term, exclude=None: None)
    client.force_login(editor())
    glossary_term(client)

    refused = glossary_term(client, meaning="Typed for an hour.")

    assert refused.status_code == 403
    assert "Somebody else has just stored the same" in refused.content.decode()
    assert form_on(refused)["meaning"] == "Typed for an hour."
    assert GlossaryTerm.objects.get().meaning == "A small piece is taken."
    assert "Typed for an hour" not in caplog.text


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://www.example.org"}, {"Origin": "null"}])
def test_a_form_from_elsewhere_is_never_offered_again(browser, origin):
    edition = make_edition()
    browser.force_login(editor())

    refused = browser.post(change(edition), form_of(edition, title="Forged"), headers=origin)

    assert refused.status_code == 403
    assert "did not come from a page of the desk" in refused.content.decode()
    assert form_on(refused) is None
    assert Edition.objects.get().title != "Forged"


def test_a_sign_in_page_that_was_open_too_long_says_so_and_repeats_no_password(browser):
    response = browser.post(reverse("admin:login"), {"username": "nurse", "password": "a secret of mine"})

    assert response.status_code == 403
    assert "Please sign in once more." in response.content.decode()
    assert "a secret of mine" not in response.content.decode()


def test_hostile_words_are_sent_back_as_words_and_a_lost_picture_is_told(client):
    """Promise 11."""
    edition = make_edition()
    hostile = "\"'><script>alert(1)</script> and more of it"

    response = client.post(change(edition), form_of(edition, title=hostile, **{"sections-0-picture": a_picture()}))

    assert not BeautifulSoup(response.content, "html.parser").select("script:not([src])")
    assert form_on(response)["title"] == hostile
    assert "choose them again" in response.content.decode()


def test_what_was_typed_for_a_draft_that_was_thrown_away_can_be_copied(admin_client):
    edition = make_edition()
    typed = form_of(edition, summary="Words that took an hour to write.")
    edition.delete()

    response = admin_client.post(reverse("admin:articles_edition_change", args=[typed["sections-0-edition"]]), typed)

    assert "thrown away while you were writing" in response.content.decode()
    assert "Words that took an hour to write." in response.content.decode()


def test_whoever_only_looks_is_led_to_the_sign_in_page_as_ever(client):
    edition = make_edition()

    assert client.get(change(edition)).status_code == 302
    script = {"Sec-Fetch-Dest": "empty"}
    assert client.post(change(edition), form_of(edition), headers=script).status_code == 302
