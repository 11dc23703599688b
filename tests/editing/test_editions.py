from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles.editing.saving.clash import version_of
from articles.models import Edition
from articles.releasing import approve, send_back, send_for_approval
from tests.makers import NOON, make_article, make_edition, make_user, make_withdrawal

pytestmark = pytest.mark.django_db


def change(edition):
    return reverse("admin:articles_edition_change", args=[edition.pk])


def form_of(edition, **changes):
    """The form as a browser sends it, with one section."""
    section = edition.sections.get()
    return {
        "version": version_of(edition),
        "title": edition.title,
        "summary": edition.summary,
        "change": "major",
        "reviewed_on": "2026-01-05",
        "review_due": "2028-01-05",
        "sections-TOTAL_FORMS": 1,
        "sections-INITIAL_FORMS": 1,
        "sections-0-id": section.pk,
        "sections-0-edition": edition.pk,
        "sections-0-position": section.position,
        "sections-0-kind": "text",
        "sections-0-heading": section.heading,
        "sections-0-anchor": section.anchor,
        "sections-0-body": section.body,
        "sources-TOTAL_FORMS": 0,
        "sources-INITIAL_FORMS": 0,
        "credits-TOTAL_FORMS": 0,
        "credits-INITIAL_FORMS": 0,
        **changes,
    }


def test_saving_new_words_remembers_who_wrote_them(admin_client, admin_user):
    """Promise 3 rests on it."""
    edition = make_edition(words_changed_by=make_user())

    admin_client.post(change(edition), form_of(edition, **{"sections-0-body": "<p>You sleep.</p>"}))

    edition.refresh_from_db()
    assert edition.sections.get().body == "<p>You sleep.</p>"
    assert edition.words_changed_by == admin_user


def test_saving_without_a_change_makes_nobody_the_author(admin_client):
    author = make_user()
    edition = make_edition(words_changed_by=author)

    response = admin_client.post(change(edition), form_of(edition))

    assert response.status_code == 302
    edition.refresh_from_db()
    assert edition.words_changed_by == author


def test_hostile_html_that_an_editor_pastes_is_cleaned(admin_client):
    """Promise 11."""
    edition = make_edition()
    pasted = '<p onclick="steal()">Rest.<script>steal()</script></p>'

    admin_client.post(change(edition), form_of(edition, **{"sections-0-body": pasted}))

    assert edition.sections.get().body == "<p>Rest.</p>"


def test_a_released_edition_opens_read_only_and_a_crafted_form_changes_nothing(admin_client):
    """Promise 2."""
    edition = make_edition(release_at=NOON)

    page = admin_client.get(change(edition)).content.decode()
    refused = admin_client.post(change(edition), form_of(edition, title="Other words"))

    assert 'name="_save"' not in page
    assert "so it cannot change any more" in refused.content.decode()
    edition.refresh_from_db()
    assert edition.title != "Other words"
    assert (
        admin_client.post(reverse("admin:articles_edition_delete", args=[edition.pk]), {"post": "yes"}).status_code
        == 403
    )


def test_whoever_cannot_change_the_words_reads_them_as_words(admin_client):
    body = "<p>Lie <strong>down</strong>.</p>"
    drawn = {"kind": "risk", "heading": "How common", "body": "", "risk_count": 1, "risk_of": 7}
    released = make_edition(release_at=NOON, sections=[{"heading": "Rest", "body": body}, drawn])

    page = BeautifulSoup(admin_client.get(change(released)).content, "html.parser")

    rest, common = page.select(".field-words .read")
    assert body in rest.decode_contents()
    assert common.text == "1 in 7"
    assert not page.select("[name=sections-0-body]")


def test_sections_keep_the_order_of_their_positions_and_new_ones_go_last(admin_client):
    edition = make_edition(sections=[{"heading": "First"}, {"heading": "Second"}])
    first, second = edition.sections.all()
    sections = {
        "sections-TOTAL_FORMS": 3,
        "sections-INITIAL_FORMS": 2,
        "sections-0-id": first.pk,
        "sections-0-position": 25,
        "sections-0-heading": "First",
        "sections-0-anchor": "first",
        "sections-1-id": second.pk,
        "sections-1-edition": edition.pk,
        "sections-1-position": 20,
        "sections-1-kind": "text",
        "sections-1-heading": "Second",
        "sections-1-anchor": "second",
        "sections-2-position": 0,
        "sections-2-kind": "do",
        "sections-2-heading": "New",
    }
    form = form_of(make_edition()) | {"sections-0-edition": edition.pk, "title": edition.title} | sections
    form["version"] = version_of(edition)

    response = admin_client.post(change(edition), form)

    assert response.status_code == 302
    assert [(section.heading, section.position) for section in edition.sections.all()] == [
        ("Second", 10),
        ("First", 20),
        ("New", 30),
    ]


def test_dates_that_contradict_each_other_are_refused_with_a_sentence(admin_client):
    """Promise 10."""
    edition = make_edition()

    response = admin_client.post(change(edition), form_of(edition, review_due="2025-01-01"))

    assert "The review is due before the last one: check both dates." in response.content.decode()
    edition.refresh_from_db()
    assert edition.review_due == date(2028, 1, 5)


def test_two_sections_with_one_anchor_are_refused_with_a_sentence(admin_client):
    edition = make_edition()
    twin = {
        "sections-TOTAL_FORMS": 2,
        "sections-1-position": 0,
        "sections-1-kind": "text",
        "sections-1-heading": "Twin",
        "sections-1-anchor": edition.sections.get().anchor,
    }

    response = admin_client.post(change(edition), form_of(edition, **twin))

    assert "Two sections have the same anchor." in response.content.decode()
    assert edition.sections.count() == 1


