"""Notices go out: to programs beside one another, to people in one mail. Safe at any time, twice, and in two places.

A notice is held by moving the hour of its next try forward, which only one of two can do. Whoever dies while holding it
leaves it to the next run. So a receiver may hear something twice, under the same id, and never nothing.
"""

from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import timedelta

from articles.models import Delivery, News, Notice, Receiver, Way

from .mailing import Mails
from .webhook import NotDelivered, request_about

_TOLD_OF = ("article", "edition", "version__pack", "event__withdrawal", "receiver__clinic")
HELD = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
TRIED_FOR = timedelta(days=3)
AT_ONCE = 20  # programs that are waited for; each may take seconds, and costs nothing meanwhile


def send_due(now) -> tuple[int, int]:
    """(how many notices have arrived, how many have not)

    Threads only wait for programs: all that is read and written stays in this one, where its transaction is.
    """
    told = Counter()
    lines = _lines(now)
    programs = [_to_program(notices, now, told) for receiver, notices in lines if receiver.way == Way.WEBHOOK]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        calls = _Calls(pool, programs)
        calls.begin()
        mails = Mails()
        for receiver, notices in lines:
            if receiver.way == Way.MAIL:
                _to_person(receiver, notices, now, mails, told)
        calls.finish()
    return told[True], told[False]


def _lines(now):
    """(receiver, its notices), recalls first. Who did not answer the last time comes last."""
    due = Notice.objects.waiting().filter(due_at__lte=now, receiver__in=Receiver.objects.in_use())
    lines = {}
    for notice in due.select_related(*_TOLD_OF):
        lines.setdefault(notice.receiver, []).append(notice)
    tried = set(Delivery.objects.filter(notice__in=due).values_list("notice", flat=True))
    for notices in lines.values():
        notices.sort(key=lambda one: (one.news != News.RECALLED, one.at, one.pk))
    return sorted(lines.items(), key=lambda line: _turn(*line, tried))


def _turn(receiver, notices, tried):
    return notices[0].news != News.RECALLED, notices[0].pk in tried, receiver.pk


def _to_program(notices, now, told):
    """Yields each request, is sent what came of it, and leaves a program that does not answer to the next run."""
    for notice in notices:
        if not hold([notice], now):
            continue
        outcome, has_arrived = yield request_about(notice, now)
        _record([notice], outcome, now, has_arrived=has_arrived)
        told[has_arrived] += 1
        if not has_arrived:
            return


def _to_person(receiver, notices, now, mails, told):
    if held := hold(notices, now):
        outcome, has_arrived = mails.send(receiver, held, now)
        _record(held, outcome, now, has_arrived=has_arrived)
        told[has_arrived] += len(held)


class _Calls:
    """Several programs are waited for at once, and each hears one thing after another."""

    def __init__(self, pool, programs):
        self.pool, self.waiting, self.under_way = pool, deque(programs), {}

    def begin(self):
        while self.waiting and len(self.under_way) < AT_ONCE:
            self._go_on(self.waiting.popleft())

    def finish(self):
        while self.under_way:
            done, _others = wait(self.under_way, return_when=FIRST_COMPLETED)
            for call in done:
                self._go_on(self.under_way.pop(call), call.result())
            self.begin()

    def _go_on(self, program, outcome=None):
        try:
            ask = program.send(outcome)
        except StopIteration:
            return
        self.under_way[self.pool.submit(_tried, ask)] = program


def _tried(ask) -> tuple[str, bool]:
    try:
        return ask(), True
    except NotDelivered as fault:
        return str(fault), False


def hold(notices, now):
    """Those of ``notices`` that nobody else has taken."""
    return [
        one
        for one in notices
        if Notice.objects.waiting().filter(pk=one.pk, due_at=one.due_at).update(due_at=now + HELD)
    ]


def _record(notices, outcome, now, *, has_arrived=False):
    Delivery.objects.bulk_create(
        Delivery(notice=one, at=now, outcome=outcome[:200], has_arrived=has_arrived) for one in notices
    )
    for one in notices:
        if has_arrived:
            facts = {"sent_at": now}
        elif now - one.made_at >= TRIED_FOR:
            facts = {"given_up_at": now}
        else:
            facts = {"due_at": now + wait_after(one.deliveries.count())}
        Notice.objects.filter(pk=one.pk).update(**facts)


def wait_after(tries: int) -> timedelta:
    """Twice as long each time, from a minute up to six hours."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)
