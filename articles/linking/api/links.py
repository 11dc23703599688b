"""Which of the addresses that somebody has written down still lead where they should."""

import json
from collections import Counter

from django.utils.translation import gettext as _

from articles.following import STATES, standings

from ..answering import BadRequest
from .operations import operation
from .schemas import LONGEST_LINK, MOST_LINKS

MOST_BYTES = 4 * MOST_LINKS * LONGEST_LINK


@operation(
    "/links/check",
    "Which addresses and codes are live, have moved, are outdated or gone",
    answers="LinkStates",
    takes="Links",
    limit="links",
)
def links(request, moment):
    """Nothing is kept of what is sent."""
    found = standings(_links_in(request), moment)
    counts = Counter(one.state for one in found)
    site = request.build_absolute_uri("/").rstrip("/")
    return {
        "@context": "https://schema.org",
        "total": len(found),
        "counts": {state: counts[state] for state in STATES},
        "items": [_told(one, site) for one in found],
    }


def _links_in(request) -> list[str]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise _too_many()
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadRequest("links", _("Send JSON, such as {“links”: [“K52-V6XC”, “/articles/biopsy/”]}.")) from None
    if not isinstance(sent, dict) or not isinstance(sent.get("links"), list):
        raise BadRequest("links", _("Send an object with a list of texts, “links”."))
    if unknown := sent.keys() - {"links"}:
        raise BadRequest(min(unknown)[:100], _("There is nothing else to send but “links”."))
    if len(sent["links"]) > MOST_LINKS:
        raise _too_many()
    for place, link in enumerate(sent["links"], start=1):
        if not isinstance(link, str) or len(link) > LONGEST_LINK:
            words = {"place": place, "longest": LONGEST_LINK}
            raise BadRequest(
                "links", _("Number %(place)s is no text of at most %(longest)s characters, as an address is.") % words
            )
    return sent["links"]


def _too_many():
    return BadRequest("links", _("Send at most %(most)s addresses or codes at once.") % {"most": MOST_LINKS})


def _told(standing, site):
    told = {"link": standing.written, "state": standing.state}
    if standing.pack:
        return told | _told_of_pack(standing, site)
    if standing.article is None:
        return told
    told |= {"identifier": standing.article.code, "inLanguage": standing.article.language}
    if newest := standing.newest:
        told |= {"name": newest.title, "url": f"{site}{standing.article.get_absolute_url()}"}
        told |= {"version": newest.number, "isReviewOverdue": standing.is_overdue}
    if standing.state == "outdated":
        told["isSafetyChange"] = standing.is_safety_change
    if standing.withdrawal:
        told |= {"kind": standing.withdrawal.kind, "reason": standing.withdrawal.reason}
    if standing.instead:
        told["replacement"] = f"{site}{standing.instead.article.get_absolute_url()}"
    return told


def _told_of_pack(standing, site):
    """With each of its pages that is not right, so that whoever hands it out knows what to look at."""
    pack = standing.pack
    told = {"identifier": pack.code, "inLanguage": pack.language, "name": standing.version.title}
    told |= {"url": f"{site}{pack.get_absolute_url()}", "version": standing.version.number}
    told |= {"isReviewOverdue": standing.is_overdue, "isRetired": pack.retired_at is not None}
    if standing.state == "outdated":
        told["isSafetyChange"] = standing.is_safety_change
    if wrong := [page for page in standing.pages if page.state != "live"]:
        told["pages"] = [_told(page, site) for page in wrong]
    return told
