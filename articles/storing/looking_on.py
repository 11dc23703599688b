"""Looks at the database though nobody asks: a page that is recalled leaves the disk before the portal may need it."""

import threading
import time

PAUSE = 1  # second


def look_on(front):
    """From now on, for as long as this process lives."""
    threading.Thread(target=_look_on, args=[front], daemon=True).start()


def _look_on(front, pause=time.sleep):
    while True:
        pause(PAUSE)
        try:
            front.keep_up(PAUSE / 2)
        except Exception:  # the next reader meets it too, and there it is told
            pass
