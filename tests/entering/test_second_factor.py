"""Who can change what patients read signs in with two proofs, and reaches nothing before the second is set up."""

import json
from base64 import b64encode
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.entering.factors import is_right_code, must_have_factor, new_codes
from tests.entering.desk import code_at, give_app, is_signed_in, make_person, second_step, sign_in
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(settings):
    settings.REQUIRE_SECOND_FACTOR = True
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def desk(name, *args):
    return reverse(f"admin:{name}", args=args)


@pytest.mark.parametrize(
    ("role", "needed"),
    [
        ("Editor", False),
        ("Clinic manager", False),
        ("Clinical approver", True),
        ("Publisher", True),
        ("Administrator", True),
    ],
)
def test_whoever_may_approve_release_or_administer_needs_one(settings, role, needed):
    person = make_person(role=role)

    assert must_have_factor(person) is needed
    settings.REQUIRE_SECOND_FACTOR = False
    assert not must_have_factor(person)


def test_a_right_given_to_one_person_alone_counts_too():
    person = make_person()
    person.user_permissions.add(Permission.objects.get(codename="release_edition"))

    assert must_have_factor(type(person).objects.get(pk=person.pk))
    assert must_have_factor(make_user(is_superuser=True, is_staff=True))


def test_without_one_a_publisher_is_led_to_set_it_up_and_reaches_nothing_else(client):
    make_person(role="Publisher")
    edition = make_edition()
    sign_in(client)

    first = client.get(desk("index"), follow=True)

    assert first.request["PATH_INFO"] == desk("my_sign_in")
    assert "Set up a second factor now" in first.content.decode()
    for address in (desk("articles_edition_changelist"), desk("as_of_home", "2027-01-01T09:00"), desk("new_codes")):
        assert client.get(address).headers["Location"] == desk("my_sign_in")
    preview = reverse("reading:preview", args=[edition.article.slug, edition.number])
    assert client.get(preview).status_code in {302, 403, 404}


def test_what_was_typed_before_the_rule_is_not_lost(client):
    person = make_person(role="Publisher")
    client.force_login(person)

    answer = client.post(desk("articles_topic_add"), {"name": "Typed for an hour", "language": "en"})

    assert answer.status_code == 403
    assert "Typed for an hour" in answer.content.decode()
    assert "Set up a second factor in a new tab" in answer.content.decode()


def test_setting_up_an_app_opens_the_desk_and_gives_recovery_codes_once(client):
    person = make_person(role="Publisher")
    sign_in(client)
    page = BeautifulSoup(client.get(desk("add_app")).content, "html.parser")
    secret = page.select_one("details code").text.replace(" ", "")

    wrong = client.post(desk("add_app"), {"code": "000000"})
    shown = client.post(desk("add_app"), {"code": code_at(NOON, secret)})

    assert "That code does not fit." in wrong.content.decode()
    assert len(BeautifulSoup(shown.content, "html.parser").select(".entering__codes li")) == 10
    assert client.get(desk("index")).status_code == 200
    assert secret not in str(list(Authenticator.objects.values()))
    assert person.authenticator_set.count() == 2
    assert not is_right_code(person, code_at(NOON, secret))  # that one has been used


def test_with_one_the_password_alone_signs_nobody_in(client):
    give_app(make_person())

    half_way = sign_in(client, onward=desk("calendar"))
    before = is_signed_in(client)
    wrong = second_step(client, code="123456")
    right = second_step(client, code=code_at(NOON))

    assert half_way.headers["Location"] == desk("second_step")
    assert not before
    assert "That was not right." in wrong.content.decode()
    assert right.headers["Location"] == desk("calendar")
    assert is_signed_in(client)


def test_a_code_is_good_once_and_for_a_minute_and_a_half_at_most(clock):
    person = give_app(make_person())

    assert is_right_code(person, f"{code_at(NOON)[:3]} {code_at(NOON)[3:]}")
    assert not is_right_code(person, code_at(NOON))
    assert not is_right_code(person, code_at(NOON - timedelta(seconds=60)))
    clock.shift(timedelta(seconds=30))
    assert is_right_code(person, code_at(NOON + timedelta(seconds=60)))
    for nonsense in ("", " ", "12345", "٠" * 6, "\x00", "1" * 4000):
        assert not is_right_code(person, nonsense)


