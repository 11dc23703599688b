"""Passkeys: what the browser is asked, and whether its answer is right (WebAuthn)."""

import json
import struct
from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils import timezone

from .factors import PASSKEY

LONGEST_ANSWER = 20_000
# The answer may be anything at all: bytes that end too soon, objects within objects, keys of a kind that nobody knows.
_WRONG = (ValidationError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, struct.error)


def _webauthn():
    """Megabytes that a process without sign-ins never needs."""
    from allauth.mfa.webauthn.internal import auth

    return auth


def to_make_one(person) -> str:
    return _told(_webauthn().begin_registration(person, passwordless=False))


def to_use_one(person) -> str:
    return _told(_webauthn().begin_authentication(person))


def add_passkey(person, name, answer) -> bool:
    auth = _webauthn()
    try:
        credential = _read(answer)
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except _WRONG:
        return False
    auth.WebAuthn.add(person, name, credential)
    return True


def is_right_passkey(person, answer) -> bool:
    auth = _webauthn()
    try:
        credential = _read(answer)
        auth.parse_authentication_response(credential)
        used = auth.complete_authentication(person, credential)
    except _WRONG:
        return False
    Authenticator.objects.filter(pk=used.pk).update(last_used_at=timezone.now())
    return True


def has_passkey(person) -> bool:
    return Authenticator.objects.filter(user=person, type=PASSKEY).exists()


def _read(answer) -> dict:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError("longer than any answer of a browser")
    read = json.loads(answer)
    if not isinstance(read, dict):
        raise TypeError("not an object")
    return read


def _told(options) -> str:
    return json.dumps(_plain(options))


def _plain(value):
    """As JSON: bytes as WebAuthn writes them, without what was left open."""
    from fido2.utils import websafe_encode

    if isinstance(value, bytes):
        return websafe_encode(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in dict(value).items() if one is not None}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
