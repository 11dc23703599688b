"""The checks beside the form, through their address. The rules themselves are tested in tests/checking."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.models import Edition
from tests.editing.test_editions import change, form_of
from tests.editing.test_steps import make_approved, step
from tests.makers import NOON, make_article, make_edition, make_image, make_user

pytestmark = pytest.mark.django_db

LONG = "<p>If you rest and drink and eat and sleep and walk and talk and read and write and sing you feel well.</p>"


def checks(edition):
    return reverse("admin:articles_edition_checks", args=[edition.pk])


def person_who_may(*codenames):
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=codenames))
    return user


def told(client, edition, **changes):
    return client.post(checks(edition), form_of(edition, **changes)).content.decode()


def test_words_in_a_form_are_checked_before_anybody_saves_them(admin_client):
    edition = make_edition()

    answer = told(admin_client, edition, **{"sections-0-body": LONG, "title": " ", "sections-0-heading": "At <home>"})

    assert "1 obstacle, 1 piece of advice." in answer
    assert 'href="#id_title"' in answer
    assert "Give the page a title." in answer
    assert 'href="#id_sections-0-body" data-words="If you rest and drink' in answer
    assert "Split this sentence: it has 22 words" in answer
    assert "<b>At &lt;home&gt;</b>" in answer


def test_what_a_draft_needs_besides_its_words_stands_among_the_checks_and_leads_to_its_field(admin_client):
    """Whoever read “Nothing to mend” would else be turned back at the next step."""
    first = make_edition(release_at=NOON - timedelta(days=9))
    edition = make_edition(article=first.article, review_due=None)

    stored = admin_client.get(change(edition)).content.decode()
    in_form = told(admin_client, edition, review_due="2026-02-30")
    mended = told(admin_client, edition, change_note="Clearer words.")

    assert "Patients see it as “Next check due”." in stored
    for answer in (stored, in_form):
        assert "2 obstacles." in answer
        assert '<a href="#id_review_due" data-words=""><b>Review due</b> Set the day' in answer
        assert '<a href="#id_change_note" data-words=""><b>' in answer
    assert "obstacle" not in mended


def test_nothing_of_it_is_saved(admin_client):
    edition = make_edition()
    before = edition.current_seal()

    told(admin_client, edition, **{"title": "Other words", "sections-0-body": LONG, "sections-0-DELETE": "on"})

    assert Edition.objects.get().current_seal() == before


def test_words_that_read_well_are_told_so_with_their_reading_age(admin_client):
    edition = make_edition()
    body = "<p>You rest at home. Drink what you like.</p>" * 13

    assert "Nothing to mend. Reading age: about 5." in told(admin_client, edition, **{"sections-0-body": body})


def test_sections_are_checked_in_the_order_that_they_will_have_and_lead_to_their_fields(admin_client):
    edition = make_edition()
    others = {
        "sections-TOTAL_FORMS": 4,
        "sections-0-position": 30,
        "sections-0-heading": "Same",
        "sections-1-kind": "details",
        "sections-1-body": "<p>Last, without a position.</p>",
        "sections-2-position": 10,
        "sections-2-kind": "text",
        "sections-2-heading": "Same",
        "sections-2-body": "<p>First.</p>",
        "sections-3-DELETE": "on",
        "sections-3-kind": "text",
    }

    answer = told(admin_client, edition, **others)

    assert 'href="#id_sections-0-heading"' in answer  # the second with this heading
    assert 'href="#id_sections-1-heading"' in answer
    assert ">2 pieces of advice.<" in answer  # and no obstacle: the empty section is to be deleted
    assert "section 3" in answer


def test_words_are_checked_as_they_would_be_stored(admin_client):
    edition = make_edition()
    pasted = "<p>Rest.</p><script>Rest prior to it.</script><h1></h1>"

    assert "Nothing to mend." in told(admin_client, edition, **{"sections-0-body": pasted})


def test_a_picture_counts_whether_it_is_stored_just_chosen_or_kept_from_a_form_that_was_refused(admin_client):
    edition = make_edition(sections=[{"heading": "A knee", "kind": "image", "image": make_image(), "alt": "A knee"}])
    stored = {"sections-0-kind": "image", "sections-0-alt": "A knee"}
    chosen = stored | {"sections-0-id": "", "sections-0-picture": "knee.jpg"}

    assert "Nothing to mend." in told(admin_client, edition, **stored)
    assert "Nothing to mend." in told(admin_client, edition, **chosen)
    none = chosen | {"sections-0-picture": ""}
    assert "Nothing to mend." in told(admin_client, edition, **none | {"sections-0-kept_picture": "1f2e"})
    assert "it is empty" in told(admin_client, edition, **none)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"sections-TOTAL_FORMS": "many"},
        {"sections-TOTAL_FORMS": "999999999999"},
        {"sections-TOTAL_FORMS": "-1"},
        {"sections-TOTAL_FORMS": "٣"},
        {"sections-0-kind": "poem", "sections-0-position": "first", "sections-0-id": "x"},
        {"sections-0-kind": "risk", "sections-0-risk_count": "²", "sections-0-risk_of": "0"},
        {"sections-0-body": "<p><a href=x><h3></p><script>alert(1)</script><ul><li>"},
        {"title": "\x00", "summary": "x" * 100_000},
    ],
)
def test_a_form_full_of_nonsense_is_answered_all_the_same(admin_client, nonsense):
    """Promise 10."""
    edition = make_edition()

    response = admin_client.post(checks(edition), form_of(edition, **nonsense))

    assert response.status_code == 200
    assert "checks__summary" in response.content.decode()
    assert "<script" not in response.content.decode()


def test_hundreds_of_checks_are_cut_short_and_counted(admin_client):
    edition = make_edition()

    answer = told(admin_client, edition, **{"sections-0-body": LONG * 70})

    assert answer.count("Split this sentence") == 60
    assert "And 10 more" in answer


def test_only_who_may_change_the_draft_is_answered(client, admin_client):
    edition, released = make_edition(), make_edition(release_at=NOON)

    assert admin_client.get(checks(edition)).status_code == 405
    assert admin_client.post(checks(released), form_of(released)).status_code == 403
    assert admin_client.post(reverse("admin:articles_edition_checks", args=["none"]), {}).status_code == 404
    assert client.post(checks(edition), form_of(edition), headers={"Sec-Fetch-Dest": "empty"}).status_code == 302
    client.force_login(person_who_may("view_edition", "approve_edition"))
    assert client.post(checks(edition), form_of(edition)).status_code == 403


def test_a_forged_form_is_refused(admin_user):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin_user)

    assert strict.post(checks(edition := make_edition()), form_of(edition)).status_code == 403


def test_without_a_script_the_checks_of_the_saved_words_stand_above_the_form(admin_client):
    edition = make_edition(sections=[{"heading": "At home", "body": LONG}])

    page = admin_client.get(change(edition)).content.decode()

    assert page.index("Split this sentence") < page.index('name="title"')
    assert 'href="#id_sections-0-body"' in page


def test_a_page_that_can_no_longer_be_changed_is_not_checked(admin_client):
    released = make_edition(release_at=NOON, sections=[{"heading": "At home", "body": LONG}])

    assert "Split this sentence" not in admin_client.get(change(released)).content.decode()


def test_who_approves_and_who_releases_reads_the_advice_too(client, admin_client):
    sections = [{"heading": "At home", "body": LONG}, {"heading": "Empty"}]
    edition = make_approved(sections=sections)

    releasing = admin_client.get(step(edition, "release")).content.decode()
    client.force_login(person_who_may("view_edition", "approve_edition"))
    approving = client.get(step(edition, "approve")).content.decode()

    assert releasing.count("it is empty") == 1
    assert f'href="{change(edition)}#id_sections-0-body"' in releasing
    assert "Split this sentence" in approving
    assert "it is empty" in approving
    assert "#id_" not in approving  # who may not change the words is led to no field


def test_advice_bars_no_release(admin_client):
    edition = make_approved(sections=[{"heading": "At home", "body": LONG}])

    admin_client.post(step(edition, "release"), {"at_0": "", "at_1": ""})

    assert list(Edition.objects.live_at(NOON)) == [edition]


def test_each_language_is_measured_by_its_own_scale(admin_client):
    body = "<p>El gato duerme en la casa.</p>" * 20

    spanish = told(admin_client, make_edition(article=make_article(language="es")), **{"sections-0-body": body})
    arabic = told(admin_client, make_edition(article=make_article(language="ar")), **{"sections-0-body": body})

    assert "Ease of reading (INFLESZ): 100 of 100." in spanish
    assert "Reading" not in arabic
