"""Where a person is signed in: one line for each browser, which that person can end."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.limiting import place_of

# As they are looked for: each names itself and most of those after it.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox"}
BROWSERS |= {"FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"CrOS": "ChromeOS", "Mac OS": "Mac", "Linux": "Linux"}


@dataclass(frozen=True)
class Place:
    pk: int
    browser: str
    address: str
    since: datetime
    seen_at: datetime
    is_here: bool


def note_place(request, person):
    """Nothing is noted of a sign-in without an address, as a program within this machine makes it."""
    address = place_of(request)
    if address is None:
        return
    if request.session.session_key is None:
        request.session.save()
    facts = {"user": person, "ip": address, "user_agent": request.headers.get("User-Agent", "")[:200]}
    facts["last_seen_at"] = timezone.now()
    UserSession.objects.update_or_create(session_key=request.session.session_key, defaults=facts)


def places_of(request):
    """This place first, then those used last. Those that have ended are forgotten."""
    here = request.session.session_key
    mine = UserSession.objects.filter(user=request.user)
    open_now = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    mine.exclude(session_key__in=open_now).delete()
    places = [
        Place(one.pk, browser_of(one.user_agent), one.ip, one.created_at, one.last_seen_at, one.session_key == here)
        for one in mine.order_by("-last_seen_at", "-pk")
    ]
    return sorted(places, key=lambda place: not place.is_here)


def sign_out_of(request, pk) -> bool:
    """End one other place of the same person; False if there is none of that number."""
    place = UserSession.objects.filter(user=request.user, pk=pk).first()
    if place:
        place.end()
    return place is not None


def sign_out_elsewhere(person, *, but=None):
    """End all places of ``person`` except the session ``but``."""
    for place in UserSession.objects.filter(user=person).exclude(session_key=but):
        place.end()


def browser_of(user_agent) -> str:
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), _("A browser"))
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser
