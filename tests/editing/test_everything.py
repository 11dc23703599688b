"""The list of everything at the desk."""

import pytest
from django.contrib import admin

from articles.editing.everything import GROUPS, grouped


def test_each_list_of_the_desk_stands_in_the_part_of_what_somebody_comes_for():
    at_the_desk = sorted(model.__name__ for model in admin.site._registry)

    assert sorted(" ".join(names for _name, names in GROUPS).split()) == at_the_desk


def test_a_part_shows_what_may_be_opened_and_none_is_empty():
    apps = [{"models": [{"object_name": name} for name in ("Clinic", "Visit", "Article")]}]

    told = [(str(part["name"]), [model["object_name"] for model in part["models"]]) for part in grouped(apps)]

    assert told == [("Pages and their words", ["Article"]), ("Clinics", ["Clinic"]), ("Other", ["Visit"])]


@pytest.mark.django_db
def test_above_a_list_the_desk_leads_back_to_all_lists(admin_client):
    response = admin_client.get("/admin/articles/")

    assert (response.status_code, response["Location"]) == (302, "/admin/#everything")
