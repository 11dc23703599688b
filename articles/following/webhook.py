"""One request to a program of a clinic: signed, to a public address alone, and short."""

import base64
import hashlib
import hmac
import json
from functools import partial
from http.client import HTTPException
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from articles.reaching import NoSuchName, Straight, is_public, places_of

from .telling import facts_of

SECONDS = 10  # for all of it, however slowly the other side speaks
MOST_READ = 1024  # bytes of an answer that is looked at by nobody


class NotDelivered(Exception):
    """Why it has not arrived, in one sentence for the log of deliveries."""


def signed(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """As Standard Webhooks 1.0 has it: HMAC-SHA256 over “id.timestamp.body”."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    words = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, words, hashlib.sha256).digest()).decode()


def request_about(notice, moment):
    """What sends it, when it is called, without asking the database any more."""
    (facts,) = facts_of([notice], moment)
    message_id, timestamp, receiver = f"notice-{notice.pk}", int(moment.timestamp()), notice.receiver
    body = json.dumps({"id": message_id, **facts}, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Patient-information-portal",
        "Webhook-Id": message_id,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": signed(receiver.secret, message_id, timestamp, body),
    }
    return partial(post, receiver.address, body, headers)


def post(address: str, body: bytes, headers: dict) -> str:
    """The outcome, if the other side has taken it (2xx). Raises NotDelivered."""
    return send("POST", address, body, headers, allowed_place(address))


def send(method: str, address: str, body: bytes, headers: dict, place=None) -> str:
    """place: where to connect, if not wherever the name leads. Raises NotDelivered."""
    parts = urlsplit(address)
    place = place or (parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    connection = Straight(parts.scheme, parts.hostname, place, seconds=SECONDS, in_all=SECONDS)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read(MOST_READ)
    except (OSError, HTTPException, ValueError) as fault:
        raise NotDelivered(_("No answer: %(fault)s") % {"fault": type(fault).__name__}) from None
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise NotDelivered(_("Answered with status %(status)s") % {"status": answer.status})
    return _("Taken with status %(status)s") % {"status": answer.status}


def allowed_place(address: str) -> tuple:
    """Where to connect: looked up once, so that the name cannot mean another machine a moment later."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        parts = None
    # A line break is left out silently by those who read addresses, and would stand in what goes out.
    if any(sign.isspace() or not sign.isprintable() for sign in address):
        parts = None
    if not parts or parts.scheme not in {"https", "http"} or not parts.hostname or parts.username or parts.password:
        raise NotDelivered(_("It is no address such as https://records.example.org/notices."))
    try:
        places = places_of(parts.hostname, port)
    except NoSuchName:
        raise NotDelivered(_("There is no machine with the name “%(name)s”.") % {"name": parts.hostname}) from None
    is_own = all(_is_own(place[0]) for place in places)
    if not is_own and not all(is_public(place[0]) for place in places):
        raise NotDelivered(_("“%(name)s” is inside a private network.") % {"name": parts.hostname})
    if not is_own and parts.scheme != "https":
        raise NotDelivered(_("Notices go out by https:// only."))
    return places[0]


def _is_own(place):
    """In a network that whoever runs the portal has opened for notices."""
    address = ip_address(place.partition("%")[0])
    return any(address in network for network in settings.WEBHOOK_NETWORKS)
