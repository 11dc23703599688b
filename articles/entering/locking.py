"""Whoever fails to sign in too often must wait: from that place, and in the end from anywhere."""

from math import ceil

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Max, Sum
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import What
from articles.recording import record_first

# Five failures bar an account from one place alone, so that nobody can keep somebody else out from afar. A guess from
# ever new places is stopped too, after so many in all that no person makes them.
MOST_FROM_ANYWHERE = 100
CLOSED = gettext_lazy("That failed too often. Wait half an hour, or ask an administrator to let you try again at once.")


class Failures(AxesDatabaseHandler):
    def is_locked(self, request, credentials=None):
        if super().is_locked(request, credentials):
            return True
        name = (credentials or {}).get("username")
        return bool(name) and _failures_of(name) >= MOST_FROM_ANYWHERE


def note_locked_out(sender, request, username, **_facts):
    """Told with each try while it is closed."""
    if request.axes_failures_since_start is not None:
        whom = get_user_model().objects.filter(username=username).first()
        record_first(What.LOCKED_OUT, whom=whom, about="" if whom else "no account of that name")


def names_locked_out(names) -> set[str]:
    """Those of ``names`` that cannot sign in at this moment, at least from one place."""
    failed = _recent().filter(username__in=names).values("username", "ip_address")
    counted, locked = {}, set()
    for row in failed.annotate(n=Sum("failures_since_start")):
        name = row["username"]
        counted[name] = counted.get(name, 0) + row["n"]
        if row["n"] >= settings.AXES_FAILURE_LIMIT or counted[name] >= MOST_FROM_ANYWHERE:
            locked.add(name)
    return locked


def let_in(name):
    """Forget the failures of an account, wherever they came from."""
    AccessAttempt.objects.filter(username=name).delete()


def locked_out(request, answer, credentials):
    """The page for whoever must wait: how long, and whom to ask. Who is signed in already gets the page that asked."""
    if request.user.is_authenticated and request.path_info != reverse("admin:login"):
        return answer
    name = (credentials or {}).get("username")
    last = _recent().filter(username=name).aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    seconds = max(ceil((last + settings.AXES_COOLOFF_TIME - timezone.now()).total_seconds()), 1)
    minutes = ceil(seconds / 60)
    context = {
        **admin.site.each_context(request),
        "title": _("Please wait before you try again"),
        "when": ngettext("Try again in %(n)s minute.", "Try again in %(n)s minutes.", minutes) % {"n": minutes},
    }
    response = render(request, "admin/entering/locked.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _failures_of(name):
    return _recent().filter(username=name).aggregate(n=Sum("failures_since_start"))["n"] or 0


def _recent():
    return AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME).order_by()