def test_a_second_draft_of_an_article_is_refused_with_a_sentence(admin_client):
    draft = make_edition()
    form = form_of(draft) | {"article": draft.article_id, "sections-TOTAL_FORMS": 0, "sections-INITIAL_FORMS": 0}

    response = admin_client.post(reverse("admin:articles_edition_add"), form)

    assert "This article has a draft already." in response.content.decode()
    assert Edition.objects.count() == 1


def test_the_list_tells_where_each_edition_stands_and_shows_those_alone_that_are_asked_for(admin_client):
    facts = {"words_changed_by": make_user()}
    draft, sent, returned, approved, changed = (make_edition(**facts) for _each in range(5))
    for one in (sent, returned, approved):
        send_for_approval(one, by=make_user(), at=NOON)
    send_back(returned, by=make_user(), at=NOON, seen=returned.current_seal(), comments="Shorter.")
    for one in (approved, changed):
        approve(one, by=make_user(), at=NOON, seen=one.current_seal())
    Edition.objects.filter(pk=changed.pk).update(title="Other words")
    old = make_edition(release_at=NOON - timedelta(days=9))
    live = make_edition(article=old.article, release_at=NOON)
    coming = make_edition(release_at=NOON + timedelta(days=1))
    withdrawn, recalled = (
        make_withdrawal(make_edition(release_at=NOON - timedelta(days=9)), kind=kind).edition
        for kind in ("withdrawn", "recalled")
    )

    expected = {
        "draft": ("Draft", {draft, changed}),
        "in-review": ("In review", {sent}),
        "returned": ("Returned", {returned}),
        "approved": ("Approved", {approved}),
        "scheduled": ("Scheduled", {coming}),
        "live": ("Live", {live}),
        "superseded": ("Superseded", {old}),
        "withdrawn": ("Withdrawn", {withdrawn}),
        "recalled": ("Recalled", {recalled}),
    }
    for state, (label, editions) in expected.items():
        page = admin_client.get(reverse("admin:articles_edition_changelist"), {"state": state})
        cells = BeautifulSoup(page.content, "html.parser").select("td.field-state")
        assert set(page.context["cl"].queryset) == editions, state
        assert {cell.text for cell in cells} == {label}


def test_a_date_makes_nobody_the_author_of_the_words(admin_client):
    """Promise 3."""
    author = make_user()
    edition = make_edition(words_changed_by=author, summary="One.\nTwo.")

    admin_client.post(change(edition), form_of(edition, summary="One.\r\nTwo.", review_due="2029-01-05"))

    edition.refresh_from_db()
    assert (edition.review_due, edition.words_changed_by) == (date(2029, 1, 5), author)


def test_a_review_in_the_future_is_refused_with_a_sentence(admin_client):
    edition = make_edition()

    response = admin_client.post(change(edition), form_of(edition, reviewed_on="2090-01-05", review_due="2091-01-05"))

    assert "A review cannot lie in the future." in response.content.decode()


def test_an_edition_translates_neither_itself_nor_another_of_its_article(admin_client):
    first = make_edition(release_at=NOON)
    draft = make_edition(article=first.article)

    for original in (first, draft):
        response = admin_client.post(change(draft), form_of(draft, translated_from=original.pk))
        assert "Choose an edition of another article" in response.content.decode()

    draft.refresh_from_db()
    assert draft.translated_from is None


def test_an_approved_draft_is_thrown_away_by_those_who_write(client, admin_client):
    draft = make_edition()
    approve(draft, by=make_user(), at=NOON, seen=draft.current_seal())
    delete = reverse("admin:articles_edition_delete", args=[draft.pk])
    client.force_login(make_user(is_staff=True))

    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert "Are you sure" in admin_client.get(delete).content.decode()
    admin_client.post(delete, {"post": "yes"})

    assert not Edition.objects.exists()


def test_a_hundred_long_sections_are_saved_at_once(admin_client):
    edition = make_edition(title="Long")
    sections = {"sections-TOTAL_FORMS": 101}
    for number in range(1, 101):
        sections |= {f"sections-{number}-{name}": "" for name in ("id", "edition", "risk_count", "risk_of", "alt")}
        facts = {"kind": "text", "position": 0, "heading": f"Part {number}", "anchor": f"part-{number}", "body": ""}
        sections |= {f"sections-{number}-{name}": value for name, value in facts.items()}

    sections["sections-100-body"] = "<p>You rest.</p>" * 170_000

    response = admin_client.post(change(edition), form_of(edition, **sections))

    assert response.status_code == 302
    assert edition.sections.count() == 101


def test_an_edition_that_is_added_begins_with_the_newest_words_of_its_article(admin_client, admin_user):
    first = make_edition(release_at=NOON, title="Asthma", sources=[{"title": "A guideline"}])

    response = admin_client.post(reverse("admin:articles_edition_add"), {"article": first.article_id})

    draft = Edition.objects.drafts().get()
    assert response.url == change(draft)
    assert (draft.title, draft.number, draft.words_changed_by) == ("Asthma", 2, admin_user)
    assert [section.body for section in draft.sections.all()] == ["<p>You rest.</p>"]
    assert draft.sources.get().title == "A guideline"


def test_an_article_whose_only_draft_was_thrown_away_gets_a_new_one(admin_client):
    article = make_article()

    admin_client.post(reverse("admin:articles_edition_add"), {"article": article.pk})

    assert Edition.objects.get().article == article
