"""Signing in: who knows the password shows the second factor too, if they have one."""

from django.contrib import admin, messages
from django.contrib.auth import get_user_model, login
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from articles.limiting import page, take

from .door import SECOND
from .factors import codes_left, has_factor
from .passkeys import has_passkey, to_use_one
from .proof import proves

HALF_WAY = "half_way"  # in a session: who has shown the first of two
HALF_WAY_SECONDS = 600
BACKEND = "articles.entering.backend.Passwords"


class SignIn(LoginView):
    def form_valid(self, form):
        return come_in(self.request, form.get_user(), self.get_success_url())


def come_in(request, person, onward, *, has_shown_second=False):
    """Signs ``person`` in, or first asks for what is still missing.

    onward: an address of the portal to go on to
    """
    if has_shown_second or not has_factor(person):
        return _signed_in(request, person, onward, second=has_shown_second)
    request.session.cycle_key()
    begun = int(timezone.now().timestamp())
    request.session[HALF_WAY] = {"person": person.pk, "onward": onward, "at": begun}
    return HttpResponseRedirect(reverse("admin:second_step"))


@never_cache
@sensitive_post_parameters()
def second_step(request):
    half_way = request.session.get(HALF_WAY)
    person = half_way and _still_there(half_way, timezone.now())
    if not person:
        return HttpResponseRedirect(reverse("admin:login"))
    error = ""
    if request.method == "POST":
        taken = take(request, "sign-in", timezone.now())
        if taken.is_too_much:
            return taken.tell(page(request, taken.sentence))
        shown = {name: request.POST.get(name, "") for name in ("code", "passkey")}
        if proves(request, person, **shown):
            before = codes_left(person)
            return _with_second(request, person, half_way["onward"], before)
        error = _("That was not right. A code is good once: wait for the next one, or use another way.")
    context = {
        **admin.site.each_context(request),
        "title": _("One more step"),
        "error": error,
        "options": to_use_one(person) if has_passkey(person) else "",
    }
    return render(request, "admin/entering/second_step.html", context)


def _with_second(request, person, onward, left):
    answer = _signed_in(request, person, onward, second=True)
    if left < 4:
        sentence = ngettext(
            "You have %(left)s recovery code left: make new ones under “My sign-in”.",
            "You have %(left)s recovery codes left: make new ones under “My sign-in”.",
            left,
        )
        messages.warning(request, sentence % {"left": left})
    return answer


def _signed_in(request, person, onward, *, second):
    request.session.pop(HALF_WAY, None)
    login(request, person, backend=BACKEND)
    request.session[SECOND] = second
    return HttpResponseRedirect(onward)


def _still_there(half_way, now):
    if now.timestamp() - half_way["at"] > HALF_WAY_SECONDS:
        return None
    return get_user_model().objects.filter(pk=half_way["person"], is_active=True, is_staff=True).first()
