import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Feedback
from articles.reading.hearing import feedback as rules
from articles.reading.hearing.slips import GOOD_FOR, new_slip
from articles.reading.masking import masked
from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import heading, links, main, read

pytestmark = pytest.mark.django_db

FORM = "/articles/biopsy/feedback/"
THANKS = "/articles/biopsy/feedback/thanks/"


@pytest.fixture
def edition():
    article = make_article(slug="biopsy")
    make_edition(article=article, title="Old words", release_at=NOON - timedelta(days=9))
    return make_edition(article=article, title="Having a biopsy", release_at=NOON - timedelta(days=1))


def slip_of(page):
    return page.find("input", {"name": "slip"})["value"]


def answer(client, **facts):
    """Fill in the form as a browser does, and send it."""
    slip = facts.pop("slip", None) or slip_of(read(client, FORM))
    address = facts.pop("address", FORM)
    sent = {"slip": slip, "helpful": "yes", "section": "", "words": "", "leave_empty": "", **facts}
    return client.post(address, {name: value for name, value in sent.items() if value is not None})


def told(response):
    return response.content.decode()


def test_the_page_asks_whether_it_helped_with_links_that_are_the_same_for_everybody(client, edition):
    """Stored pages are shared, so nothing in them may be one reader's own."""
    page = client.get("/articles/biopsy/")

    asked = links(read(client, "/articles/biopsy/").select_one(".helpful"))
    assert asked == {"Yes": f"{FORM}?edition=2&helpful=yes", "No": f"{FORM}?edition=2&helpful=no"}
    assert page.content == client.get("/articles/biopsy/").content


def test_a_reader_says_that_a_page_did_not_help_and_why(client, edition):
    page = read(client, f"{FORM}?edition=2&helpful=no")

    assert heading(page) == "Was this page helpful?"
    assert page.select_one("input[value=no]").has_attr("checked")
    assert "Please write nothing about who you are" in main(page)
    response = answer(client, helpful="no", section="what-happens", words="How long\r\ndoes it take?")

    assert (response.status_code, response["Location"]) == (303, THANKS)
    kept = Feedback.objects.get()
    assert (kept.edition, kept.section, kept.is_helpful) == (edition, edition.sections.get(), False)
    assert (kept.words, kept.at) == ("How long\ndoes it take?", NOON)
    thanks = read(client, THANKS)
    assert "so we cannot answer you" in main(thanks)
    assert links(thanks.main)["Back to the page"] == "/articles/biopsy/"


def test_an_answer_belongs_to_the_edition_that_was_read(client, edition):
    slip = slip_of(read(client, f"{FORM}?edition=1"))
    answer(client, slip=slip)

    assert Feedback.objects.get().edition.number == 1


def test_pressing_a_link_stores_nothing(client, edition):
    read(client, f"{FORM}?edition=2&helpful=yes")

    assert not Feedback.objects.exists()


def test_a_double_click_counts_once_and_the_same_form_sent_again_corrects_it(client, edition):
    slip = slip_of(read(client, FORM))
    for facts in ({"helpful": "yes", "words": "Good."}, {"helpful": "no", "words": "Not so good."}, {"helpful": "no"}):
        assert answer(client, slip=slip, **facts)["Location"] == THANKS

    kept = Feedback.objects.get()
    assert (kept.is_helpful, kept.words) == (False, "Not so good.")


def test_two_readers_count_twice(client, edition):
    answer(client)
    answer(client)

    assert Feedback.objects.count() == 2


def test_no_cookie_is_set_and_nothing_is_logged_on_the_whole_way(client, edition, caplog):
    """Promise 8."""
    pages = [client.get(FORM), answer(client, words="I am 020 7946 0018"), client.get(THANKS), answer(client, slip="x")]

    for page in pages:
        assert not page.cookies
        assert "Cookie" not in page.headers.get("Vary", "")
    assert not client.cookies
    assert caplog.text == ""


def test_no_token_in_a_cookie_is_asked_for(edition):
    """Promise 8: as a browser sends it, which Django's own tests leave out."""
    assert answer(Client(enforce_csrf_checks=True)).status_code == 303


