"""What the tests of signing in share."""

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.makers import make_user

RIGHT = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_person(name="ada", role="", **facts):
    person = make_user(name, password=RIGHT, is_staff=True, **facts)
    if role:
        person.groups.add(Group.objects.get(name=role))
    return person


def give_app(person):
    TOTP.activate(person, SECRET)
    return person


def code_at(moment, secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(moment.timestamp()) // 30))


def sign_in(client, password=RIGHT, *, name="ada", place="192.0.2.7", onward="", **headers):
    data = {"username": name, "password": password, "next": onward or reverse("admin:index")}
    return client.post(reverse("admin:login"), data, REMOTE_ADDR=place, headers=headers)


def second_step(client, **shown):
    return client.post(reverse("admin:second_step"), shown, REMOTE_ADDR="192.0.2.7")


def is_signed_in(client):
    return client.get(reverse("admin:jsi18n")).status_code == 200  # the cheapest address that is not open
