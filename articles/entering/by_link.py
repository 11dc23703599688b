"""Coming in by a link that somebody at the server made: for the day when no other way in is open."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from articles.limiting import page, take
from articles.models import What
from articles.recording import hold, record

from .arriving import come_in
from .refusing import not_signed_in


class _Links(PasswordResetTokenGenerator):
    """Each is good until the person has signed in, for PASSWORD_RESET_TIMEOUT at most."""

    key_salt = "articles.entering.by_link"


_LINKS = _Links()


def link_for(person) -> str:
    """An address that signs ``person`` in once, without a password. Their second factor is asked for as ever."""
    record(What.ACCOUNT_CHANGED, whom=person, about="link to sign in made on the server")
    return settings.PORTAL_URL + reverse("admin:by_link", args=[person.pk, _LINKS.make_token(person)])


def link_urls():
    return [path("sign-in/link/<int:pk>/<str:token>/", by_link, name="by_link")]


@never_cache
def by_link(request, pk, token):
    """Programs that look at links before people do open the page, and do not press the button on it."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    taken = take(request, "sign-in", timezone.now())
    if taken.is_too_much:
        return taken.tell(page(request, taken.sentence))
    if request.method == "POST":
        with transaction.atomic():
            hold()  # who presses the button at the same moment comes after this one, and too late
            person = _person_of(pk, token)
            return come_in(request, person, reverse("admin:index")) if person else _refused(request)
    person = _person_of(pk, token)
    if person is None:
        return _refused(request)
    context = {**admin.site.each_context(request), "title": _("Sign in"), "person": person}
    return render(request, "admin/entering/by_link.html", context)


def _person_of(pk, token):
    person = get_user_model().objects.filter(pk=pk, is_active=True, is_staff=True).first()
    return person if _LINKS.check_token(person, token) else None


def _refused(request):
    return not_signed_in(request, _("This link was used already, or is more than ten minutes old."))
