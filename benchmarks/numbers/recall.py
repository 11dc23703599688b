"""A release and a recall while many read: how soon both processes tell of it, and whether one ever goes back.

python -m benchmarks.numbers.recall starts a portal with two processes, keeps it busy, and asks it on new connections.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from pathlib import Path

from benchmarks.numbers.machine import LOAD, PAGE, fetch, on_core, portal

ASKING, BETWEEN = 8, 1.5  # threads; seconds from one change to the next
CHANGES = ("first", "second", "recalled")


def measure():
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name, portal(Path(name), workers=2) as address:
        os.environ |= {"PORTAL_VAR": f"{name}/var", "PORTAL_ENV_FILE": os.devnull}
        busy = ["wrk", "-t1", "-c16", "-d20s", "-H", "Accept-Encoding: br", address + "/"]
        load = subprocess.Popen(on_core(LOAD, busy), stdout=subprocess.DEVNULL)
        try:
            seen, changed_at = watch(address)
        finally:
            load.terminate()
            load.wait(30)
    return told_of(seen, changed_at)


def watch(address):
    """(what was seen: when it was asked, when it was answered, what it told; and the moment of each change)"""
    seen, end = [], threading.Event()
    askers = [threading.Thread(target=keep_asking, args=[address + PAGE, seen, end]) for _each in range(ASKING)]
    changed_at = {}
    change = Changes()
    for asker in askers:
        asker.start()
    for what in CHANGES[1:]:
        time.sleep(BETWEEN)
        changed_at[what] = change.to(what)
    time.sleep(BETWEEN)
    end.set()
    for asker in askers:
        asker.join()
    return seen, changed_at


class Changes:
    """The writer: a process of its own beside those that serve."""

    def __init__(self):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        import django

        django.setup()
        from articles.models import Article

        self.article = Article.objects.get(slug=PAGE.split("/")[2])

    def to(self, what):
        """Returns the moment at which it was recorded."""
        from django.utils import timezone

        from tests.makers import make_edition, make_withdrawal

        now = timezone.now()
        if what == "second":
            make_edition(article=self.article, number=2, title="Second words", release_at=now)
        else:
            newest = self.article.editions.order_by("-number").first()
            make_withdrawal(newest, kind="recalled", at=now)
        return time.perf_counter()


def keep_asking(address, seen, end):
    while not end.is_set():
        asked = time.perf_counter()
        try:
            told = "second" if b"Second words" in fetch(address) else "first"
        except urllib.error.HTTPError as answer:
            told = "recalled" if answer.code == 410 else f"error {answer.code}"
        except OSError as fault:
            told = f"error {fault}"
        seen.append((asked, time.perf_counter(), told))


def told_of(seen, changed_at):
    age = {what: number for number, what in enumerate(CHANGES)}
    errors = [told for *_times, told in seen if told not in age]
    known = sorted(one for one in seen if one[2] in age)
    slowest = {}
    for what, at in changed_at.items():
        late = [asked for asked, _answered, told in known if age[told] < age[what]]
        slowest[what] = max(0, max(late, default=at) - at)
    return {"asked": len(seen), "errors": len(errors), "older after newer": older(known, age), "slowest": slowest}


def older(known, age):
    """How many answers were older than one that somebody had been given before they were asked for."""
    given = sorted((answered, age[told]) for _asked, answered, told in known)
    count, newest, at = 0, 0, 0
    for asked, _answered, told in known:
        while at < len(given) and given[at][0] < asked:
            newest, at = max(newest, given[at][1]), at + 1
        count += age[told] < newest
    return count


def rows(told):
    slowest, back = max(told["slowest"].values()), told["older after newer"]
    yield (
        "release and recall under load, two processes",
        "seen within 1 s, no error, no older page",
        f"{slowest:.2f} s, {told['errors']} errors, {back} older pages in {told['asked']:,} answers",
        slowest <= 1 and not told["errors"] and not back,
    )


if __name__ == "__main__":
    print(json.dumps(measure()))
    sys.exit()