def test_the_form_is_never_kept_for_others_and_what_was_typed_nowhere(client, edition):
    assert client.get(FORM)["Cache-Control"] == "private, no-cache"
    assert answer(client, helpful=None, words="Words.")["Cache-Control"] == "private, no-store"
    assert client.get(FORM)["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"helpful": None}, "Choose “Yes” or “No”."),
        ({"helpful": "perhaps\x00"}, "Choose “Yes” or “No”."),
        ({"section": "elsewhere\x00"}, "Choose one of the parts of this page."),
        ({"words": "a" * 10_000}, "You wrote 10000 characters. Please shorten it to 1000."),
        ({"leave_empty": "buy"}, "Something filled in a box that people do not see."),
        ({"slip": "made-up\x00:é"}, "We did not know this form any more."),
        ({"slip": "WzEsIngiXQ:1abc:forged"}, "We did not know this form any more."),
    ],
)
def test_bad_input_gets_a_sentence_and_no_word_is_lost(client, edition, facts, sentence):
    """Promises 6 and 10."""
    response = answer(client, **{"words": "My words.", **facts})

    assert response.status_code == 400
    assert sentence in told(response)
    assert facts.get("words", "My words.") in told(response)
    assert not Feedback.objects.exists()


def test_signs_that_nobody_sees_are_left_out_and_a_thousand_are_kept(client, edition):
    answer(client, words="\x00\x1b" + "é" * 1000 + "\x00")

    assert Feedback.objects.get().words == "é" * 1000


def test_a_form_that_was_open_too_long_is_given_anew_with_its_words(client, edition):
    slip = slip_of(read(client, FORM))

    with time_machine.travel(NOON + GOOD_FOR + timedelta(seconds=2), tick=False):
        late = answer(client, slip=slip, words="My words.", helpful="no")
        fresh = re.search('name="slip" value="([^"]+)"', told(late))[1]
        again = answer(client, slip=fresh, words="My words.", helpful="no")

    assert late.status_code == 400
    assert "open for a very long time" in told(late)
    assert 'value="no" required checked' in told(late)
    assert again.status_code == 303


def test_a_slip_counts_for_its_own_article_alone(client, edition):
    other = make_edition(article=make_article(slug="other"), release_at=NOON - timedelta(days=1))

    assert answer(client, slip=new_slip(other)).status_code == 400
    assert not Feedback.objects.exists()


def test_a_form_still_counts_when_the_page_has_moved_meanwhile(client, edition):
    slip = slip_of(read(client, FORM))
    edition.article.slug = "needle-test"
    edition.article.save()

    assert answer(client, slip=slip)["Location"] == "/articles/needle-test/feedback/thanks/"
    assert client.get(FORM)["Location"] == "/articles/needle-test/feedback/"


