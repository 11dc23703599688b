"""Whoever reads at an address ends the notices there by a link that is in each mail, without signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from articles.models import Receiver

_SIGNER = signing.Signer(salt="a receiver of notices is stopped")


def address_to_stop(receiver) -> str:
    """The same in every mail, and good for ever: the mail at hand may be years old."""
    return settings.PORTAL_URL + reverse("linking:stop_receiver", args=[_SIGNER.sign_object(receiver.pk)])


def headers_to(receiver) -> dict:
    """Of each mail. Programs that show it offer the end as a button of their own (RFC 2369 and RFC 8058)."""
    return {
        "Auto-Submitted": "auto-generated",
        "Content-Language": receiver.language,
        "List-Unsubscribe": f"<{address_to_stop(receiver)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def receiver_to_stop(token: str) -> Receiver | None:
    try:
        pk = _SIGNER.unsign_object(token)
    except signing.BadSignature:
        return None
    return Receiver.objects.select_related("clinic").filter(pk=pk).first()


def stop(receiver, *, at, there):
    """there: by whoever reads there, and not by a manager. Whoever says it second changes nothing."""
    Receiver.objects.filter(pk=receiver.pk, stopped_at=None).update(stopped_at=at, stopped_there=there)
