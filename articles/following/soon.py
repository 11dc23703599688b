"""A recall is told at once, and not with the next run of the command, if this process can."""

import logging
from threading import Thread

from django.conf import settings
from django.db import connections
from django.utils import timezone

from .noticing import notice_what_happened
from .sending import send_due

logger = logging.getLogger(__name__)


def tell_soon():
    """Beside the request, which need not wait for the machines of clinics. The command makes up for what is lost."""
    if settings.PORTAL_URL:
        Thread(target=_tell, name="notices", daemon=True).start()


def _tell():
    try:
        notice_what_happened(timezone.now())
        send_due(timezone.now())
    except Exception:
        logger.exception("Clinics could not be told of a recall at once. The next run of send_notices will.")
    finally:
        connections.close_all()