def test_another_site_cannot_send_the_form_through_a_readers_browser(client, edition):
    slip = slip_of(read(client, FORM))

    response = client.post(FORM, {"slip": slip, "helpful": "no"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 400
    assert not Feedback.objects.exists()


def test_a_flood_is_stopped_kindly_and_the_words_are_not_lost(client, edition, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ON_AN_ARTICLE", 2)
    other = make_edition(article=make_article(slug="other"), release_at=NOON - timedelta(days=1))
    answer(client)
    answer(client)

    response = answer(client, words="My words.")
    elsewhere = answer(client, slip=new_slip(other), address="/articles/other/feedback/")
    with time_machine.travel(NOON + timedelta(minutes=61), tick=False):
        later = answer(client)

    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "Please send it once more in an hour." in told(response)
    assert "My words." in told(response)
    assert (elsewhere.status_code, later.status_code) == (303, 303)


def test_a_flood_over_many_articles_is_stopped_too(client, edition, monkeypatch):
    monkeypatch.setattr(rules, "MOST_IN_ALL", 1)
    answer(client)

    assert answer(client).status_code == 429


def test_answers_are_forgotten_after_a_year(client, edition):
    answer(client)

    with time_machine.travel(NOON + timedelta(days=365), tick=False):
        assert not Feedback.objects.kept_at(NOON + timedelta(days=365)).exists()
        answer(client, words="New.")

    assert [kept.words for kept in Feedback.objects.all()] == ["New."]


@pytest.mark.parametrize("number", ["3", "0", "-1", "x", "", "1.5", "9" * 5000, "%00", "٢", "1e3"])
def test_an_edition_that_is_not_there_gets_a_sentence(client, edition, number):
    """Promise 10. Edition 3 is a draft (promise 1)."""
    make_edition(article=edition.article, title="DRAFT")

    page = read(client, f"{FORM}?edition={number}", status=404)

    assert "This page has no edition with that number." in main(page)


def test_nothing_is_asked_about_pages_that_were_never_released(client):
    """Promise 1."""
    make_edition(article=make_article(slug="draft"), title="DRAFT")

    for address in ("/articles/draft/feedback/", "/articles/draft/feedback/thanks/", "/articles/x/feedback/?edition=1"):
        read(client, address, status=404)
    assert client.post("/articles/draft/feedback/", {"helpful": "yes"}).status_code == 404


def test_a_page_that_was_taken_away_meanwhile_still_hears_what_its_readers_say(client, edition):
    slip = slip_of(read(client, FORM))
    make_withdrawal(edition, kind="recalled", at=NOON)

    assert answer(client, slip=slip, words="The dose frightened me.").status_code == 303
    read(client, FORM, status=410)
    read(client, THANKS)


def test_hostile_feedback_is_shown_as_words(client, edition):
    """Promise 11."""
    hostile = "</textarea><script>alert(1)</script>"

    response = answer(client, helpful=None, words=hostile)

    assert hostile not in told(response)
    assert "&lt;/textarea&gt;" in told(response)


def test_the_form_and_an_answer_ask_the_database_a_fixed_number_of_times(client, edition, django_assert_num_queries):
    slip = new_slip(edition)
    with django_assert_num_queries(2):
        read(client, FORM)
    with django_assert_num_queries(13):
        answer(client, slip=slip)
    with django_assert_num_queries(1):
        read(client, THANKS)


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_form_speaks_the_language_of_the_page(client, language):
    make_edition(article=make_article(slug="page", language=language), release_at=NOON - timedelta(days=1))

    page = read(client, f"/{language}/articles/page/feedback/")

    assert page.html["lang"] == language
    assert "Send" not in main(page)
    assert page.main.form["action"] == f"/{language}/articles/page/feedback/"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Call 020 7946 0018 now", "Call [number removed] now"),
        ("Call +44 (0)20-7946-0018, please", "Call [number removed], please"),
        ("my NHS number 943 476 5919.", "my NHS number [number removed]."),
        ("DNI 12345678Z y ya", "DNI [number removed] y ya"),
        ("record RX123456, ward 4", "record [number removed], ward 4"),
        ("record B12345 was lost", "record [number removed] was lost"),
        ("born 12/03/1961 in May", "born [number removed] in May"),
        ("DOB 1 Feb 1954, ward 4", "DOB [number removed], ward 4"),
        ("I was born 3rd of March 1952 here", "I was born [number removed] here"),
        ("born on March 3, 1952.", "born on [number removed]."),
        ("nací el 3 de marzo de 1952 aquí", "nací el [number removed] aquí"),
        ("MRN 12345 says", "MRN [number removed] says"),
        ("jane [at] mail dot com, thanks", "[e-mail address removed], thanks"),
        ("at SW1A 1AA in a flat", "at [number removed] in a flat"),
        ("born with 2 holes in the heart", "born with 2 holes in the heart"),
        ("رقمي ٠١٢٣٤٥٦٧٨ شكرا", "رقمي [number removed] شكرا"),
        ("write to Jo.O'Hara+x@mail.example.org please", "write to [e-mail address removed] please"),
        ("see https://example.org/a?b=c and more", "see [web address removed] and more"),
        ("on www.example.org or example.com today", "on [web address removed] or [web address removed] today"),
        ("BRCA1 and HER2, 500 mg in 2026, 1 in 1000", "BRCA1 and HER2, 500 mg in 2026, 1 in 1000"),
        ("It hurt.Then and/or later, e.g. at 10.30", "It hurt.Then and/or later, e.g. at 10.30"),
    ],
)
def test_what_says_who_somebody_is_is_taken_out_and_the_words_around_it_stay(words, kept):
    assert masked(words) == kept


SEPARATORS = st.sampled_from(["", " ", "-", ".", " - ", "/", ") ", "\u200b", "\u2011", "\n"])
NUMBERS = st.lists(st.tuples(st.sampled_from("0123456789٠١٢٣٤٥"), SEPARATORS), min_size=6, max_size=16).map(
    lambda signs: "".join(digit + between for digit, between in signs[:-1]) + signs[-1][0]
)
WORDS = st.text(st.sampled_from("abcdefghijáéñسرطن"), min_size=1, max_size=9)


@given(st.text(max_size=200))
def test_no_run_of_six_digits_survives_and_nothing_is_masked_twice(text):
    once = masked(text)

    assert not re.search(r"\d{6}", once)
    assert masked(once) == once


@given(st.lists(st.one_of(WORDS, NUMBERS), max_size=12))
def test_numbers_go_however_they_are_written_and_every_word_stays(parts):
    kept = masked(" | ".join(parts)).replace("[number removed]", "")

    assert not any(character.isdecimal() for character in kept)
    assert [word for word in re.split(r"[\s|]+", kept) if word] == [part for part in parts if part[0].isalpha()]


@given(WORDS, WORDS, WORDS)
def test_no_address_survives_and_the_words_beside_it_stay(before, name, after):
    kept = masked(f"{before} {name}@{name}.org {after} https://{name}.org/{name}")

    assert kept == f"{before} [e-mail address removed] {after} [web address removed]"


def test_the_address_of_feedback_is_what_was_promised(edition):
    assert reverse("reading:feedback", kwargs={"slug": "biopsy"}) == FORM
