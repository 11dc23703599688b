"""A hospital's own sign-in opens accounts that an administrator made, and believes nothing that is not right."""

from datetime import timedelta

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse

from articles.models import Edition, OutsideIdentity, Recorded
from tests.entering.desk import RIGHT, give_app, is_signed_in, make_person, sign_in
from tests.entering.provider import CLIENT, SECRET, provider_on_this_machine
from tests.makers import NOON, make_edition

pytestmark = pytest.mark.django_db

ASK, BACK = "/admin/sign-in/hospital/", "/admin/sign-in/hospital/back/"
ADA = "ada@hospital.example"


@pytest.fixture(scope="module")
def server():
    with provider_on_this_machine() as provider:
        yield provider


@pytest.fixture
def hospital(server, settings):
    server.forget()
    settings.SSO_ISSUER, settings.SSO_CLIENT_ID, settings.SSO_CLIENT_SECRET = server.issuer, CLIENT, SECRET
    settings.SSO_NAME = "North Hospital"
    return server


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def come_in(client, hospital, **changed):
    answer = hospital.person_agrees(client.get(ASK).headers["Location"])
    return client.get(BACK, answer | changed)


def test_whoever_has_an_account_with_the_verified_address_comes_in(client, hospital):
    ada = make_person(email="Ada@hospital.example")
    asked = client.get(ASK, {"next": "/admin/calendar/"}).headers["Location"]

    answer = client.get(BACK, hospital.person_agrees(asked))

    assert hospital.asked["redirect_uri"] == "http://testserver/admin/sign-in/hospital/back/"
    assert answer.headers["Location"] == "/admin/calendar/"
    assert is_signed_in(client)
    assert ada.outside_identity.subject == "7"
    assert "joined to the hospital" in str(list(Recorded.objects.values_list("about", flat=True)))


def test_the_button_stands_on_the_sign_in_page_where_there_is_such_a_sign_in(client, hospital, settings):
    assert "Sign in with North Hospital" in client.get("/admin/login/").content.decode()
    settings.SSO_ISSUER = ""
    assert "Sign in with" not in client.get("/admin/login/").content.decode()
    assert client.get(ASK).status_code == client.get(BACK).status_code == 404


@pytest.mark.parametrize(
    "says",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"azp": "another"},
        {"iss": "https://elsewhere.example"},
        {"exp": int((NOON - timedelta(hours=1)).timestamp())},
        {"iat": int((NOON + timedelta(hours=1)).timestamp())},
        {"sub": None},
        {"sub": "x" * 300},
        {"email_verified": False},
        {"email_verified": None},
        {"email": None},
        {"email": "grace@hospital.example"},
        {"email": "ada@hospital.example\x00"},
    ],
    ids=str,
)
def test_what_is_not_right_opens_nothing(client, hospital, says):
    make_person(email=ADA)
    hospital.says = says

    answer = come_in(client, hospital)

    assert answer.status_code == 403
    assert not is_signed_in(client)
    assert not OutsideIdentity.objects.exists()


@pytest.mark.parametrize("alg", ["another key", "none", "HS256"])
def test_another_signature_opens_nothing(client, hospital, alg):
    make_person(email=ADA)
    if alg == "another key":
        hospital.signs_with = ec.generate_private_key(ec.SECP256R1())
    else:
        hospital.alg, hospital.signs_with = alg, "" if alg == "none" else "k" * 32

    assert come_in(client, hospital).status_code == 403
    assert not is_signed_in(client)


def test_an_answer_that_nobody_asked_for_opens_nothing(client, hospital):
    make_person(email=ADA)
    stolen = hospital.person_agrees(Client().get(ASK).headers["Location"])

    assert client.get(BACK, stolen).status_code == 403
    assert come_in(client, hospital, state="another").status_code == 403
    assert come_in(client, hospital, error="access_denied").status_code == 403
    assert not is_signed_in(client)


def test_an_answer_is_good_once_and_for_ten_minutes(client, hospital, clock):
    make_person(email=ADA)
    late = hospital.person_agrees(client.get(ASK).headers["Location"])
    clock.shift(timedelta(minutes=11))
    assert client.get(BACK, late).status_code == 403

    answer = hospital.person_agrees(client.get(ASK).headers["Location"])
    assert client.get(BACK, answer).status_code == 302
    assert Client().get(BACK, answer).status_code == client.get(BACK, answer).status_code == 403


