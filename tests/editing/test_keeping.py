"""Promise 6: what somebody types is kept until it is saved: through a crash, a closed window or another device."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles.models import Article, Edition, WorkingCopy
from tests.editing.test_editions import change, form_of
from tests.editing.test_saving import page_of, sent_by, shown_in
from tests.makers import NOON, make_edition, make_released, make_user

pytestmark = pytest.mark.django_db

NEW = "/admin/articles/article/add/"


def keep(client, edition, window="mine", **changes):
    typed = {**form_of(edition), "window": window, "changed": "1", **changes}
    return client.post(reverse("admin:articles_edition_keep", args=[edition.pk]), typed)


def offered(client, edition):
    """The buttons that bring something back."""
    return page_of(client.get(change(edition))).select("[name=_bring_back]")


def bring_back(client, edition, copy=None):
    copy = copy or WorkingCopy.objects.get()
    return page_of(client.post(change(edition), {"_bring_back": copy.pk}))


def test_what_was_typed_is_offered_after_a_crash_and_comes_back_without_being_saved(admin_client):
    edition = make_edition(title="Rest")
    said = keep(admin_client, edition, title="Rest well", **{"sections-0-body": "<p>You sleep.</p>"}).json()

    button = offered(admin_client, edition)[0]
    page = bring_back(admin_client, edition)

    assert said["kept"] == "Kept at 12:00."
    assert button["value"] == str(WorkingCopy.objects.get().pk)
    assert "You typed this on" in page.find(role="alert").text
    assert ".. " not in page.find(role="alert").text
    assert (sent_by(page)["title"], sent_by(page)["sections-0-body"]) == ("Rest well", "<p>You sleep.</p>")
    assert not page.select(".errornote, .errorlist")
    assert Edition.objects.get().title == "Rest"


def test_what_was_brought_back_and_saved_is_not_offered_again(admin_client):
    edition = make_edition()
    keep(admin_client, edition, title="Rest well")

    sent = sent_by(bring_back(admin_client, edition))
    response = admin_client.post(change(edition), sent)

    assert response.status_code == 302
    assert Edition.objects.get().title == "Rest well"
    assert not WorkingCopy.objects.exists()


def test_saving_lets_go_of_what_the_window_kept_and_of_nothing_else(admin_client):
    edition = make_edition()
    keep(admin_client, edition, window="mine", title="Mine")
    keep(admin_client, edition, window="other", title="Typed elsewhere")

    admin_client.post(change(edition), {**form_of(edition), "title": "Mine", "window": "mine"})

    assert [copy.window for copy in WorkingCopy.objects.all()] == ["other"]


def test_a_save_that_is_refused_lets_go_of_nothing(admin_client):
    edition = make_edition()
    keep(admin_client, edition, title="")

    page = page_of(admin_client.post(change(edition), {**form_of(edition), "title": "", "window": "mine"}))

    assert WorkingCopy.objects.count() == 1
    assert sent_by(page)["window"] == "mine"
    assert page.select("[data-unsaved]")
    assert not page.select("[name=_bring_back]")


def test_two_windows_of_one_person_never_overwrite_each_other(admin_client):
    edition = make_edition()
    keep(admin_client, edition, window="one", title="One")
    keep(admin_client, edition, window="two", title="Two")
    keep(admin_client, edition, window="two", title="Two and more")

    assert {copy.typed["title"][0] for copy in WorkingCopy.objects.all()} == {"One", "Two and more"}
    assert len(offered(admin_client, edition)) == 2


def test_what_is_kept_after_it_was_brought_back_takes_the_place_of_the_first(admin_client, clock):
    edition = make_edition()
    keep(admin_client, edition, window="old", title="First")
    sent = sent_by(bring_back(admin_client, edition))
    clock.shift(timedelta(minutes=1))

    keep(admin_client, edition, **{**sent, "title": "Second"})

    assert [copy.typed["title"] for copy in WorkingCopy.objects.all()] == [["Second"]]


def test_words_that_the_old_window_kept_meanwhile_stay(admin_client, clock):
    edition = make_edition()
    keep(admin_client, edition, window="old", title="First")
    sent = sent_by(bring_back(admin_client, edition))
    clock.shift(timedelta(minutes=1))
    keep(admin_client, edition, window="old", title="Typed on in the old window")

    admin_client.post(change(edition), sent)

    assert [copy.typed["title"] for copy in WorkingCopy.objects.all()] == [["Typed on in the old window"]]


def test_what_somebody_saved_meanwhile_and_what_comes_back_are_shown_side_by_side(admin_client):
    edition = make_edition(title="Rest")
    keep(admin_client, edition, title="Mine")
    Edition.objects.filter(pk=edition.pk).update(title="Theirs")

    page = bring_back(admin_client, edition)

    assert shown_in(page) == {"Title": ["Saved meanwhile Theirs", "Yours Mine"]}
    assert sent_by(page)["title"] == "Mine"


def test_what_was_kept_of_an_edition_that_was_released_becomes_the_next(admin_client):
    edition = make_edition()
    keep(admin_client, edition, title="Mine")
    make_released(edition, at=NOON)

    refused = keep(admin_client, edition, title="Mine and more")
    button = offered(admin_client, edition)
    page = bring_back(admin_client, edition)
    admin_client.post(change(edition), sent_by(page) | {"_as_next_edition": "1"})

    assert (refused.status_code, len(button)) == (409, 1)
    assert "so it cannot change any more" in page.find(role="alert").text
    assert [edition.title for edition in Edition.objects.order_by("number")][1:] == ["Mine"]
    assert not WorkingCopy.objects.exists()


def test_a_released_edition_keeps_nothing_of_its_form(admin_client):
    """Promise 2."""
    edition = make_edition(release_at=NOON)

    assert "was released while you were writing" in keep(admin_client, edition).json()["fault"]
    assert not page_of(admin_client.get(change(edition))).select("[data-keep]")
    assert not WorkingCopy.objects.exists()


def test_a_draft_that_was_thrown_away_says_so(admin_client):
    edition = make_edition()
    address = reverse("admin:articles_edition_keep", args=[edition.pk])
    edition.delete()

    assert "This draft was thrown away." in admin_client.post(address, {"changed": "1"}).json()["fault"]


def test_what_is_thrown_away_is_gone(admin_client):
    edition = make_edition()
    keep(admin_client, edition)
    copy = WorkingCopy.objects.get()

    address = reverse("admin:articles_edition_throw_away", args=[edition.pk])
    assert admin_client.get(address).status_code == 405
    assert admin_client.post(address, {"_throw_away": copy.pk}).url == change(edition)
    response = admin_client.post(change(edition), {"_bring_back": copy.pk}, follow=True)

    assert not offered(admin_client, edition)
    assert "These words are no longer kept" in response.content.decode()


def test_nobody_sees_brings_back_or_throws_away_what_another_typed(admin_client, client):
    edition = make_edition()
    keep(admin_client, edition, title="Mine alone")
    copy = WorkingCopy.objects.get()
    other = make_user(is_staff=True)
    other.groups.add(Group.objects.get(name="Editor"))
    client.force_login(other)

    brought = client.post(change(edition), {"_bring_back": copy.pk}, follow=True)
    client.post(reverse("admin:articles_edition_throw_away", args=[edition.pk]), {"_throw_away": copy.pk})

    assert not offered(client, edition)
    assert "Mine alone" not in brought.content.decode()
    assert WorkingCopy.objects.get() == copy


def test_files_keys_and_buttons_are_never_kept(admin_client):
    edition = make_edition()
    secrets = {"csrfmiddlewaretoken": "x" * 64, "password": "secret", "_save": "Save", "theirs": ["title"]}
    keep(admin_client, edition, **secrets, **{"sections-__prefix__-body": "empty"}, summary="a\x00b")

    typed = WorkingCopy.objects.get().typed
    assert not {*secrets, "window", "version", "changed", "sections-__prefix__-body"} & typed.keys()
    assert typed["summary"] == ["ab"]


@pytest.mark.parametrize(
    "bad",
    [
        {"_bring_back": "x"},
        {"_bring_back": "9" * 99},
        {"window": "<b>", "instead_of": "1 x"},
        {"instead_of": "99999 2026-13-45T00:00"},
    ],
)
def test_a_name_that_no_form_has_is_refused_with_a_sentence_or_replaced(admin_client, bad):
    """Promise 10."""
    edition = make_edition()

    assert admin_client.post(change(edition), {**form_of(edition), **bad}).status_code == 302
    assert keep(admin_client, edition, **bad).status_code == 200


def test_a_window_that_types_nothing_keeps_nothing_and_a_new_sign_in_gets_its_key(admin_client):
    edition = make_edition()
    address = reverse("admin:articles_edition_keep", args=[edition.pk])

    said = admin_client.post(address, {"window": "mine"}).json()

    assert (said["kept"], WorkingCopy.objects.count()) == ("", 0)
    assert admin_client.get(address).json()["token"]


def test_who_is_signed_out_is_led_to_sign_in_and_nothing_is_kept():
    edition = make_edition()

    response = keep(Client(headers={"Sec-Fetch-Dest": "empty"}), edition)

    assert response.url.startswith(reverse("admin:login"))
    assert not WorkingCopy.objects.exists()


def test_a_new_article_is_kept_too_until_it_is_saved(admin_client):
    typed = {"title": "Asthma", "language": "en", "other_names-TOTAL_FORMS": 0, "other_names-INITIAL_FORMS": 0}
    address = reverse("admin:articles_article_keep_new")
    said = admin_client.post(address, {**typed, "window": "w", "changed": "1"}).json()

    button = page_of(admin_client.get(NEW)).select_one("[name=_bring_back]")
    page = page_of(admin_client.post(NEW, {"_bring_back": button["value"]}))
    sent = sent_by_article(page)
    assert said["kept"] == "Kept at 12:00."
    assert not Article.objects.exists()
    response = admin_client.post(NEW, sent)

    assert response.status_code == 302
    assert Article.objects.get().newest_edition.title == "Asthma"
    assert not WorkingCopy.objects.exists()


def test_a_new_article_that_was_thrown_away_is_offered_no_more(admin_client):
    admin_client.post(reverse("admin:articles_article_keep_new"), {"title": "Asthma", "window": "w", "changed": "1"})
    copy = WorkingCopy.objects.get()

    admin_client.post(reverse("admin:articles_article_throw_away_new"), {"_throw_away": copy.pk})
    response = admin_client.post(NEW, {"_bring_back": copy.pk}, follow=True)

    assert "These words are no longer kept" in response.content.decode()
    assert not page_of(admin_client.get(NEW)).select("[name=_bring_back]")


def test_the_first_page_leads_to_all_that_was_typed_and_not_saved(admin_client, client):
    edition = make_edition(title="Rest")
    keep(admin_client, edition)
    admin_client.post(reverse("admin:articles_article_keep_new"), {"title": "Asthma", "window": "w", "changed": "1"})
    client.force_login(make_user(is_staff=True, is_superuser=True))

    links = page_of(admin_client.get("/admin/")).select("[aria-labelledby=pile-unsaved] a")

    assert {link["href"] for link in links} == {change(edition), NEW}
    assert not page_of(client.get("/admin/")).select("[aria-labelledby=pile-unsaved]")


def sent_by_article(page):
    page.find(id="article_form")["id"] = "edition_form"
    return {name: value for name, value in sent_by(page).items() if value}  # nothing is chosen from a list
