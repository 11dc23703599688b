import re

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.comparing import Fate, changes_between
from articles.models import Edition

from ..article.timeline import Timeline
from ..moment import moment_of
from .articles import newest_of
from .refusals import gone, moved, not_found


@require_safe
def changes(request, slug, number):
    """What changed from the edition in ``?from=``, or from the one before, to this one."""
    moment = moment_of(request)
    newest = newest_of(request, slug, moment)
    if newest is None:
        return moved(request, slug, moment)
    timeline = Timeline(newest.article, moment)
    sentence, earlier = _asked(request, timeline, number)
    if sentence:
        return not_found(request, sentence)
    if earlier > number:
        return redirect(f"{newest.article.address_of('changes', number=earlier)}?from={number}")
    editions = _editions(timeline, (earlier, number))
    for edition in editions:
        if timeline.find(edition.number) not in timeline.comparable:
            return gone(request, edition, edition.withdrawal_at(moment), moment)
    return _page(request, timeline, newest, changes_between(*editions))


def _asked(request, timeline, number):
    """(a sentence for the reader if there is nothing to compare, or None; the number of the other edition)"""
    asked = request.GET.get("from")
    if not timeline.find(number):
        return _("This page has no edition with that number."), None
    if asked is None:
        earlier = _before(timeline, number)
        return (None, earlier.number) if earlier else (_("There is no earlier edition to compare this one with."), None)
    if not re.fullmatch(r"[0-9]{1,9}", asked) or not timeline.find(int(asked)):
        return _("This page has no edition with that number."), None
    if int(asked) == number:
        return _("Choose two different editions to see what changed."), None
    return None, int(asked)


def _before(timeline, number):
    """The newest earlier edition that can be compared, or else the one right before, which says why it cannot."""
    earlier = [point for point in timeline.points if point.number < number]
    return timeline.compared_with(number) or (earlier[-1] if earlier else None)


def _editions(timeline, numbers):
    editions = Edition.objects.with_words().filter(article=timeline.article, number__in=numbers)
    return sorted(editions.prefetch_related("withdrawals"), key=lambda edition: edition.number)


def _notes(timeline, found):
    """What was said of each step between the two, safety first, then the newest."""
    steps = Edition.objects.filter(article=timeline.article, number__gt=found.old.number, number__lte=found.new.number)
    steps = steps.order_by("-is_safety_change", "-number").only("number", "change_note", "is_safety_change")
    return [step for step in steps if step.change_note or step.is_safety_change]


def _page(request, timeline, newest, found):
    told = [change for change in found.sections if change.fate is not Fate.SAME or change.is_moved]
    context = {
        "article": newest.article,
        "newest": newest,
        "withdrawal": newest.withdrawal_at(timeline.moment),
        "changes": found,
        "notes": _notes(timeline, found),
        "told": told,
        "same": [change for change in found.sections if change not in told and change.heading],
        "old": found.old,
        "new": found.new,
        "others": [point.number for point in timeline.comparable if point.number < found.new.number],
    }
    response = render(request, "reading/changes.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
