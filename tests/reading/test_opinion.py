"""An expert without an account reads a draft, comments on its parts and gives a verdict."""

from datetime import timedelta

import pytest
import time_machine

from articles.models import Comment, Edition, Section, Verdict, digest_of
from articles.reading.hearing.opinions import OpinionForm
from tests.makers import NOON, make_article, make_edition, make_expert_link, make_released, make_user, make_withdrawal
from tests.reading.pages import main, read

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TOKEN = "a-token-that-nobody-can-guess-00"
ADDRESS = f"/opinion/{TOKEN}/"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def make_link(edition=None, **facts):
    return make_expert_link(edition or make_edition(title="Having a biopsy", sections=PARTS), token=TOKEN, **facts)


PARTS = [{"heading": "Rest", "body": "<p>Lie down.</p>"}, {"heading": "Food", "body": "<p>Eat.</p>"}]


def send(client, link, **typed):
    seen = {"seen": link.edition.current_seal(), "name": "Jo Example", "role": "Breast care nurse"}
    return client.post(ADDRESS, seen | {name.replace("about_", "about-"): words for name, words in typed.items()})


def faults(response):
    assert response.status_code == 400
    assert not Comment.objects.exists()
    assert not Verdict.objects.exists()
    return response.content.decode()


def test_the_expert_reads_the_draft_as_patients_would_with_a_box_for_each_part(client):
    make_link()

    page = read(client, ADDRESS)

    told = main(page)
    assert "Edition 1, not released yet" in told
    assert "Released" not in told
    assert "All editions" not in told
    assert page.h1.text == "Having a biopsy"
    assert "This is a draft, for Dr Example to read. Patients cannot read it yet." in told
    assert "Lie down." in told
    assert [box["name"] for box in page.select("textarea")] == ["about-rest", "about-food", "about-"]
    assert {box["form"] for box in page.select("details textarea")} == {"opinion.form"}


def test_nobody_else_learns_the_address_or_keeps_the_page(client):
    """Promise 1, and promise 8: no cookie is needed."""
    make_link()

    page = client.get(ADDRESS)

    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies


def test_comments_and_the_verdict_are_kept_with_name_and_role_and_shown_as_sent(client):
    link = make_link()

    sent = send(client, link, outcome="with-changes", about_rest="How long?", **{"about-": "Well done."})

    assert (sent.status_code, sent["Location"]) == (303, ADDRESS)
    verdict = link.verdicts.get()
    assert (verdict.outcome, verdict.name, verdict.role, verdict.at) == (
        "with-changes",
        "Jo Example",
        "Breast care nurse",
        NOON,
    )
    assert verdict.seal == link.edition.current_seal()
    told = [(one.anchor, one.heading, one.words, one.who) for one in link.comments.order_by("anchor")]
    who = "Jo Example, Breast care nurse"
    assert told == [("", "", "Well done.", who), ("rest", "Rest", "How long?", who)]
    page = main(read(client, ADDRESS))
    assert "Thank you. The editors have what you sent." in page
    assert "Your verdict of 2 March 2026: Fine with the changes I describe." in page
    assert "You wrote on 2 March 2026: How long?" in page
    assert not link.edition.approvals.exists()


def test_what_is_sent_twice_is_kept_once_and_a_new_verdict_stands_beside_the_old_one(client):
    link = make_link()

    for _press in range(2):
        send(client, link, outcome="fine", about_rest="How long?")
    with time_machine.travel(NOON + timedelta(hours=1)):
        send(client, link, outcome="not-fine", about_food="Wrong.")

    assert [one.outcome for one in link.verdicts.all()] == ["fine", "not-fine"]
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"outcome": ""}, "Choose a verdict, or write a comment."),
        ({"outcome": "with-changes"}, "Describe the changes in a comment"),
        ({"outcome": "not-fine"}, "Say in a comment what is wrong"),
        ({"outcome": "perhaps", "about_rest": "A"}, "Choose one of the three verdicts."),
        ({"outcome": "fine", "name": " "}, "Write your name"),
        ({"outcome": "fine", "role": "\x00"}, "Write your role"),
        ({"outcome": "fine", "name": "x" * 201}, "Please shorten your name and your role to 200 characters"),
        ({"outcome": "fine", "about_rest": "x" * 2001}, "One comment has 2001 characters"),
        ({"outcome": "fine", "leave_empty": "x"}, "Something filled in a box that people do not see"),
        ({"outcome": "fine", "seen": "x"}, "The page was changed while you were reading."),
    ],
)
def test_what_is_missing_is_said_in_a_sentence_and_nothing_is_half_saved(client, typed, sentence):
    """Promise 10."""
    assert sentence in faults(send(client, make_link(), **typed))


