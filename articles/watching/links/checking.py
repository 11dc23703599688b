"""All links that are due, many sites at once and one question at a time to each; what is found is written down.

A link counts as broken once it failed twice and a day apart: sites have bad hours. One of our own counts at once.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty, Queue

from django.db.models import Q

from articles.models import Link

from .inside import OwnPages
from .sites import findings_of, site_of

SITES_AT_ONCE = 8
SITES_TO_TELL = 3  # if none of so many answers, it is rather we who are cut off
AGAIN_IF_GOOD, AGAIN_IF_BAD = timedelta(days=7), timedelta(hours=20)
TAKEN_FOR = timedelta(hours=3)  # then another process may ask, because this one must have died


@dataclass
class Checked:
    """What became of the links that were due."""

    good: int = 0
    bad: int = 0
    untold: int = 0
    is_offline: bool = False  # no other site has answered at all, so nothing was held against them


def check_links(now, *, most: int, seconds: float, findings=findings_of) -> Checked:
    checked, until = Checked(), time.monotonic() + seconds
    due = _taken(now, most)
    own_pages = OwnPages()
    for link in [link for link in due if link.is_ours]:
        _record(link, own_pages.finding(link.url), now, checked)
    elsewhere = {link.url: link for link in due if not link.is_ours}
    unwritten, is_online = [], len({site_of(url) for url in elsewhere}) < SITES_TO_TELL
    for url, finding in _from_all_sites(elsewhere, until, findings):
        unwritten.append((elsewhere[url], finding))
        is_online = is_online or finding.is_answer
        if is_online:
            for link, found in unwritten:
                _record(link, found, now, checked)
            unwritten = []
    checked.is_offline = bool(unwritten)
    Link.objects.filter(pk__in=[link.pk for link in due], asked_at=now).exclude(checked_at=now).update(asked_at=None)
    return checked


def _taken(now, most):
    """Links that are due, the longest unseen first, and which from now on are ours to ask."""
    due = Q(checked_at=None) | Q(checked_at__lte=now - AGAIN_IF_GOOD)
    due |= Q(failed_since__isnull=False, checked_at__lte=now - AGAIN_IF_BAD)
    free = Q(asked_at=None) | Q(asked_at__lte=now - TAKEN_FOR)
    first = Link.objects.filter(due, free).order_by("checked_at", "pk").values_list("pk", flat=True)[:most]
    Link.objects.filter(free, pk__in=list(first)).update(asked_at=now)
    return list(Link.objects.filter(asked_at=now).filter(due))


def _from_all_sites(urls, until, findings):
    """(url, Finding) as they come in."""
    by_site = {}
    for url in urls:
        by_site.setdefault(site_of(url), []).append(url)
    came = Queue()

    def ask_site(site_urls):
        for found in findings(site_urls, until=until):
            came.put(found)

    with ThreadPoolExecutor(SITES_AT_ONCE) as pool:
        sites = [pool.submit(ask_site, site_urls) for site_urls in by_site.values()]
        while not (all(site.done() for site in sites) and came.empty()):
            try:
                yield came.get(timeout=0.2)
            except Empty:
                continue
        for site in sites:
            site.result()  # a fault of ours must not look like silence


def _record(link, finding, now, checked):
    link.checked_at, link.fault = now, finding.fault
    if finding.works:
        link.failed_since = link.broken_at = None
        checked.good += 1
    elif finding.works is None:
        checked.untold += 1
    else:
        link.failed_since = link.failed_since or now
        if link.is_ours or now - link.failed_since >= AGAIN_IF_BAD:
            link.broken_at = link.broken_at or now
        checked.bad += 1
    link.save(update_fields=["checked_at", "fault", "failed_since", "broken_at"])
