"""The door to the desk: asked on each request that wants to know who is there, and on no other."""

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from .factors import has_factor, must_have_factor
from .staying import has_ended, was_here

DESK = "/admin/"
SECOND = "second_factor"  # in a session: whether a second factor was shown, to us or to the hospital's own sign-in
# What somebody finds who has no second factor yet and needs one.
OPEN_WITHOUT = {"my_sign_in", "add_app", "add_passkey", "logout", "login", "jsi18n", "password_change"}
OPEN_WITHOUT |= {"password_change_done", "sign_out_place", "second_step", "ask_hospital"}
OPEN_WITHOUT |= {"back_from_hospital"}


class DoorMiddleware:
    """A page of readers never looks at ``request.user``, so that it stays without a session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user = SimpleLazyObject(lambda: who_is_here(request))
        if not request.path_info.startswith(DESK):
            return self.get_response(request)
        if request.user.is_authenticated and lacks_factor(request, request.user) and not _is_open(request):
            response = HttpResponseRedirect(reverse("admin:my_sign_in"))
            response.is_at_the_door = True
            return response
        response = self.get_response(request)
        if request.user.is_authenticated:
            was_here(request, response, timezone.now())
        return response


def who_is_here(request):
    person = get_user(request)
    if not person.is_authenticated:
        return person
    if has_ended(request.session, timezone.now()):
        return _nobody(request)
    if lacks_factor(request, person):
        if has_factor(person):  # this sign-in is older than the factor, or than the rule
            return _nobody(request)
        if not request.path_info.startswith(DESK):
            return AnonymousUser()
    return person


def lacks_factor(request, person) -> bool:
    return not request.session.get(SECOND) and must_have_factor(person)


def _nobody(request):
    request.session.flush()
    request._cached_user = AnonymousUser()
    return request._cached_user


def _is_open(request):
    try:
        return resolve(request.path_info).url_name in OPEN_WITHOUT
    except Resolver404:
        return False
