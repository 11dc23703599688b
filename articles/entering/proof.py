"""What shows that it is this person: a password, a code, a passkey. A wrong one counts as a failure to sign in."""

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed

from .factors import is_right_code
from .passkeys import is_right_passkey


def has_password(person) -> bool:
    """One that opens something: where SSO_ONLY is set, none does."""
    return person.has_usable_password() and not settings.SSO_ONLY


def proves(request, person, *, password="", code="", passkey="") -> bool:
    """Whether one of the three is right. Nothing is looked at while the account is closed to this place."""
    if password:
        return authenticate(request, username=person.get_username(), password=password) == person
    credentials = {"username": person.get_username()}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out, request.axes_credentials = True, credentials
        return False
    if is_right_passkey(person, passkey) if passkey else is_right_code(person, code):
        return True
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    return False
