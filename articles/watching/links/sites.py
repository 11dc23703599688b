"""The links of one site, asked one after the other with a pause, and none that its robots.txt asks us to leave."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings

from .asking import Unreachable, ask

NAME = "PatientInformationPortal-LinkCheck"
PAUSE, LONGEST_PAUSE = 2, 20  # seconds between two questions to one site
MOST_OF_ROBOTS = 200_000


@dataclass(frozen=True)
class Finding:
    """What is known of a link now. works: None where nothing can be told"""

    works: bool | None
    fault: str = ""
    is_answer: bool = True  # of the site, be it good or bad: so we are connected to the world


def agent():
    return f"{NAME}/1 (+{settings.PORTAL_URL})" if settings.PORTAL_URL else f"{NAME}/1"


def site_of(url: str) -> str:
    """Where questions must wait for one another."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def findings_of(urls, *, until, asking=ask, pause=time.sleep):
    """Yields (url, Finding) until the monotonic clock says ``until``. The urls are those of one site."""
    rules = {}
    for number, url in enumerate(urls):
        if time.monotonic() >= until:
            return
        base = "{0.scheme}://{0.netloc}".format(urlsplit(url)) if site_of(url) else ""
        if base not in rules:
            rules[base] = _rules_of(base, asking)
        if number:
            pause(_pause(rules[base]))
        yield url, _finding(url, rules[base], asking)


def _finding(url, rules, asking):
    if not rules.can_fetch(NAME, url):
        return Finding(None, "The site asks programs not to look at this page.")
    try:
        answer = asking(url, "HEAD", agent=agent())
        if not answer.is_good:  # some sites answer this question wrongly, and know the other one
            answer = asking(url, "GET", agent=agent())
    except Unreachable as fault:
        return Finding(False, str(fault), is_answer=False)
    if answer.is_good:
        return Finding(True)
    if answer.says_nothing:
        return Finding(None, f"The site does not tell programs whether the page is there ({answer.status}).")
    if answer.status in {404, 410}:
        return Finding(False, f"The page is not there any more ({answer.status}).")
    return Finding(False, f"The site answers with a fault ({answer.status}).")


def _rules_of(base, asking):
    rules = RobotFileParser()
    rules.parse([])
    try:
        answer = asking(f"{base}/robots.txt", "GET", agent=agent(), most=MOST_OF_ROBOTS)
    except (Unreachable, ValueError):
        return rules
    if answer.is_good:
        rules.parse(answer.body.decode("utf-8", "replace").splitlines())
    return rules


def _pause(rules):
    try:
        wanted = float(rules.crawl_delay(NAME) or 0)
    except (TypeError, ValueError):
        wanted = 0
    return min(max(PAUSE, wanted), LONGEST_PAUSE)
