"""For the day when no other way in is open, somebody at the server makes a link that opens the desk once."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from articles.entering import by_link
from articles.models import Recorded, What
from tests.entering.desk import code_at, give_app, is_signed_in, make_person, second_step
from tests.makers import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(settings):
    settings.SSO_ONLY = True
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def link(name="ada"):
    written = StringIO()
    call_command("sign_in_link", name, stdout=written)
    return written.getvalue().strip()


def test_it_signs_in_once_and_the_record_tells_of_it(client):
    ada = make_person()
    address = link()

    opened = client.get(address)
    assert "<strong>ada</strong>" in opened.content.decode()
    assert not is_signed_in(client)
    assert client.post(address).headers["Location"] == "/admin/"
    assert is_signed_in(client)
    assert Client().post(address).status_code == 403
    told = Recorded.objects.filter(whom=ada).values_list("about", flat=True)
    assert "link to sign in made on the server" in told


def test_of_two_who_press_the_button_at_once_one_is_signed_in(client, monkeypatch):
    """Each waits until nobody else writes into the record, which is when the other has come in."""
    ada = make_person()
    address = link()
    others = Client()
    came_first = iter([others.post])

    def hold():
        for press in came_first:
            press(address)

    monkeypatch.setattr(by_link, "hold", hold)

    assert client.post(address).status_code == 403
    assert is_signed_in(others)
    assert not is_signed_in(client)
    assert Recorded.objects.filter(what=What.SIGNED_IN, by=ada).count() == 1


def test_the_second_factor_is_asked_for_as_ever(client):
    give_app(make_person(role="Publisher"))

    client.post(link())

    assert not is_signed_in(client)
    second_step(client, code=code_at(NOON))
    assert is_signed_in(client)


@pytest.mark.parametrize("wrong", ["minutes", "person", "token", "switched off"])
def test_a_link_that_is_old_or_not_right_opens_nothing(client, clock, wrong):
    ada, grace = make_person(), make_person("grace")
    address = link()
    if wrong == "minutes":
        clock.shift(timedelta(minutes=10, seconds=1))
    if wrong == "person":
        address = address.replace(f"/{ada.pk}/", f"/{grace.pk}/")
    if wrong == "token":
        address = f"{address[:-2]}/"
    if wrong == "switched off":
        ada.is_active = False
        ada.save()

    refused = client.post(address)

    assert refused.status_code == 403
    assert "This link was used already" in refused.content.decode()
    assert not is_signed_in(client)


def test_no_link_is_made_for_an_account_that_may_not_enter():
    make_person().__class__.objects.update(is_staff=False)

    with pytest.raises(CommandError, match="may not enter the desk"):
        link()
