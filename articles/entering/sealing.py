"""How secrets of second factors are kept: nobody who reads the database, or a backup of it, can use them."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.crypto import salted_hmac

from articles.models import site_name


class OtherKey(Exception):
    """It was encrypted with another SECRET_KEY."""


class Adapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Raises OtherKey."""
        from cryptography.fernet import InvalidToken

        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise OtherKey from None

    def get_totp_issuer(self):
        return self._get_site_name()

    def get_totp_label(self, user):
        return user.get_username()

    def _get_site_name(self):
        """As an app lists it, beside the name of the account."""
        return f"{site_name()} ({super()._get_site_name()})"


def _keys():
    """The first encrypts; those of former keys still open what they closed."""
    from cryptography.fernet import Fernet, MultiFernet  # megabytes that a process without sign-ins never needs

    made_from = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in made_from])


def _key(secret):
    return base64.urlsafe_b64encode(salted_hmac("second factor", "key", secret=secret, algorithm="sha256").digest())
