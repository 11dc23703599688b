"""Clinical codes at the desk."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.models import ClinicalCode, CodeSystem, UnansweredCode
from tests.makers import TODAY, make_article, make_edition, make_user

pytestmark = pytest.mark.django_db

ICD = CodeSystem.ICD10CM


def address(model, page, *args):
    return reverse(f"admin:articles_{model}_{page}", args=args)


def said(response):
    return response.content.decode()


def asked_for(code, times=1, day=TODAY):
    return UnansweredCode.objects.create(system=ICD, code=code, day=day, times=times)


def choices(client, typed):
    more = {"app_label": "articles", "model_name": "article", "field_name": "clinical_codes", "term": typed}
    return [one["text"] for one in client.get(reverse("admin:autocomplete"), more).json()["results"]]


def test_a_code_is_chosen_by_its_beginning_with_or_without_the_dot_or_by_its_name(admin_client):
    ClinicalCode.objects.create(system=ICD, code="G93.32", name="Chronic fatigue syndrome")
    ClinicalCode.objects.create(system=ICD, code="J45", name="Asthma")

    for typed in ("G93", "g933", "G9332", "fatigue chronic"):
        assert choices(admin_client, typed) == ["ICD-10-CM G93.32 Chronic fatigue syndrome"]
    assert choices(admin_client, "93.32") == []


def test_a_code_is_stored_in_one_form_and_once(admin_client):
    add = address("clinicalcode", "add")
    admin_client.post(add, {"system": ICD, "code": "g9332", "name": ""})
    again = admin_client.post(add, {"system": ICD, "code": "G93.32", "name": ""})

    assert ClinicalCode.objects.get().code == "G93.32"
    assert "already exists" in said(again)


def test_articles_without_a_code_are_seen_as_a_gap(admin_client):
    coded, bare = make_article(slug="coded"), make_article(slug="bare")
    for code in ("J45", "J46"):
        coded.clinical_codes.create(system=ICD, code=code)

    def shown(value):
        return set(admin_client.get(address("article", "changelist"), {"coded": value}).context["cl"].queryset)

    assert shown("no") == {bare}
    assert shown("yes") == {coded}


def test_codes_that_led_nowhere_stand_once_each_the_most_asked_for_first(admin_client):
    asked_for("J45", 2)
    asked_for("J45", 2, TODAY.replace(month=1))
    asked_for("G93.32", 3)
    ClinicalCode.objects.create(system=ICD, code="G93.32", name="Chronic fatigue syndrome")

    page = admin_client.get(address("unansweredcode", "changelist"))

    assert [(one.code, one.total, one.name_of_code) for one in page.context["cl"].queryset] == [
        ("J45", 4, None),
        ("G93.32", 3, "Chronic fatigue syndrome"),
    ]


def test_an_editor_says_which_page_answers_a_code_and_it_leaves_the_list(admin_client):
    asked = asked_for("J45")
    article = make_article(slug="asthma")
    make_edition(article=article)

    page = address("unansweredcode", "change", asked.pk)
    assert "Page that answers it" in said(admin_client.get(page))
    refused = admin_client.post(page, {"article": ""})
    done = admin_client.post(page, {"article": article.pk}, follow=True)

    assert "This field is required." in said(refused)
    assert list(article.clinical_codes.values_list("system", "code")) == [(ICD, "J45")]
    assert "now carries ICD-10-CM J45" in said(done)
    assert not done.context["cl"].queryset.exists()


def test_only_who_may_change_articles_may_say_so(client):
    asked = asked_for("J45")
    reader = make_user(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_unansweredcode"))
    client.force_login(reader)

    page = address("unansweredcode", "change", asked.pk)

    assert client.get(page).status_code == 200
    assert client.post(page, {"article": make_article().pk}).status_code == 403


def test_what_was_asked_more_than_a_year_ago_is_forgotten(admin_client):
    asked_for("J45", day=TODAY.replace(year=2020))

    admin_client.get(address("unansweredcode", "changelist"))

    assert not UnansweredCode.objects.exists()
