"""“My sign-in”: a person's own second factor, and the places where they are signed in."""

import base64
from io import BytesIO

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from articles.models import What
from articles.recording import record

from .arriving import second_step
from .by_hospital import hospital_urls
from .by_link import link_urls
from .confirming import to_confirm
from .door import SECOND, lacks_factor
from .factors import CODES, add_app, codes_left, factors_of, has_factor, must_have_factor, new_codes
from .passkeys import add_passkey, to_make_one
from .places import places_of, sign_out_elsewhere, sign_out_of
from .proof import has_password

MOST_PASSKEYS = 10


def entering_urls(site):
    def view(does):
        return site.admin_view(never_cache(sensitive_post_parameters()(does)))

    return [
        *hospital_urls(),
        *link_urls(),
        path("sign-in/second-step/", second_step, name="second_step"),
        path("my-sign-in/", view(my_sign_in), name="my_sign_in"),
        path("my-sign-in/app/", view(app), name="add_app"),
        path("my-sign-in/passkey/", view(passkey), name="add_passkey"),
        path("my-sign-in/codes/", view(codes), name="new_codes"),
        path("my-sign-in/remove/", view(remove), name="remove_factor"),
        path("my-sign-in/sign-out/", view(sign_out), name="sign_out_place"),
    ]


def my_sign_in(request):
    context = {
        "factors": [(one, _name_of(one)) for one in factors_of(request.user)],
        "is_needed": lacks_factor(request, request.user),
        "codes_left": codes_left(request.user),
        "places": places_of(request),
        "has_password": has_password(request.user),
    }
    return _page(request, "my_sign_in", _("My sign-in"), context)


def app(request):
    if asked := to_confirm(request, before_opening=True):
        return asked
    error, secret = "", get_totp_secret()
    if request.method == "POST" and "code" in request.POST:
        if add_app(request.user, secret, request.POST["code"][:40]):
            clear_totp_secret(request)
            return _added(request, "authenticator app")
        error = _("That code does not fit. Type the one that the app shows now; the clock of the phone must be right.")
    address = get_adapter().build_totp_url(request.user, secret)
    context = {"error": error, "picture": _picture(address), "secret": _in_fours(secret), "address": address}
    return _page(request, "app", _("Set up an authenticator app"), context)


def passkey(request):
    if asked := to_confirm(request, before_opening=True):
        return asked
    error = ""
    if factors_of(request.user).count() >= MOST_PASSKEYS:
        messages.error(request, _("You have many second factors already: remove one first."))
        return HttpResponseRedirect(reverse("admin:my_sign_in"))
    if request.method == "POST" and "passkey" in request.POST:
        name = request.POST.get("name", "").strip().replace("\x00", "")[:60] or _("Passkey")
        if add_passkey(request.user, name, request.POST["passkey"]):
            return _added(request, "passkey")
        error = _("The passkey was not made. Please try again.")
    return _page(request, "passkey", _("Make a passkey"), {"error": error, "options": to_make_one(request.user)})


def codes(request):
    """New ones are made when asked for, and shown on this page only."""
    if asked := to_confirm(request, before_opening=True):
        return asked
    if request.method != "POST" or not has_factor(request.user):
        return HttpResponseRedirect(reverse("admin:my_sign_in"))
    return _show_codes(request)


@require_POST
def remove(request):
    if asked := to_confirm(request):
        return asked
    chosen = factors_of(request.user).filter(pk=_number(request.POST.get("factor"))).first()
    if chosen is None:
        messages.error(request, _("There is no such second factor any more."))
    elif must_have_factor(request.user) and factors_of(request.user).count() == 1:
        messages.error(request, _("Your role needs a second factor: set up another one before you remove this one."))
    else:
        chosen.delete()
        _record(request, "second factor removed")
        if not has_factor(request.user):
            Authenticator.objects.filter(user=request.user, type=CODES).delete()
        sign_out_elsewhere(request.user, but=request.session.session_key)
        messages.success(request, _("Removed. You were signed out of all other places."))
    return HttpResponseRedirect(reverse("admin:my_sign_in"))


@require_POST
def sign_out(request):
    pk = request.POST.get("place", "")
    if pk == "all":
        sign_out_elsewhere(request.user, but=request.session.session_key)
        messages.success(request, _("You are signed out of all other places."))
    elif sign_out_of(request, _number(pk)):
        messages.success(request, _("You are signed out there."))
    else:
        messages.info(request, _("You were not signed in there any more."))
    return HttpResponseRedirect(reverse("admin:my_sign_in"))


def _added(request, kind):
    """A sign-in elsewhere that began without it ends. The first factor brings the codes for the day it is lost."""
    _record(request, f"second factor set up: {kind}")
    request.session[SECOND] = True
    sign_out_elsewhere(request.user, but=request.session.session_key)
    if codes_left(request.user):
        messages.success(request, _("Done. From now on you are asked for it when you sign in."))
        return HttpResponseRedirect(reverse("admin:my_sign_in"))
    return _show_codes(request)


def _show_codes(request):
    _record(request, "recovery codes made")
    context = {"codes": [_in_fours(code) for code in new_codes(request.user)], "made_at": timezone.now()}
    return _page(request, "codes", _("Your recovery codes"), context)


def _record(request, about):
    record(What.ACCOUNT_CHANGED, by=request.user, whom=request.user, about=about)


def _page(request, name, title, context):
    context = {**admin.site.each_context(request), "title": title, **context}
    if lacks_factor(request, request.user):
        context |= {"is_nav_sidebar_enabled": False, "available_apps": []}
    return render(request, f"admin/entering/{name}.html", context)


def _name_of(factor):
    return _("Authenticator app") if factor.type == Authenticator.Type.TOTP else factor.wrap().name


def _picture(address) -> str:
    """As an address of its own, which <img> shows: the policy of the desk allows no style within a page."""
    import segno

    written = BytesIO()
    segno.make(address, error="m").save(written, kind="svg", scale=5, border=4, light="#fff", dark="#000")
    return "data:image/svg+xml;base64," + base64.b64encode(written.getvalue()).decode()


def _in_fours(signs):
    return " ".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def _number(value):
    return int(value) if value and value.isdecimal() and len(value) <= 18 else None
