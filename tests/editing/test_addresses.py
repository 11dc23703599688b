"""Promise 10 at the desk: an address that somebody wrote by hand gets a page that says so, and keeps nobody waiting."""

from unittest.mock import Mock

import pytest
from django.contrib import admin
from django.contrib.admin import FieldListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DataError
from django.test import RequestFactory

from articles.editing.finding.shelves import TopicAdmin
from tests.makers import make_article, make_pack, make_user

pytestmark = pytest.mark.django_db
HUGE = "9" * 25


@pytest.mark.parametrize(
    "address",
    [
        "article/?slug__regex=(((",
        "article/?slug__regex=^(a%2B)%2B$",
        f"article/?id__in={HUGE}",
        f"recorded/?at__year={HUGE}",
        "receiver/?clinic__managers__password__startswith=a",
    ],
)
def test_what_no_list_and_no_form_offers_is_refused(admin_client, address):
    assert admin_client.get(f"/admin/articles/{address}").status_code == 400


@pytest.mark.parametrize("address", [f"edition/add/?article={HUGE}", "article/add/?topics=x"])
def test_what_cannot_be_chosen_is_not_shown_as_chosen(admin_client, address):
    assert admin_client.get(f"/admin/articles/{address}").status_code in {200, 400}


@pytest.mark.parametrize("chosen", ["x", "9" * 19])
def test_a_choice_that_is_none_is_told_beside_its_box(admin_client, chosen):
    answer = admin_client.post("/admin/articles/searchpin/add/", {"words": "lump", "language": "en", "article": chosen})

    assert (answer.status_code, "Select a valid choice." in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("number", [HUGE, "9" * 5000])
def test_a_file_for_the_next_edition_of_no_article_is_for_a_new_page(admin_client, number):
    assert admin_client.get(f"/admin/articles/edition/upload/?article={number}").status_code == 200


@pytest.mark.parametrize("fault", [DataError, OverflowError])
def test_what_was_typed_is_not_lost_where_the_database_cannot_hold_it(admin_client, monkeypatch, fault):
    monkeypatch.setattr(TopicAdmin, "save_model", Mock(side_effect=fault))

    answer = admin_client.post("/admin/articles/topic/add/", {"name": "An hour", "slug": "hour", "language": "en"})

    assert answer.status_code == 403
    assert "Something in it is larger than what can be stored." in answer.content.decode()
    assert "An hour" in answer.content.decode()


def test_whatever_a_filter_of_a_list_offers_may_be_asked_for():
    request = RequestFactory().get("/")
    request.user = make_user(is_superuser=True, is_staff=True)

    for model, model_admin in admin.site._registry.items():
        for path in (one for one in model_admin.get_list_filter(request) if isinstance(one, str)):
            field = get_fields_from_path(model, path)[-1]
            offers = FieldListFilter.create(field, request, {}, model, model_admin, field_path=path)
            for lookup in offers.expected_parameters():
                assert model_admin.lookup_allowed(lookup, "1", request), lookup


def test_the_desk_tells_the_address_of_what_somebody_may_look_at_and_of_nothing_else(client):
    pack, page = make_pack(), make_article()
    manager = make_user(is_staff=True)
    manager.user_permissions.set(Permission.objects.filter(codename__in=["view_article", "view_informationpack"]))
    client.force_login(manager)

    def asked(one):
        kind = ContentType.objects.get_for_model(one)
        return client.get(f"/admin/r/{kind.pk}/{one.pk}/")

    assert asked(page)["Location"] == page.get_absolute_url()
    assert asked(pack).status_code == asked(manager).status_code == 404
    pack.clinic.managers.add(manager)
    assert asked(pack)["Location"] == pack.get_absolute_url()
