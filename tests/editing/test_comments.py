"""What people say about a draft, beside what they say it about."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.models import Comment, Section
from articles.releasing import comment
from tests.editing.test_saving import form_of_all
from tests.makers import NOON, make_edition, make_user
from tests.reading.pages import words

pytestmark = pytest.mark.django_db

REST = {"heading": "Rest", "body": "<p>Lie down.</p>"}
FOOD = {"heading": "Food", "body": "<p>Eat.</p>"}


@pytest.fixture
def approver(client):
    clinician = make_user("clinician", is_staff=True)
    clinician.groups.add(Group.objects.get(name="Clinical approver"))
    client.force_login(clinician)
    return clinician


def make_draft(**facts):
    return make_edition(sections=[REST, FOOD], words_changed_by=make_user(), **facts)


def desk(name, edition):
    return reverse(f"admin:articles_edition_{name}", args=[edition.pk])


def page_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_an_approver_comments_beside_each_section_and_returns_the_draft_with_one_press(client, approver):
    draft = make_draft()
    shown = page_of(client, desk("approve", draft))
    typed = {"seen": draft.current_seal(), "comments": "", "about-rest": "How long?", "about-food": ""}

    client.post(desk("return", draft), typed)

    assert [box["name"] for box in shown.select("textarea[name^=about-]")] == ["about-rest", "about-food"]
    assert draft.returns.get().comments == "See the comments on the sections."
    told = draft.comments.get()
    assert (told.anchor, told.words, told.by) == ("rest", "How long?", approver)


def test_a_part_without_a_heading_has_its_box_too(client, approver):
    draft = make_edition(sections=[{"kind": "warning", "body": "<p>Call us.</p>"}])
    part = draft.sections.get()

    client.post(desk("comment", draft), {f"about-_{part.pk}": "When?"})
    shown = page_of(client, desk("approve", draft))

    assert (part.anchor, draft.comments.get().heading) == ("", "Warning")
    assert [box["name"] for box in shown.select("textarea[name^=about-]")] == [f"about-_{part.pk}"]
    assert "When?" in shown.text


def test_a_comment_needs_no_verdict_and_stands_beside_its_section_from_then_on(client, approver):
    first = make_edition(sections=[REST, FOOD], release_at=NOON)
    draft = make_edition(article=first.article, sections=[REST, {**FOOD, "body": "<p>Eat well.</p>"}])

    sent = client.post(desk("comment", draft), {"about-food": "What?", "comments": "Good."}, follow=True)
    shown = page_of(client, desk("approve", draft))

    assert "Your comments are kept." in sent.content.decode()
    assert not draft.approvals.exists()
    (beside,) = [part for part in shown.select(".approve__part") if "Changed: Food" in words(part)]
    assert "clinician, 2 March 2026, 12:00 What?" in words(beside)
    assert "Good." in words(shown.select_one(".answer__comments"))
    assert shown.select_one("details.approve__part[open]") is None


def test_parts_that_did_not_change_stand_open_when_somebody_spoke_of_them(client, approver):
    first = make_edition(sections=[REST, FOOD], release_at=NOON)
    draft = make_edition(article=first.article, sections=[REST, {**FOOD, "body": "<p>Eat well.</p>"}])
    comment(draft, by=approver, at=NOON, remarks={"rest": "Still true?"})

    shown = page_of(client, desk("approve", draft))

    assert "Still true?" in words(shown.select_one("details.approve__part[open]"))


def test_comments_that_could_not_be_sent_are_still_there_also_if_their_section_has_gone(client, approver):
    """Promise 6."""
    draft = make_draft()
    seen = draft.current_seal()
    draft.sections.get(anchor="food").delete()
    typed = {"seen": seen, "about-rest": "How long?", "about-food": "What?"}

    refused = client.post(desk("approve", draft), typed).content.decode()

    assert "Somebody changed this while you were reading." in refused
    assert "How long?" in refused
    assert "What?" in refused
    assert not Comment.objects.exists()
    client.post(desk("comment", draft), {**typed, "about-" + "x" * 101: "?", "about-<b>": "?"})
    assert sorted(Comment.objects.values_list("anchor", "heading")) == [("food", ""), ("rest", "Rest")]


def test_a_comment_that_is_too_long_is_refused_with_a_sentence_and_kept_in_its_box(client, approver):
    """Promise 10."""
    page = client.post(desk("comment", make_draft()), {"about-rest": "x" * 2001}).content.decode()

    assert "Ensure this value has at most 2000 characters" in page
    assert "x" * 2001 in page
    assert not Comment.objects.exists()


def test_the_writer_reads_it_beside_the_section_and_deals_with_it_while_saving(admin_client, admin_user):
    draft = make_draft()
    by = make_user("clinician")
    comment(draft, by=by, at=NOON, remarks={"rest": "How long?", "food": "What?", "": "Well <b>done</b>."})
    on_rest, on_food = (draft.comments.get(anchor=anchor) for anchor in ("rest", "food"))
    shown = page_of(admin_client, desk("change", draft))

    data = form_of_all(draft) | {"dealt-with": [on_rest.pk], f"answer-{on_food.pk}": "Soup."}
    admin_client.post(desk("change", draft), data)

    assert "How long?" in words(shown.select_one("#sections-0 .field-comments"))
    assert "What?" in words(shown.select_one("#sections-1 .field-comments"))
    assert "Well <b>done</b>." in words(shown.select_one("[aria-labelledby=comments-title]"))
    assert on_rest.answer.by == admin_user
    assert on_food.answer.words == "Soup."
    assert Comment.objects.unanswered().count() == 1


def test_an_answer_that_came_with_a_form_that_was_refused_is_still_there(admin_client):
    """Promise 6."""
    draft = make_draft()
    comment(draft, by=make_user(), at=NOON, remarks={"rest": "How long?", "": "Good."})
    on_rest, on_page = (draft.comments.get(anchor=anchor) for anchor in ("rest", ""))
    data = form_of_all(draft) | {f"answer-{on_rest.pk}": "Two days.", "dealt-with": [on_page.pk]}

    refused = admin_client.post(desk("change", draft), data | {"title": ""})

    page = BeautifulSoup(refused.content, "html.parser")
    assert page.select_one(f"[name=answer-{on_rest.pk}]")["value"] == "Two days."
    assert page.select_one(f"[name=dealt-with][value='{on_page.pk}']").has_attr("checked")
    assert Comment.objects.unanswered().count() == 2


def test_more_comments_and_sections_take_no_more_questions(admin_client, django_assert_max_num_queries):
    draft = make_draft()
    comment(draft, by=make_user(), at=NOON, remarks={"rest": "How long?"})
    with django_assert_max_num_queries(80) as few:
        admin_client.get(desk("change", draft))

    for number in range(4):
        Section.objects.create(edition=draft, heading=f"Part {number}", body="<p>More.</p>", position=90)
        comment(draft, by=make_user(), at=NOON, remarks={f"part-{number}": "Why?", "food": f"What {number}?"})
    with django_assert_max_num_queries(80) as many:
        admin_client.get(desk("change", draft))

    assert len(many) <= len(few) + 4  # for each section one, which its form asks without comments too


def test_comments_wait_on_the_first_page_and_in_a_list_until_they_are_dealt_with(admin_client, admin_user):
    comment(make_draft(), by=make_user(), at=NOON, remarks={"rest": "How long?", "food": "What?"})
    link = page_of(admin_client, "/admin/").select_one("#pile-comments a")

    waiting = admin_client.get(link["href"]).context["cl"].queryset
    marked = {"action": "mark", "_selected_action": [one.pk for one in waiting]}
    admin_client.post(reverse("admin:articles_comment_changelist"), marked)

    assert words(link) == "2 Comments to deal with"
    assert {one.answer.by for one in Comment.objects.all()} == {admin_user}
    assert page_of(admin_client, "/admin/").select_one("#pile-comments") is None


def test_a_draft_that_was_spoken_of_is_thrown_away_with_what_was_said(client):
    draft = make_draft()
    comment(draft, by=make_user(), at=NOON, remarks={"rest": "How long?"})
    editor = make_user(is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)

    client.post(desk("delete", draft), {"post": "yes"})

    assert not Comment.objects.exists()
    assert not draft.article.editions.exists()


def test_a_comment_is_never_altered_at_the_desk(admin_client):
    comment(make_draft(), by=make_user(), at=NOON, remarks={"": "How long?"})
    address = reverse("admin:articles_comment_change", args=[Comment.objects.get().pk])

    assert "How long?" in admin_client.get(address).content.decode()
    assert admin_client.post(address, {"words": "Fine."}).status_code == 403
    assert admin_client.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert admin_client.get(reverse("admin:articles_comment_add")).status_code == 403
    assert Comment.objects.get().words == "How long?"