def test_a_recovery_code_stands_in_for_a_lost_phone_once_and_says_how_many_are_left(client):
    person = give_app(make_person())
    codes = new_codes(person)
    for code in codes[:7]:
        assert is_right_code(person, code)
    sign_in(client)

    second_step(client, code=codes[7])

    assert "You have 2 recovery codes left" in client.get(desk("index")).content.decode()
    assert not is_right_code(person, codes[7])


def test_codes_are_not_guessed_either(client):
    give_app(make_person())
    sign_in(client)
    for n in range(5):
        last = second_step(client, code=f"00000{n}")

    assert last.status_code == 429
    assert second_step(client, code=code_at(NOON)).status_code == 429
    assert not is_signed_in(client)


def test_the_way_between_the_two_steps_ends_after_ten_minutes(client, clock):
    give_app(make_person())
    sign_in(client)
    clock.shift(timedelta(minutes=11))

    answer = second_step(client, code=code_at(NOON + timedelta(minutes=11)))

    assert answer.headers["Location"] == desk("login")
    assert not is_signed_in(client)


def test_nobody_gets_to_the_second_step_without_the_first(client):
    give_app(make_person())

    assert second_step(client, code=code_at(NOON)).headers["Location"] == desk("login")


def test_a_sign_in_from_before_the_factor_ends_when_it_is_set_up_elsewhere(client):
    person, elsewhere = make_person(role="Editor"), Client()
    sign_in(elsewhere)
    sign_in(client)
    client.get(desk("add_app"))
    secret = client.session["mfa.totp.secret"]

    client.post(desk("add_app"), {"code": code_at(NOON, secret)})

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert person.authenticator_set.exists()


def test_the_last_one_is_not_removed_by_somebody_who_needs_it(client):
    person = give_app(make_person(role="Publisher"))
    sign_in(client)
    second_step(client, code=code_at(NOON))

    client.post(desk("remove_factor"), {"factor": person.authenticator_set.get(type="totp").pk})

    assert person.authenticator_set.filter(type="totp").exists()


def test_an_administrator_takes_away_what_was_lost_but_not_their_own_and_not_an_owners(client, settings):
    administrator = give_app(make_person("grace", role="Administrator"))
    person, owner = give_app(make_person()), give_app(make_person("root", is_superuser=True))
    sign_in(client, name="grace")
    second_step(client, code=code_at(NOON))
    chosen = [administrator.pk, person.pk, owner.pk]

    client.post(desk("auth_user_changelist"), {"action": "take_away_factor", "_selected_action": chosen})

    assert {one.user_id for one in Authenticator.objects.filter(data__has_key="secret")} == {administrator.pk, owner.pk}


def test_a_secret_made_with_another_key_is_no_fault_of_the_page(client, settings):
    give_app(make_person())
    settings.SECRET_KEY = "another key of forty characters, or even more"
    sign_in(client)

    assert "That was not right." in second_step(client, code=code_at(NOON)).content.decode()


ASKED = b64encode(b'{"type": "webauthn.get", "challenge": "AA", "origin": "http://testserver"}').decode()
FROM_NOWHERE = {"clientDataJSON": ASKED, "authenticatorData": "AAAA", "attestationObject": "", "signature": "AA"}
ENDS_TOO_SOON = json.dumps({"id": "YWJj", "rawId": "YWJj", "type": "public-key", "response": FROM_NOWHERE})
WITHIN_ITSELF = "[" * 15000


@pytest.mark.parametrize(
    "answer",
    [
        *("{}", "[]", "nothing", '{"id": 1}', '{"id":"a","rawId":"a","response":{}}', "1" * 30000),
        *(ENDS_TOO_SOON, WITHIN_ITSELF),
    ],
)
def test_a_passkey_that_is_none_is_refused_in_a_sentence(client, answer):
    give_app(make_person())
    sign_in(client)

    assert second_step(client, passkey=answer).status_code == 200
    second_step(client, code=code_at(NOON))
    assert "The passkey was not made." in client.post(desk("add_passkey"), {"passkey": answer}).content.decode()


def test_no_secret_is_shown_on_the_desk_of_anybody(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(make_user(is_superuser=True, is_staff=True))

    for library in ("mfa", "account", "usersessions", "axes"):
        assert client.get(f"/admin/{library}/").status_code == 404
