"""The second factor: an authenticator app, passkeys, and codes on paper for the day the phone is lost."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .sealing import OtherKey

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
# Who may do one of these can make patients read something, or give others the right to.
WEIGHTY = ("articles.approve_edition", "articles.release_edition", "articles.withdraw_edition")
WEIGHTY += ("auth.add_user", "auth.change_user", "auth.add_group", "auth.change_group")


def must_have_factor(person) -> bool:
    return settings.REQUIRE_SECOND_FACTOR and any(person.has_perm(right) for right in WEIGHTY)


def has_factor(person) -> bool:
    """Codes on paper alone are none: they stand in for one that is lost."""
    return Authenticator.objects.filter(user=person, type__in=[APP, PASSKEY]).exists()


def factors_of(person):
    return Authenticator.objects.filter(user=person).exclude(type=CODES).order_by("created_at", "pk")


def codes_left(person) -> int:
    kept = Authenticator.objects.filter(user=person, type=CODES).first()
    try:
        return len(RecoveryCodes(kept).get_unused_codes()) if kept else 0
    except OtherKey:
        return 0


def add_app(person, secret, code) -> bool:
    """Whether ``code`` shows that the app has the secret; then it is the app of ``person`` from now on.

    That uses the code up, as signing in does.
    """
    step = _step_of(secret, code)
    if step is None:
        return False
    with transaction.atomic():
        Authenticator.objects.filter(user=person, type=APP).delete()
        app = TOTP.activate(person, secret).instance
        app.data["used"] = step
        app.save()
    return True


def new_codes(person) -> list[str]:
    """Ten codes, each good once; those from before are good no longer."""
    with transaction.atomic():
        Authenticator.objects.filter(user=person, type=CODES).delete()
        return RecoveryCodes.activate(person).generate_codes()


def take_away(person):
    Authenticator.objects.filter(user=person).delete()


def is_right_code(person, code) -> bool:
    """Of the app, or one on paper. Each is good once."""
    if not code.strip() or len(code) > 40:
        return False
    try:
        return _is_of_app(person, code) or _is_on_paper(person, code)
    except OtherKey:  # made with another SECRET_KEY: an administrator must take it away
        return False


@transaction.atomic
def _is_of_app(person, code):
    """The step of time that was used last is kept with the app: two processes know of it, which a cache need not."""
    app = Authenticator.objects.select_for_update().filter(user=person, type=APP).first()
    if app is None:
        return False
    step = _step_of(decrypt(app.data["secret"]), code)
    if step is None or step <= app.data.get("used", 0):
        return False
    app.data["used"], app.last_used_at = step, timezone.now()
    app.save()
    return True


def _step_of(secret, code):
    """The step of time, of those that are near, whose code it is."""
    codes = {step: format_hotp_value(hotp_value(secret, step)) for step in yield_hotp_counters_from_time()}
    return next((step for step, right in codes.items() if compare_user_code(actual=code, expected=right)), None)


def _is_on_paper(person, code):
    kept = Authenticator.objects.filter(user=person, type=CODES).first()
    if kept is None or not RecoveryCodes(kept).validate_code(code):
        return False
    Authenticator.objects.filter(pk=kept.pk).update(last_used_at=timezone.now())
    return True
