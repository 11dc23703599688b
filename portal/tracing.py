"""An id for each request, by which the lines about it are found in every log."""

import os
import re
import threading

GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")

_here = threading.local()


def begin_request(given=""):
    """given: the id that a proxy of ours has sent along, and whatever it may be if nobody watches over it"""
    _here.id, _here.given = None, given


def request_id() -> str:
    """Of the request that this thread answers; empty where there is none. Most stored pages never need one."""
    if not hasattr(_here, "given"):
        return ""
    if _here.id is None:
        _here.id = _here.given if GIVEN.fullmatch(_here.given) else os.urandom(12).hex()
    return _here.id
