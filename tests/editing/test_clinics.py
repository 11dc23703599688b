"""A clinic's managers look after their own clinic, and no other is there for them."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Clinic
from tests.makers import make_clinic, make_user, picture

pytestmark = pytest.mark.django_db

FORM = {"name": "North clinic", "language": "en", "phone": "01632 960001", "languages": ["en", "es"]}


def someone(role, **facts):
    person = make_user(is_staff=True, **facts)
    person.groups.add(Group.objects.get(name=role))
    return person


@pytest.fixture
def manager(client):
    person = someone("Clinic manager")
    client.force_login(person)
    return person


def address(clinic, way="change"):
    return reverse(f"admin:articles_clinic_{way}", args=[clinic.pk])


def test_a_manager_keeps_how_patients_reach_their_clinic(client, manager):
    clinic = make_clinic(managers=[manager])

    answer = client.post(address(clinic), {**FORM, "opening_hours": "Monday to Friday\r\n8 am to 6 pm"})

    assert answer.status_code == 302
    clinic.refresh_from_db()
    assert (clinic.name, clinic.phone) == ("North clinic", "01632 960001")
    assert clinic.opening_hours == "Monday to Friday\n8 am to 6 pm"
    assert clinic.languages_in_words == ["English", "Español"]


def test_a_manager_sees_their_clinic_and_no_other(client, manager):
    make_clinic(name="Mine", managers=[manager])
    make_clinic(name="Somebody else’s")

    shown = client.get(reverse("admin:articles_clinic_changelist")).content.decode()

    assert "Mine" in shown
    assert "Somebody else’s" not in shown


@pytest.mark.parametrize("way", ["change", "history"])
def test_the_number_of_another_clinic_in_an_address_leads_nowhere(client, manager, way):
    theirs = make_clinic()

    assert client.get(address(theirs, way)).status_code == 404
    assert client.post(address(theirs, way), FORM).status_code == 404
    theirs.refresh_from_db()
    assert theirs.name != "North clinic"


def test_a_crafted_form_takes_no_clinic_over(client, manager):
    clinic, other = make_clinic(managers=[manager]), make_user()

    client.post(address(clinic), {**FORM, "managers": [other.pk], "slug": "taken", "is_example": "on"})

    clinic.refresh_from_db()
    assert list(clinic.managers.all()) == [manager]
    assert clinic.slug != "taken"
    assert not clinic.is_example


def test_nobody_deletes_a_clinic(client):
    client.force_login(someone("Administrator"))

    assert client.post(address(make_clinic(), "delete"), {"post": "yes"}).status_code == 403


def test_an_administrator_sets_a_clinic_up_and_says_who_looks_after_it(client):
    client.force_login(someone("Administrator"))
    nurse = make_user()

    client.post(reverse("admin:articles_clinic_add"), {**FORM, "slug": "north", "managers": [nurse.pk]})

    assert list(Clinic.objects.kept_by(nurse).values_list("slug", flat=True)) == ["north"]


def test_who_left_keeps_no_clinic():
    nurse = make_user()
    make_clinic(managers=[nurse])
    nurse.is_active = False

    assert not Clinic.objects.kept_by(nurse).exists()


def test_a_clinic_that_nobody_can_reach_is_refused(client, manager):
    clinic = make_clinic(managers=[manager])

    answer = client.post(address(clinic), {"name": "North clinic"})

    assert "Say how patients reach the clinic" in answer.content.decode()


@pytest.mark.parametrize("name", ["languages", "email", "website"])
def test_what_cannot_be_is_refused_in_a_sentence(client, manager, name):
    clinic = make_clinic(managers=[manager])

    answer = client.post(address(clinic), {**FORM, name: "tlh"})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_a_logo_is_shown_to_everybody_until_it_is_taken_off(client, manager):
    clinic = make_clinic(managers=[manager])
    client.post(address(clinic), {**FORM, "picture": SimpleUploadedFile("logo.png", picture())})

    clinic.refresh_from_db()
    client.logout()
    assert client.get(clinic.logo.get_absolute_url()).status_code == 200

    client.force_login(manager)
    client.post(address(clinic), {**FORM, "without_logo": "on"})
    clinic.refresh_from_db()
    assert clinic.logo is None


def test_a_logo_that_is_no_picture_is_refused_and_nothing_is_saved(client, manager):
    clinic = make_clinic(managers=[manager])

    answer = client.post(address(clinic), {**FORM, "picture": SimpleUploadedFile("logo.png", b"not a picture")})

    assert "cannot be opened" in answer.content.decode()
    clinic.refresh_from_db()
    assert clinic.name != "North clinic"


@pytest.mark.parametrize("wrong", [{"page": "x"}, {"field_name": "nothing"}, {"term": "\x00"}])
def test_whatever_is_asked_of_the_choice_of_managers_is_answered(client, wrong):
    """Promise 10."""
    client.force_login(someone("Administrator"))
    asked = {"app_label": "articles", "model_name": "clinic", "field_name": "managers", **wrong}

    assert client.get(reverse("admin:autocomplete"), asked).status_code in {200, 403, 404}