@pytest.mark.parametrize("facts", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_an_account_that_may_not_sign_in_does_not_by_this_way_either(client, hospital, facts):
    ada = make_person(email=ADA)
    for name, value in facts.items():
        setattr(ada, name, value)
    ada.save()

    assert "Ask an administrator" in come_in(client, hospital).content.decode()


def test_two_accounts_with_one_address_are_told_apart_by_nobody(client, hospital):
    make_person(email=ADA)
    make_person("ada2", email=ADA)

    assert come_in(client, hospital).status_code == 403


def test_an_address_given_to_somebody_else_does_not_give_them_the_account(client, hospital):
    make_person(email=ADA)
    come_in(client, hospital)
    newcomer = Client()
    hospital.says = {"sub": "8"}

    assert come_in(newcomer, hospital).status_code == 403

    hospital.says = {"sub": "7", "email": "ada.lovelace@hospital.example"}
    assert come_in(Client(), hospital).status_code == 302


def test_whoever_was_switched_off_stays_out(client, hospital):
    ada = make_person(email=ADA)
    come_in(client, hospital)
    ada.is_active = False
    ada.save()

    assert come_in(Client(), hospital).status_code == 403


def test_our_own_second_factor_is_asked_for_unless_the_hospital_asked_for_one(client, hospital, settings):
    give_app(make_person(email=ADA, role="Publisher"))
    settings.REQUIRE_SECOND_FACTOR = True
    with_password_there, with_both = Client(), Client()

    first = come_in(with_password_there, hospital)
    hospital.says = {"amr": ["pwd", "mfa"]}
    second = come_in(with_both, hospital)

    assert first.headers["Location"] == reverse("admin:second_step")
    assert second.headers["Location"] == reverse("admin:index")
    assert with_both.get(reverse("admin:index")).status_code == 200


def test_a_provider_that_says_nothing_of_addresses_is_believed_only_if_the_operator_does(client, hospital, settings):
    make_person(email=ADA)
    hospital.says = {"email_verified": None}
    settings.SSO_EMAIL_VERIFIED = True

    assert come_in(client, hospital).status_code == 302


def test_a_provider_that_is_away_is_a_sentence(client, hospital, settings):
    settings.SSO_ISSUER = "http://127.0.0.1:1"

    answer = client.get(ASK)

    assert answer.status_code == 403
    assert "does not answer" in answer.content.decode()


def test_whoever_has_no_password_here_confirms_a_release_there(client, hospital, clock):
    ada = make_person(email=ADA, is_superuser=True)
    ada.set_unusable_password()
    ada.save()
    come_in(client, hospital)
    clock.shift(timedelta(minutes=20))
    draft = make_edition()
    release = reverse("admin:articles_edition_release", args=[draft.pk])

    asked = client.post(release, {"at_0": "", "at_1": ""})
    old = hospital.person_agrees(client.get(ASK, {"confirm": ""}).headers["Location"])
    hospital.says = {"auth_time": int(NOON.timestamp())}
    refused = client.get(BACK, old)
    hospital.says = {}
    there = hospital.person_agrees(client.get(ASK, {"confirm": ""}).headers["Location"])
    confirmed = client.get(BACK, there)

    assert "Confirm it with North Hospital" in asked.content.decode()
    assert hospital.asked["prompt"] == "login"
    assert refused.status_code == 403
    assert "it is you" in confirmed.content.decode()
    assert "Is it still you?" not in client.post(release, {"_confirm": "yes", "at_0": "", "at_1": ""}).content.decode()
    assert Edition.objects.get(pk=draft.pk).is_draft  # nobody has approved it


def test_somebody_elses_sign_in_confirms_nothing(client, hospital):
    make_person(email=ADA)
    grace = make_person("grace")
    client.force_login(grace)

    assert (
        client.get(BACK, hospital.person_agrees(client.get(ASK, {"confirm": ""}).headers["Location"])).status_code
        == 403
    )


def test_as_the_only_way_in_no_password_is_believed_anywhere(client, hospital, settings):
    make_person(role="Publisher", email=ADA)
    settings.SSO_ONLY = True
    page = client.get("/admin/login/").content.decode()
    refused = sign_in(client)

    assert "Sign in with North Hospital" in page
    assert "Password" not in page
    assert refused.status_code == 403
    assert "No password opens this desk." in refused.content.decode()
    assert not is_signed_in(client)

    come_in(client, hospital)
    changed = client.get(reverse("admin:password_change"), follow=True).content.decode()
    assert is_signed_in(client)
    assert "there is none to change" in changed
    assert "Change password" not in changed


def test_as_the_only_way_in_it_confirms_weighty_things_too(client, hospital, settings, clock):
    make_person(role="Administrator", email=ADA)
    settings.SSO_ONLY = True
    come_in(client, hospital)
    clock.shift(timedelta(minutes=16))
    add = reverse("admin:auth_user_add")

    asked = client.post(add, {"_confirm_password": RIGHT, "_confirm_opening": ""})

    assert asked.status_code == 403
    assert "Your password" not in asked.content.decode()
    assert "Confirm it with North Hospital" in asked.content.decode()
