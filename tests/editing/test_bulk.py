"""What is done to many articles at once: asked first, done to each that takes it, and the rest is told."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from articles.models import Review
from articles.releasing import approve
from tests.makers import NOON, make_article, make_edition, make_topic, make_user
from tests.reading.pages import words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LIST = "/admin/articles/article/"
NEXT_YEAR = date(2027, 3, 2)


def someone(*roles):
    person = make_user(is_staff=True)
    person.groups.set(Group.objects.filter(name__in=roles))
    return person


def ask(client, action, articles, **more):
    """The page that asks before anything is done, or what came of it with ``apply``."""
    return client.post(LIST, {"action": action, "_selected_action": [one.pk for one in articles], **more}, follow=True)


def do(client, action, articles, **data):
    answer = ask(client, action, articles, apply="yes", **data)
    return [words(message) for message in BeautifulSoup(answer.content, "html.parser").select(".messagelist li")]


def test_before_anything_is_done_a_page_says_to_how_many(admin_client):
    articles = [make_edition(title=f"Page {number}").article for number in range(22)]

    page = BeautifulSoup(ask(admin_client, "put_in_charge", articles).content, "html.parser")

    assert words(page.select_one("#content-main h2")) == "22 pages"
    assert words(page.select(".upload li")[-1]) == "and 2 more"
    assert len(page.select("input[name=_selected_action]")) == 22
    assert not any(one.in_charge for one in articles)


def test_somebody_is_put_in_charge(admin_client):
    ada, articles = make_user("ada", is_staff=True), [make_article(), make_article()]

    assert do(admin_client, "put_in_charge", articles, person=ada.pk) == ["Put somebody in charge: done for 2 pages."]
    assert ada.articles_in_charge.count() == 2
    do(admin_client, "put_in_charge", articles[:1], person="")
    assert ada.articles_in_charge.count() == 1


def test_a_topic_is_added_to_pages_of_its_language_and_the_others_are_named(admin_client):
    topic, other = make_topic(name="Lungs"), make_topic()
    asthma, asma = make_article(slug="asthma", topics=[other]), make_article(slug="asma", language="es")

    told = do(admin_client, "add_topic", [asthma, asma], topic=topic.pk)

    assert told == ["Add a topic: done for 1 page.", "“asma (es)” is in another language than the topic “Lungs”."]
    assert set(asthma.topics.all()) == {topic, other}


def test_drafts_get_the_date_and_what_patients_read_keeps_its_own_without_a_review(client):
    client.force_login(someone("Editor"))
    draft, live = make_edition(), make_edition(title="Asthma", release_at=NOON - DAY)

    told = do(client, "set_review_date", [draft.article, live.article], review_due=NEXT_YEAR)

    draft.refresh_from_db()
    assert draft.review_due == NEXT_YEAR
    assert told[0] == "Set the review date: done for 1 page."
    assert told[1].startswith("Patients read “Asthma, edition 1”: its date moves with a review.")
    assert not Review.objects.exists()


def test_who_may_approve_records_a_review_of_each_page_that_patients_read(client):
    clinician = someone("Clinical approver")
    client.force_login(clinician)
    articles = [make_edition(release_at=NOON - DAY).article for _each in range(2)]

    facts = {"review_due": NEXT_YEAR, "reviewed_on": "2026-03-01", "reviewer": "Example name, nurse"}
    do(client, "set_review_date", articles, **facts)

    told = {(one.review_due, one.reviewed_on, one.reviewer, one.recorded_by) for one in Review.objects.all()}
    assert told == {(NEXT_YEAR, date(2026, 3, 1), "Example name, nurse", clinician)}
    assert Review.objects.count() == 2


def test_who_reviewed_is_asked_for_before_anything_is_done_and_what_was_typed_stays(admin_client):
    live = make_edition(release_at=NOON - DAY)

    page = BeautifulSoup(
        ask(admin_client, "set_review_date", [live.article], review_due=NEXT_YEAR, apply="yes").content, "html.parser"
    )

    assert page.select_one("[name=review_due]")["value"] == str(NEXT_YEAR)
    assert "Patients read these pages: say who looked at them." in page.text


def test_only_topics_in_the_language_of_a_page_are_offered(admin_client):
    make_topic(name="Lungs"), make_topic(name="Pulmones", language="es")

    page = BeautifulSoup(ask(admin_client, "add_topic", [make_article()]).content, "html.parser")

    assert [option.text for option in page.select("[name=topic] option")][1:] == ["Lungs"]


def test_an_editor_cannot_record_a_review_by_a_crafted_form(client):
    """Promise 3."""
    client.force_login(someone("Editor"))
    live = make_edition(release_at=NOON - DAY)

    facts = {"review_due": NEXT_YEAR, "reviewed_on": "2026-03-01", "reviewer": "Example name"}
    do(client, "set_review_date", [live.article], **facts)

    assert not Review.objects.exists()


def test_an_approved_draft_keeps_the_date_it_was_approved_with(admin_client):
    draft = make_edition(title="Asthma", words_changed_by=make_user())
    approve(draft, by=make_user(), at=NOON, seen=draft.current_seal())

    (told,) = do(admin_client, "set_review_date", [draft.article], review_due=NEXT_YEAR)

    assert told == "“Asthma, edition 1” is approved with the date that it has: change it on the draft."


def test_what_makes_no_sense_is_asked_again_with_a_sentence(admin_client):
    article = make_edition().article

    for action, data, sentence in (
        ("set_review_date", {"review_due": "2026-03-02"}, "must lie in the future"),
        ("add_topic", {"topic": "777"}, "Select a valid choice"),
        ("put_in_charge", {"person": "x"}, "Select a valid choice"),
    ):
        assert sentence in ask(admin_client, action, [article], apply="yes", **data).content.decode()


def test_pages_go_out_as_the_files_that_an_import_reads(admin_client):
    here, elsewhere = make_edition(title="Asthma").article, make_edition().article

    answer = ask(admin_client, "export", [here], apply="yes")

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == [f"en/{here.slug}/1.md"]
    assert b"title: Asthma" in archive.read(f"en/{here.slug}/1.md")
    assert elsewhere.slug not in str(archive.namelist())


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("Editor", {"put_in_charge", "set_review_date", "add_topic", "export"}),
        ("Clinical approver", {"set_review_date", "export"}),
        ("Clinic manager", {"export"}),
        ("Administrator", {"export"}),
    ],
)
def test_a_role_is_offered_what_it_may_and_does_nothing_else(client, role, allowed):
    client.force_login(someone(role))
    article, person, topic = make_edition().article, make_user(is_staff=True), make_topic()

    page = BeautifulSoup(client.get(LIST).content, "html.parser")

    offered = {option["value"] for option in page.select("select[name=action] option")} - {""}
    assert offered == allowed
    for action in {"put_in_charge", "add_topic", "delete_selected"} - allowed:
        do(client, action, [article], person=person.pk, topic=topic.pk, post="yes")
    article.refresh_from_db()
    assert (article.in_charge, article.topics.count()) == ((None, 0))


def test_more_than_can_be_waited_for_is_refused(admin_client, monkeypatch):
    monkeypatch.setattr("articles.editing.articles.bulk.MOST", 1)
    articles = [make_article(), make_article()]

    assert do(admin_client, "put_in_charge", articles) == ["2 pages are too many at once: choose at most 1."]


@pytest.mark.parametrize("row", ["x", "²", "-1", "9" * 50, "1\0"])
def test_what_is_no_number_of_a_row_is_refused(admin_client, row):
    """Promise 10. Also in the lists of others, such as comments."""
    article = make_article()

    for address, action in ((LIST, "export"), ("/admin/articles/comment/", "mark")):
        answer = admin_client.post(address, {"action": action, "_selected_action": [article.pk, row], "apply": "yes"})
        assert answer.status_code == 400
