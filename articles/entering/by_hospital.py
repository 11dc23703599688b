"""Coming in by a hospital's own sign-in: only to an account that an administrator made."""

import logging
import secrets
from dataclasses import asdict

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.limiting import page, take
from articles.models import OutsideIdentity, What
from articles.recording import record, record_first

from .arriving import come_in
from .hospital import LEEWAY, Asked, NotBelieved, address_to_ask, claims_for
from .refusing import not_signed_in
from .staying import note_confirmed

logger = logging.getLogger(__name__)
ASKED = "asked_hospital"  # in a session
LONGEST_SECONDS = 600


def hospital_urls():
    return [
        path("sign-in/hospital/", ask, name="ask_hospital"),
        path("sign-in/hospital/back/", back, name="back_from_hospital"),
    ]


@never_cache
@require_safe
def ask(request):
    """To the hospital's own pages, and from there to ``back``."""
    if not settings.SSO_ISSUER:
        raise Http404
    taken = take(request, "sign-in", timezone.now())
    if taken.is_too_much:
        return taken.tell(page(request, taken.sentence))
    asked, confirms = Asked.anew(), "confirm" in request.GET and request.user.is_authenticated
    try:
        address = address_to_ask(asked, _back(request), afresh=confirms)
    except NotBelieved as fault:
        return _refused(request, _("The sign-in of your hospital does not answer. Please try again later."), fault)
    request.session[ASKED] = asdict(asked) | {
        "at": int(timezone.now().timestamp()),
        "onward": _onward(request),
        "confirms": confirms,
    }
    return HttpResponseRedirect(address)


@never_cache
@require_safe
def back(request):
    if not settings.SSO_ISSUER:
        raise Http404
    now, kept = timezone.now(), request.session.pop(ASKED, None)
    again = _("That took too long, or was begun in another window. Please begin again.")
    if not kept or now.timestamp() - kept["at"] > LONGEST_SECONDS:
        return _refused(request, again)
    if not secrets.compare_digest(request.GET.get("state", "").encode(), kept["state"].encode()):
        return _refused(request, again, "another state")
    if "error" in request.GET:
        return _refused(request, _("Your hospital did not sign you in. Please begin again."), "the hospital refused")
    asked = Asked(kept["state"], kept["nonce"], kept["verifier"])
    try:
        claims = claims_for(request.GET.get("code", ""), asked, _back(request))
        person = person_of(claims, now)
    except NotBelieved as fault:
        sentence = _("What your hospital said about you could not be confirmed, so you are not signed in.")
        return _refused(request, sentence, fault)
    if person is None:
        sentence = _(
            "Your hospital knows you, but no account of the desk belongs to you yet. Ask an administrator of the "
            "portal to make one with the e-mail address that your hospital has."
        )
        return _refused(request, sentence, "no account")
    if kept["confirms"]:
        return _confirmed(request, person, claims, kept, now)
    return come_in(request, person, kept["onward"], has_shown_second=has_shown_second(claims))


def person_of(claims, now):
    """The one account that is theirs; None if there is none.

    The first time it is found by a verified e-mail address. From then on the hospital's own number for the person
    counts: an address that is given to somebody else one day does not give them the account.
    """
    subject, email = str(claims["sub"]), str(claims.get("email", ""))
    if not subject or len(subject) > 255 or "\0" in subject + email:
        raise NotBelieved("a number for the person that cannot be one")
    known = OutsideIdentity.objects.filter(issuer=settings.SSO_ISSUER, subject=subject).select_related("person")
    if identity := known.first():
        return identity.person if identity.person.is_active and identity.person.is_staff else None
    if not _is_verified(claims):
        return None
    people = get_user_model().objects.filter(email__iexact=email, is_active=True, is_staff=True)
    found = list(people.filter(outside_identity=None)[:2])
    if len(found) != 1 or people.count() != 1:
        return None
    try:
        with transaction.atomic():
            OutsideIdentity.objects.create(person=found[0], issuer=settings.SSO_ISSUER, subject=subject, since=now)
    except IntegrityError:  # the same person in another window, a moment ago
        return None
    record(What.ACCOUNT_CHANGED, whom=found[0], about="joined to the hospital's own sign-in")
    return found[0]


def has_shown_second(claims) -> bool:
    """Whether the hospital asked for a second factor: it says so, or the operator knows that it always does."""
    ways = claims.get("amr", [])
    return settings.SSO_SECOND_FACTOR or (isinstance(ways, list) and "mfa" in ways)


def _is_verified(claims):
    says_so = claims.get("email_verified") in (True, "true") or settings.SSO_EMAIL_VERIFIED
    return bool(claims.get("email")) and says_so


def _confirmed(request, person, claims, kept, now):
    """It must be the same person, and they must have shown it after they were asked to."""
    shown_at = claims.get("auth_time", 0)
    is_new = isinstance(shown_at, int | float) and shown_at >= kept["at"] - LEEWAY
    if person != request.user or not is_new:
        return _refused(request, _("That did not confirm that it is you. Please begin again."), "not confirmed")
    note_confirmed(request, now)
    context = {**admin.site.each_context(request), "title": _("Thank you, it is you")}
    return render(request, "admin/entering/confirmed.html", context)


def _refused(request, sentence, reason=""):
    """Without a reason nothing is recorded: anybody can open the address, as often as they like."""
    if reason:
        logger.warning("Single sign-on was refused: %s", reason)
        record_first(What.SIGN_IN_FAILED, about=f"single sign-on: {reason}"[:200])
    return not_signed_in(request, sentence)


def _back(request):
    address = reverse("admin:back_from_hospital")
    return f"{settings.PORTAL_URL}{address}" if settings.PORTAL_URL else request.build_absolute_uri(address)


def _onward(request):
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours and asked else reverse("admin:index")
