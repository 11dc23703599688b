"""Promise 6 in every form of the desk, and not only in that of a draft."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.editing.saving.clash import version_of
from articles.editing.saving.kept_forms import KeptForms
from articles.models import Article, Clinic, EmergencyAnswer, GlossaryTerm, Topic, WorkingCopy
from tests.editing.test_saving import page_of, sent_by, shown_in
from tests.makers import NOON, make_article, make_clinic, make_edition, make_released, make_topic

pytestmark = pytest.mark.django_db

# A draft has a way of its own; the others hold a choice, or one line.
WITHOUT_WORDS = {"edition", "registeredlink", "receiver", "unansweredcode"}
NO_NAMES = {"other_names-TOTAL_FORMS": 0, "other_names-INITIAL_FORMS": 0}


def form_of(one):
    """The addresses of its form, and of what belongs to it."""
    name = f"admin:{one._meta.app_label}_{one._meta.model_name}"
    if one.pk is None:
        return {"form": reverse(f"{name}_add"), "keep": reverse(f"{name}_keep_new")}
    return {way: reverse(f"{name}_{way}", args=[one.pk]) for way in ("change", "keep", "throw_away")} | {
        "form": reverse(f"{name}_change", args=[one.pk])
    }


def keep(client, one, **typed):
    version = version_of(one) if one.pk else ""
    return client.post(form_of(one)["keep"], {"window": "w", "version": version, "changed": "1", **typed})


def sent(page):
    """What a browser sends of the form that keeps."""
    page.select_one("#content-main form:has(.keeping)")["id"] = "edition_form"
    return {name: value for name, value in sent_by(page).items() if value}


KEPT = {
    "a topic": (make_topic, {"name": "Lungs", "language": "en", "slug": "lungs"}, Topic),
    "a new term": (GlossaryTerm, {"term": "MRI", "meaning": "A scan.", "language": "en"}, GlossaryTerm),
    "a clinic": (make_clinic, {"name": "Lung clinic", "slug": "lung-clinic", "language": "en", "phone": "1"}, Clinic),
    "a new emergency answer": (
        EmergencyAnswer,
        {"heading": "Call", "body": "<p>Call now.</p>", "phrases": "my chest hurts", "language": "en"},
        EmergencyAnswer,
    ),
}


@pytest.mark.parametrize(("make", "typed", "model"), KEPT.values(), ids=KEPT)
def test_what_is_typed_comes_back_and_is_let_go_when_it_is_saved(admin_client, make, typed, model):
    one = make()
    said = keep(admin_client, one, **typed).json()

    form = form_of(one)["form"]
    button = page_of(admin_client.get(form)).select_one("[name=_bring_back]")
    page = page_of(admin_client.post(form, {"_bring_back": button["value"]}))
    brought = sent(page)
    response = admin_client.post(form, brought)

    assert said["kept"] == "Kept at 12:00."
    assert "You typed this on" in page.find(role="alert").text
    assert not page.select(".errornote")
    assert brought.items() >= typed.items()
    assert response.status_code == 302
    assert model.objects.filter(**typed).exists()
    assert not WorkingCopy.objects.exists()


def test_what_is_brought_back_half_written_is_not_called_wrong_before_it_is_saved(admin_client):
    keep(admin_client, Topic(), name="Lungs")

    page = page_of(admin_client.post(form_of(Topic())["form"], {"_bring_back": WorkingCopy.objects.get().pk}))
    refused = page_of(admin_client.post(form_of(Topic())["form"], sent(page)))

    assert not page.select(".errorlist")
    assert "This field is required." in refused.text


def test_every_form_of_the_desk_keeps_what_is_typed(rf, admin_user):
    request = rf.get("/admin/")
    request.user = admin_user
    may_be_written = {
        model._meta.model_name
        for model, one in admin.site._registry.items()
        if model._meta.app_label == "articles" and one.has_change_permission(request) and not isinstance(one, KeptForms)
    }

    assert may_be_written <= WITHOUT_WORDS


def test_whoever_saves_an_article_second_sees_both_and_chooses(admin_client):
    article = make_article(slug="rest")
    lungs, heart = make_topic(name="Lungs"), make_topic(name="Heart")
    form = {"version": version_of(article), "language": "en", "slug": "rest", **NO_NAMES}
    mine = {**form, "slug": "resting", "topics": [heart.pk]}
    admin_client.post(form_of(article)["form"], {**form, "slug": "sleep", "topics": [lungs.pk]})

    page = page_of(admin_client.post(form_of(article)["form"], mine))
    stored = Article.objects.get().slug
    chosen = {**mine, "version": sent(page)["version"], "theirs": ["topics"]}
    admin_client.post(form_of(article)["form"], chosen)

    alert = page.find(role="alert")
    assert page.text.count("Somebody else saved this while you were writing.") == 1
    assert alert.find(string=lambda words: "It was admin" in words) is None  # it was oneself, in another window
    assert shown_in(page)["Address"] == ["Saved meanwhile sleep", "Yours resting"]
    assert shown_in(page)["Topics"] == ["Saved meanwhile Lungs", "Yours Heart"]
    assert stored == "sleep"
    assert (Article.objects.get().slug, Article.objects.get().topics.get()) == ("resting", lungs)


def test_a_name_that_somebody_else_added_meanwhile_stays(admin_client):
    article = make_article(slug="rest")
    form = {"version": version_of(article), "language": "en", "slug": "resting", **NO_NAMES}
    article.other_names.create(name="Break")

    page = page_of(admin_client.post(form_of(article)["form"], form))
    admin_client.post(form_of(article)["form"], {**form, "version": sent(page)["version"]})

    assert "New meanwhile, and it stays: Other name “Break”." in page.find(role="alert").text
    assert (Article.objects.get().slug, article.other_names.get().name) == ("resting", "Break")


def test_what_was_typed_about_something_that_is_gone_is_shown_to_copy(admin_client):
    topic = make_topic()
    addresses = form_of(topic)
    topic.delete()

    page = page_of(admin_client.post(addresses["form"], {"name": "The lungs and how to rest them"}))
    kept = admin_client.post(addresses["keep"], {"changed": "1"})

    assert "was deleted meanwhile" in page.text
    assert "The lungs and how to rest them" in page.select_one("textarea").text
    assert (kept.status_code, WorkingCopy.objects.count()) == (410, 0)


def test_the_first_page_leads_to_it_until_it_is_thrown_away(admin_client):
    topic = make_topic(name="Lungs")
    keep(admin_client, topic, name="Lungs and heart")
    keep(admin_client, GlossaryTerm(), window="v", term="MRI")

    links = {link.text: link["href"] for link in unsaved(admin_client)}
    copy = WorkingCopy.objects.get(window="w")
    response = admin_client.post(form_of(topic)["throw_away"], {"_throw_away": copy.pk})

    assert links == {
        "Topic: Lungs": form_of(topic)["form"],
        "Glossary term, a new one": form_of(GlossaryTerm())["form"],
    }
    assert response.url == form_of(topic)["form"]
    assert [link.text for link in unsaved(admin_client)] == ["Glossary term, a new one"]


def test_a_pack_that_was_being_put_together_comes_back_with_its_pages(admin_client):
    clinic, edition = make_clinic(), make_edition(release_at=NOON)
    add, keep_at = reverse("admin:articles_informationpack_add"), reverse("admin:articles_informationpack_keep_new")
    typed = {"clinic": clinic.pk, "language": "en", "title": "Before", "page": edition.article.code, "held": ""}
    admin_client.post(keep_at, {**typed, "window": "w", "changed": "1"})

    button = page_of(admin_client.get(add)).select_one("[name=_bring_back]")
    page = page_of(admin_client.post(add, {"_bring_back": button["value"]}))
    response = admin_client.post(add, {**sent(page), "_save": "1"})

    assert "You typed this on" in page.find(role="alert").text
    assert response.status_code == 302
    assert clinic.packs.get().newest_version.title == "Before"
    assert not WorkingCopy.objects.exists()


def unsaved(client):
    return page_of(client.get("/admin/")).select("[aria-labelledby=pile-unsaved] a")


def at_step(name, edition):
    kept = {
        way: reverse(f"admin:articles_edition_{way}_step", args=[edition.pk, name]) for way in ("keep", "throw_away")
    }
    return kept | {name: reverse(f"admin:articles_edition_{name}", args=[edition.pk])}


def test_comments_that_an_approver_was_writing_come_back_and_go_when_they_are_sent(admin_client):
    edition = make_edition(title="Rest", sections=[{"heading": "Rest", "body": "<p>Lie down.</p>"}])
    address = at_step("comment", edition)
    admin_client.post(address["keep"], {"about-rest": "How long?", "window": "w", "changed": "1"})

    links = {link.text: link["href"] for link in unsaved(admin_client)}
    button = page_of(admin_client.get(address["comment"])).select_one("[name=_bring_back]")
    page = page_of(admin_client.post(address["comment"], {"_bring_back": button["value"]}))
    nothing_yet = edition.comments.exists()
    admin_client.post(address["comment"], sent(page))

    assert links == {"Comments on Rest, edition 1": address["comment"]}
    assert "You typed this on" in page.find(role="alert").text
    assert not nothing_yet
    assert edition.comments.get().words == "How long?"
    assert not WorkingCopy.objects.exists()


def test_a_reason_that_was_being_written_comes_back_half_written_and_goes_when_the_step_is_taken(admin_client):
    edition = make_edition(title="Rest", release_at=NOON)
    address = at_step("withdraw", edition)
    admin_client.post(address["keep"], {"kind": "recalled", "reason": "", "window": "w", "changed": "1"})

    links = {link.text: link["href"] for link in unsaved(admin_client)}
    button = page_of(admin_client.get(address["withdraw"])).select_one("[name=_bring_back]")
    page = page_of(admin_client.post(address["withdraw"], {"_bring_back": button["value"]}))
    nothing_yet = edition.withdrawals.exists()
    admin_client.post(address["withdraw"], sent(page) | {"reason": "The dose is wrong."})

    assert links == {"Withdraw or recall: Rest, edition 1": address["withdraw"]}
    assert "You typed this on" in page.find(role="alert").text
    assert not page.select(".errorlist")
    assert not nothing_yet
    assert edition.withdrawals.get().kind == "recalled"
    assert not WorkingCopy.objects.exists()


def test_a_note_is_thrown_away_where_it_was_typed_and_nothing_is_offered_once_somebody_else_was_quicker(admin_client):
    edition = make_edition(title="Rest")
    send, release = at_step("send", edition), at_step("release", edition)
    for address in (send, release):
        admin_client.post(address["keep"], {"note": "Look", "window": address["keep"], "changed": "1"})

    admin_client.post(send["throw_away"], {"_throw_away": WorkingCopy.objects.get(place__endswith="send").pk})
    waiting = [link["href"] for link in unsaved(admin_client)]
    make_released(edition, at=NOON)
    too_late = admin_client.post(release["keep"], {"urgent_reason": "Now", "window": "x", "changed": "1"})

    assert waiting == [release["release"]]
    assert unsaved(admin_client) == []
    assert (too_late.status_code, "somebody else was quicker" in too_late.json()["fault"].lower()) == (409, True)