def test_words_on_a_part_that_went_meanwhile_come_back_in_the_box_for_the_whole_page(client):
    """Promise 6."""
    link = make_link()
    seen = link.edition.current_seal()
    Section.objects.get(anchor="food").delete()

    page = faults(send(client, link, seen=seen, about_rest="How long?", about_food="What?", **{"about-": "Good."}))

    assert "How long?</textarea>" in page
    assert "Good.\n\nWhat?</textarea>" in page


def test_hostile_words_are_shown_as_words(client, admin_client):
    """Promise 11."""
    link = make_link(for_whom=HOSTILE)
    send(client, link, outcome="fine", name=HOSTILE, role=HOSTILE, about_rest=HOSTILE + "\x00\x07")

    desk = admin_client.get(f"/admin/articles/edition/{link.edition_id}/approve/").content.decode()

    page = read(client, ADDRESS)
    assert not page.select("img[src=x], main script")
    assert HOSTILE in main(page)
    assert "<script>alert" not in desk
    assert link.comments.get().words == HOSTILE


def test_a_link_takes_two_hundred_comments_and_then_says_so(client):
    link = make_link()
    many = {"edition": link.edition, "link": link, "name": "Jo", "at": NOON}
    Comment.objects.bulk_create(Comment(words=f"Comment {number}", **many) for number in range(200))

    refused = send(client, link, outcome="fine", about_rest="One more.")

    assert refused.status_code == 429
    assert "it takes no more" in refused.content.decode()
    assert "One more.</textarea>" in refused.content.decode()
    assert Comment.objects.count() == 200


def test_what_one_sending_holds_is_counted_too(client):
    link = make_link()
    many = {"edition": link.edition, "link": link, "name": "Jo", "at": NOON}
    Comment.objects.bulk_create(Comment(words=f"Comment {number}", **many) for number in range(198))

    assert send(client, link, outcome="fine", about_rest="One.", about_food="Two.").status_code == 429
    assert Comment.objects.count() == 198
    assert send(client, link, outcome="fine", about_rest="One.").status_code == 303


def test_what_was_begun_before_a_release_and_arrives_after_it_is_not_kept(client, monkeypatch):
    """It would hang on words that patients read already, and nobody would answer it."""
    link = make_link()
    is_valid = OpinionForm.is_valid

    def while_it_is_released(form):
        found = is_valid(form)
        make_released(Edition.objects.get(pk=link.edition_id), at=NOON)
        return found

    monkeypatch.setattr(OpinionForm, "is_valid", while_it_is_released)
    late = send(client, link, outcome="fine", about_rest="Too late.")

    assert late.status_code == 410
    assert "has been released since" in late.content.decode()
    assert not Comment.objects.exists()
    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"expires_at": NOON}, "It could be used until 2 March 2026."),
        ({"revoked_at": NOON - DAY, "revoked_by": "by"}, "The editors closed it on 1 March 2026."),
    ],
)
def test_a_link_that_has_ended_says_so_calmly_and_tells_nothing_of_the_draft(client, facts, sentence):
    """Promise 1."""
    link = make_link(**{name: make_user() if value == "by" else value for name, value in facts.items()})

    page = read(client, ADDRESS, status=410)

    assert sentence in main(page)
    assert "biopsy" not in page.text
    assert send(client, link, outcome="fine").status_code == 410
    assert not Verdict.objects.exists()


def test_a_link_whose_page_was_released_leads_there_as_long_as_it_is_live(client):
    article = make_article(slug="biopsy")
    draft = make_edition(article=article, title="Having a biopsy")
    make_link(draft)
    make_released(draft, at=NOON)

    page = read(client, ADDRESS, status=410)
    assert page.select_one("main a.button")["href"] == "/articles/biopsy/"

    make_withdrawal(draft, at=NOON)
    page = read(client, ADDRESS, status=410)
    assert page.select_one("main a.button") is None
    assert "biopsy" not in page.text


@pytest.mark.parametrize("token", ["x", "a" * 500, digest_of(TOKEN)])
def test_an_address_that_nobody_was_given_is_not_there(client, token):
    make_link()

    assert "No page has this address." in main(read(client, f"/opinion/{token}/", status=404))


def test_the_page_speaks_the_language_of_its_address(client):
    make_link(make_edition(article=make_article(language="es")))

    assert "Es un borrador" in main(read(client, f"/es{ADDRESS}"))
