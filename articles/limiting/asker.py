"""Where a request comes from, as a name that says nothing and is another one tomorrow (promise 8)."""

import re
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.utils.crypto import salted_hmac

from articles.models import day_of

WITH_PORT = re.compile(r"^([\d.]+|\[.*\]):\d+$")  # as some proxies write it
ONE_HOUSEHOLD = 64  # bits of an IPv6 address: the rest is chosen anew many times a day


def asker(request, moment) -> str:
    """Never leaves the cache, which forgets it within the hour."""
    return salted_hmac(f"asker {day_of(moment)}", place_in(request.META), algorithm="sha256").hexdigest()[:32]


def place_of(request) -> str | None:
    """The address as it is, or the first of its household: only for what somebody does who wants to sign in."""
    place = place_in(request.META)
    return None if place == "unknown" else place.partition("/")[0]


def place_in(environ) -> str:
    """As it stands in the environment of a request. Only for as long as that request runs."""
    return _place(_address(environ))


def _address(environ) -> str:
    """What the outermost of our own proxies saw. What a reader wrote into the header before it is not believed."""
    here = environ.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return here
    seen = [part.strip() for part in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return seen[-settings.PROXIES] if len(seen) >= settings.PROXIES else here


def _place(address) -> str:
    try:
        known = ip_address(WITH_PORT.sub(r"\1", address).strip("[]"))
    except ValueError:
        return "unknown"
    if known.version == 6 and known.ipv4_mapped:
        known = known.ipv4_mapped
    return str(known if known.version == 4 else ip_network((known, ONE_HOUSEHOLD), strict=False))
