"""Promise 6: nothing an editor typed is lost, and nothing is overwritten silently."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editing.editions.editions import EditionAdmin
from articles.editing.saving.clash import version_of
from articles.models import Edition, Image, Kind, ReleasedWordsNeverChange
from articles.releasing import Refused
from tests.editing.test_editions import change, form_of
from tests.editing.test_pictures import a_picture
from tests.makers import NOON, make_edition, make_released, make_user

pytestmark = pytest.mark.django_db

TWO = [{"heading": "First", "body": "<p>You rest.</p>"}, {"heading": "Second", "body": "<p>You sleep.</p>"}]


def form_of_all(edition, **changes):
    """The form of an edition as a browser sends it, with all its sections."""
    form = {
        "version": version_of(edition),
        "title": edition.title,
        "summary": edition.summary,
        "change": "major",
        "reviewed_on": "2026-01-05",
        "review_due": "2028-01-05",
        "sections-INITIAL_FORMS": edition.sections.count(),
        "sections-TOTAL_FORMS": edition.sections.count(),
    }
    form |= {f"{name}-{count}_FORMS": 0 for name in ("sources", "credits") for count in ("TOTAL", "INITIAL")}
    for place, section in enumerate(edition.sections.all()):
        facts = {"id": section.pk, "edition": edition.pk, **{name: getattr(section, name) for name in SECTION}}
        form |= {f"sections-{place}-{name}": value for name, value in facts.items()}
        form[f"sections-{place}-position"] = 10 * (place + 1)
    return form | changes


SECTION = ["position", "kind", "heading", "anchor", "body"]


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def sent_by(page):
    """What the browser would send if the editor pressed “Save” on the page."""
    form = page.find(id="edition_form")
    sent = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field.get("type") in {"submit", "file"} or "__prefix__" in field["name"]:
            continue
        if field.get("type") == "checkbox" and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            sent[field["name"]] = chosen["value"] if chosen else ""
        else:
            sent[field["name"]] = field.get("value", "") if field.name == "input" else field.text.removeprefix("\n")
    return sent


def shown_in(page):
    """What the two wrote, by the field."""
    return {
        field.legend.text: [part.get_text(" ", strip=True) for part in field.select(".clash__both > div")]
        for field in page.select(".clash__field")
    }


def test_whoever_saves_second_sees_both_and_nothing_is_overwritten(client, admin_client, admin_user):
    edition = make_edition(sections=TWO)
    mine = form_of_all(edition, title="My title", **{"sections-1-body": "<p>You sleep well.</p>"})
    theirs = form_of_all(edition, title="Their title", **{"sections-0-body": "<p>You rest a lot.</p>"})
    client.force_login(make_user("other", is_staff=True, is_superuser=True))

    client.post(change(edition), theirs)
    page = page_of(admin_client.post(change(edition), mine))

    assert "Somebody else saved this draft while you were writing." in page.find(role="alert").text
    assert "It was other" in page.find(role="alert").text
    assert shown_in(page) == {
        "Title": ["Saved meanwhile Their title", "Yours My title"],
        "Section “First”: Text": ["Saved meanwhile You rest a lot.", "Yours You rest."],
        "Section “Second”: Text": ["Saved meanwhile You sleep.", "Yours You sleep well."],
    }
    assert sent_by(page)["title"] == "My title"
    assert Edition.objects.get().title == "Their title"


def test_the_second_chooses_field_by_field_and_saves_again(client, admin_client):
    edition = make_edition(sections=TWO)
    mine = form_of_all(edition, title="My title", is_safety_change="on")
    mine["sections-1-body"] = "<p>You sleep well.</p>"
    theirs = form_of_all(edition, title="Their title", **{"sections-0-body": "<p>You rest a lot.</p>"})
    admin_client.post(change(edition), theirs)

    page = page_of(admin_client.post(change(edition), mine))
    chosen = sent_by(page) | {"theirs": ["sections-0-body", "is_safety_change"]}
    response = admin_client.post(change(edition), chosen)

    assert response.status_code == 302
    stored = Edition.objects.get()
    assert (stored.title, stored.is_safety_change) == ("My title", False)
    assert [section.body for section in stored.sections.all()] == ["<p>You rest a lot.</p>", "<p>You sleep well.</p>"]


def test_sections_that_somebody_added_or_removed_meanwhile_are_told_and_what_was_typed_in_them_comes_back(admin_client):
    edition = make_edition(sections=TWO)
    mine = form_of_all(edition, **{"sections-0-body": "<p>My words.</p>"})
    edition.sections.first().delete()
    edition.sections.create(heading="Third", position=30, body="<p>New.</p>")

    page = page_of(admin_client.post(change(edition), mine))
    told = page.find(role="alert").text
    response = admin_client.post(change(edition), sent_by(page))

    assert "New meanwhile, and it stays: Section “Third”." in told
    assert "Removed meanwhile: Section 1 of your form." in told
    assert response.status_code == 302
    assert {section.body for section in edition.sections.all()} == {
        *("<p>You sleep.</p>", "<p>New.</p>", "<p>My words.</p>")
    }


def test_a_form_that_does_not_say_what_it_was_made_from_overwrites_nothing(admin_client):
    edition = make_edition()

    response = admin_client.post(change(edition), form_of(edition, title="Mine", version=""))

    assert response.status_code == 200
    assert Edition.objects.get().title != "Mine"


def test_what_was_typed_while_somebody_released_is_saved_as_the_next_edition(admin_client, admin_user):
    edition = make_edition(sections=TWO, sources=[{"title": "A study"}])
    typed = form_of_all(edition, **{"sections-1-body": "<p>You sleep well.</p>", "title": "My title"})
    make_released(edition, at=NOON)

    page = page_of(admin_client.post(change(edition), typed))
    sent = sent_by(page)
    response = admin_client.post(change(edition), sent | {"_as_next_edition": "1"})

    assert "so it cannot change any more" in page.find(role="alert").text
    assert not page.select("[name=_save]")
    assert sent["sections-1-body"] == "<p>You sleep well.</p>"
    second, first = Edition.objects.order_by("-number")
    assert response.status_code == 302
    assert [section.body for section in first.sections.all()] == ["<p>You rest.</p>", "<p>You sleep.</p>"]
    assert [section.body for section in second.sections.all()] == ["<p>You rest.</p>", "<p>You sleep well.</p>"]
    assert (second.number, second.is_draft, second.title) == (2, True, "My title")
    assert second.words_changed_by == admin_user


def test_a_next_edition_that_somebody_has_begun_already_is_not_overwritten(admin_client):
    edition = make_edition()
    typed = form_of(edition, title="My title")
    make_released(edition, at=NOON)
    draft = make_edition(article=edition.article)

    page = page_of(admin_client.post(change(edition), typed | {"_as_next_edition": "1"}))

    assert "Somebody has begun the next edition already." in page.text
    assert sent_by(page)["title"] == "My title"
    assert Edition.objects.get(pk=draft.pk).title != "My title"


def test_whoever_may_not_write_is_refused_whatever_happened_meanwhile(client):
    edition = make_edition(release_at=NOON)
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_edition", "view_section"]))
    client.force_login(user)

    for form in (form_of(edition), form_of(edition) | {"_as_next_edition": "1"}):
        assert client.post(change(edition), form).status_code == 403
    assert Edition.objects.count() == 1


def test_two_sections_may_exchange_their_anchors(admin_client):
    edition = make_edition(sections=[{"heading": "A", "anchor": "one"}, {"heading": "B", "anchor": "two"}])
    exchanged = {"sections-0-anchor": "two", "sections-1-anchor": "one"}

    response = admin_client.post(change(edition), form_of_all(edition, **exchanged))

    assert response.status_code == 302
    assert [(section.heading, section.anchor) for section in edition.sections.all()] == [("A", "two"), ("B", "one")]


def test_an_anchor_made_from_a_heading_makes_room_for_one_that_was_written(admin_client):
    edition = make_edition(sections=[{"heading": "Old"}])
    new = {"sections-TOTAL_FORMS": 3}
    for place, anchor in ((1, ""), (2, "rest")):
        new |= {f"sections-{place}-kind": "text", f"sections-{place}-position": 0}
        new |= {f"sections-{place}-heading": "Rest", f"sections-{place}-anchor": anchor}

    response = admin_client.post(change(edition), form_of_all(edition, **new))

    assert response.status_code == 302
    assert [section.anchor for section in edition.sections.all()] == ["old", "rest-2", "rest"]


def test_a_picture_that_came_with_a_refused_form_need_not_be_chosen_again(admin_client):
    edition = make_edition()
    picture = {"sections-0-kind": "image", "sections-0-picture": a_picture(), "sections-0-alt": "A teal field."}

    page = page_of(admin_client.post(change(edition), form_of(edition, title="", **picture)))
    response = admin_client.post(change(edition), sent_by(page) | {"title": "Written at last"})

    assert response.status_code == 302
    assert edition.sections.get().image == Image.objects.get()


def test_a_picture_is_kept_too_when_somebody_saved_meanwhile(admin_client):
    edition = make_edition()
    picture = {"sections-0-kind": "image", "sections-0-picture": a_picture(), "sections-0-alt": "A teal field."}
    form = form_of(edition, **picture)
    Edition.objects.filter(pk=edition.pk).update(summary="Their summary.")

    page = page_of(admin_client.post(change(edition), form))
    admin_client.post(change(edition), sent_by(page))

    assert edition.sections.get().image == Image.objects.get()


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (IntegrityError(), "This could not be saved"),
        (ReleasedWordsNeverChange("“X” has been released."), "“X” has been released."),
        (Refused("Somebody else was quicker."), "Somebody else was quicker."),
    ],
)
def test_what_cannot_be_stored_is_told_in_a_sentence_and_stays_in_the_form_with_its_picture(
    admin_client, monkeypatch, fault, sentence
):
    """Promise 10."""
    edition = make_edition()
    picture = {"sections-0-kind": "image", "sections-0-picture": a_picture(), "sections-0-alt": "A teal field."}

    def refuse(*args, **facts):
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(EditionAdmin, "save_related", refuse)
        page = page_of(admin_client.post(change(edition), form_of(edition, title="My title", **picture)))
    before = Edition.objects.get().title
    admin_client.post(change(edition), sent_by(page))

    assert sentence in page.text
    assert before != "My title"
    assert Edition.objects.get().title == "My title"
    assert edition.sections.get().image == Image.objects.get()


def test_a_draft_that_somebody_released_a_moment_ago_is_not_thrown_away(admin_client, monkeypatch):
    """Promise 10."""
    edition = make_edition()

    def refuse(*args, **facts):
        raise ReleasedWordsNeverChange("“X” has been released.")

    monkeypatch.setattr(Edition, "delete", refuse)
    delete = reverse("admin:articles_edition_delete", args=[edition.pk])
    response = admin_client.post(delete, {"post": "yes"}, follow=True)

    assert "“X” has been released." in response.content.decode()


def test_a_section_that_did_not_change_costs_one_question_when_the_page_is_saved(admin_client):
    """Django asks whether it is still there."""

    def questions(count):
        edition = make_edition(sections=[{"heading": f"Part {number}"} for number in range(count)])
        for place, section in enumerate(edition.sections.all(), start=1):
            section.position = 10 * place
            section.save()
        form = form_of_all(edition, **{"sections-0-body": "<p>You sleep.</p>"})
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.post(change(edition), form).status_code == 302
        return len(captured)

    assert questions(12) <= questions(3) + 9


def test_a_new_section_that_was_removed_stays_so_while_the_form_is_refused_and_is_never_stored(admin_client):
    edition = make_edition()
    new = {"sections-TOTAL_FORMS": 2, "sections-1-kind": "text", "sections-1-heading": "New", "sections-1-position": 20}
    form = form_of_all(edition, title="", **new, **{"sections-1-DELETE": "on"})

    page = page_of(admin_client.post(change(edition), form))
    sent = sent_by(page)
    admin_client.post(change(edition), sent | {"title": "Rest", "sections-1-DELETE": "on"})

    assert sent["sections-1-heading"] == "New"
    assert page.find(id="id_sections-1-DELETE").has_attr("checked")
    assert [section.heading for section in edition.sections.all()] == ["What happens"]


def test_a_draft_of_a_hundred_sections_is_saved_in_one_form(admin_client):
    edition = make_edition(sections=[{"heading": f"Part {number}", "body": "<p>Rest.</p>"} for number in range(100)])
    sent = sent_by(page_of(admin_client.get(change(edition))))

    response = admin_client.post(change(edition), sent | {"sections-99-heading": "The last"})

    assert response.status_code == 302
    assert edition.sections.count() == 100
    assert edition.sections.last().heading == "The last"


def test_each_kind_of_section_says_what_it_asks_for(admin_client):
    edition = make_edition(sections=[{"kind": "questions", "heading": "Ask"}])

    page = page_of(admin_client.get(change(edition)))
    refused = page_of(
        admin_client.post(change(edition), form_of_all(edition, title="", **{"sections-0-kind": "warning"}))
    )

    assert {template["data-hint"] for template in page.select("template[data-hint]")} == set(Kind.values)
    assert "A list of questions to ask" in page.find(id="id_sections-0-kind_helptext").text
    assert "must not be missed" in refused.find(id="id_sections-0-kind_helptext").text
    assert page.find(id="id_sections-0-kind")["aria-describedby"] == "id_sections-0-kind_helptext"
