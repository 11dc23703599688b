"""What has changed since: for whoever keeps a copy of our pages."""

from django.db.models import Max
from django.utils.translation import gettext as _

from articles.following import bring_up_to
from articles.models import Happened, PublicEvent, in_utc

from .operations import NotThere, operation
from .parameters import SINCE, Parameter
from .shapes import Teller

ON_A_PAGE = 200
AWAY = {Happened.WITHDRAWN, Happened.RECALLED}


def _cursor(text):
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise ValueError(_("Send back the cursor of the last answer as it was."))
    return int(text)


CURSOR = Parameter(
    "cursor",
    "The cursor of the last answer: brings what has happened since, nothing missed and nothing twice.",
    {"type": "string", "pattern": "^[0-9]{1,15}$"},
    _cursor,
)


@operation(
    "/changes/",
    "What was released, reviewed, withdrawn, recalled or given back",
    answers="Changes",
    parameters=[SINCE, CURSOR],
    refusals=(404,),
)
def changes(request, moment, *, since, cursor):
    """A cursor goes before a moment, so that ``since`` may stand in an address that is always the same."""
    bring_up_to(moment)
    last = PublicEvent.objects.aggregate(last=Max("number"))["last"] or 0
    after = cursor if cursor is not None else _before(since, last)
    if after > last:
        raise NotThere(_("This cursor is not one of ours. Begin without one."), parameter="cursor")
    events = PublicEvent.objects.filter(number__gt=after).select_related("edition__article", "withdrawal")
    events = list(events.prefetch_related("edition__withdrawals")[: ON_A_PAGE + 1])
    shown, has_more = events[:ON_A_PAGE], len(events) > ON_A_PAGE
    teller = Teller(request, moment)
    told = {"@context": "https://schema.org", "@type": "DataFeed"}
    told |= {"cursor": str(shown[-1].number if shown else after), "hasMore": has_more}
    if has_more:
        told["next"] = f"{teller.api_address('changes')}?cursor={told['cursor']}"
    return {**told, "items": [item(event, teller, moment) for event in shown]}


def _before(since, last):
    """The number before the first event that happened from ``since`` on."""
    if since is None:
        return 0
    first = PublicEvent.objects.filter(at__gte=since).order_by("number").first()
    return first.number - 1 if first else last


def item(event, teller, moment):
    """The words of an edition that is away by now are told no more, but that it was is."""
    edition, article = event.edition, event.edition.article
    told = {
        "number": event.number,
        "change": event.kind,
        "at": in_utc(event.at),
        "article": teller.api_address("article", article=article.code),
        "identifier": article.code,
        "url": teller.absolute(article.get_absolute_url()),
        "inLanguage": article.language,
        "version": edition.number,
    }
    if event.kind in AWAY:
        return {**told, "reason": event.withdrawal.reason}
    if event.kind == Happened.RELEASED and not edition.withdrawal_at(moment):
        return {**told, "isSafetyChange": edition.is_safety_change, "changeNote": edition.change_note}
    return told
