"""Caches in front let go of what they keep once something was recorded (decision 25).

Nobody has to remember it: the number of all that is recorded has moved, or it has not.
"""

import logging
import time
from datetime import timedelta
from threading import Thread

from django.conf import settings
from django.db import connections
from django.utils import timezone

from articles.models import Purge, number_of_all_recorded

from .sending import HELD, TRIED_FOR, wait_after
from .webhook import NotDelivered, send

# Until every process has seen what was recorded and nginx has let go of it: whoever asks earlier gets the old page.
SETTLED = timedelta(seconds=2)
KEPT_FOR = timedelta(days=30)
TAG = "site"
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}

logger = logging.getLogger(__name__)


def notice_what_moved(now) -> bool:
    """Whether a purge is due since the last one. Noticed twice at once, it is sent twice, which does no harm."""
    last = Purge.objects.last()
    number = number_of_all_recorded()
    if last and last.number == number:
        return False
    Purge.objects.create(number=number, made_at=now, due_at=now + SETTLED)
    return True


def purge_due(now) -> bool | None:
    """Sends the newest purge that is due, in the place of all before it. Whether it arrived; None if none was due."""
    purge = Purge.objects.waiting().filter(due_at__lte=now).last()
    if not purge or not Purge.objects.waiting().filter(pk=purge.pk, due_at=purge.due_at).update(due_at=now + HELD):
        return None
    before = Purge.objects.waiting().filter(pk__lte=purge.pk)
    tries = purge.tries + 1
    try:
        outcome = _ask()
    except NotDelivered as fault:
        is_late = now - purge.made_at >= TRIED_FOR
        facts = {"given_up_at": now} if is_late else {"due_at": now + wait_after(tries)}
        Purge.objects.filter(pk=purge.pk).update(tries=tries, outcome=str(fault)[:200], **facts)
        logger.error("The caches in front could not be told to let go of old pages. %s.", str(fault).rstrip("."))
        return False
    Purge.objects.filter(pk=purge.pk).update(tries=tries, outcome=outcome[:200])
    before.update(sent_at=now)
    Purge.objects.filter(made_at__lt=now - KEPT_FOR).delete()
    return True


def _ask():
    body = settings.PURGE_BODY.replace("{tag}", TAG).encode()
    headers = {"User-Agent": "Patient-information-portal"}
    if body:
        headers["Content-Type"] = "application/json"
    if settings.PURGE_HEADER:
        name, value = settings.PURGE_HEADER
        headers[name] = value.replace("{tag}", TAG)
    # Whoever runs the portal has chosen this address: it may be a machine of their own.
    return send(settings.PURGE_METHOD, settings.PURGE_URL.replace("{tag}", TAG), body, headers)


class PurgeMiddleware:
    """Whatever changed at the desk is looked for beside the request; what came another way, by ``send_notices``."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.PURGE_URL and request.method not in SAFE and request.path_info.startswith("/admin/"):
            purge_soon()
        return response


def purge_soon():
    Thread(target=_purge, name="purges", daemon=True).start()


def _purge():
    try:
        purge_what_moved()
    except Exception:
        logger.exception("The caches in front could not be told of a change. The next run of send_notices will.")
    finally:
        connections.close_all()


def purge_what_moved():
    """For whoever has time to wait until it is settled."""
    if notice_what_moved(timezone.now()):
        time.sleep(SETTLED.total_seconds())
    return purge_due(timezone.now())
