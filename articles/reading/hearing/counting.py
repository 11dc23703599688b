"""Counts what is searched for, without who searches. docs/decisions/ says why it is done like this."""

import re
import unicodedata

from django.db import Error
from django.db.models import F

from articles.models import RareSearch, SearchCount, SearchPeriod, day_of, without_waiting
from articles.storing import may_be_written_to

from ..masking import may_tell_who
from ..moment import looks_ahead
from .slips import FROM_HERE

FEWEST = 5  # times in a month, before the words are kept
MOST_RARE = 20_000  # in a month: whoever sends more wants to fill our disk
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def normalised(text: str) -> str:
    """The words alone, in small letters, so that “Diabetes?” and “diabetes” are the same."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def is_asked_by_a_person(request) -> bool:
    """Not a reload, a page fetched before anybody wants it, a search that another site began, or an editor's look."""
    headers = request.headers
    is_reload = headers.get("Cache-Control", "") in {"max-age=0", "no-cache"}
    is_ahead = "prefetch" in headers.get("Sec-Purpose", "") + headers.get("Purpose", "")
    from_here = headers.get("Sec-Fetch-Site", "same-origin") in FROM_HERE
    return request.method == "GET" and from_here and not (is_reload or is_ahead or looks_ahead(request))


def count(text: str, language: str, *, in_vain: bool, moment):
    """Never fails and never waits: where the database is busy or away a count is lost, and not the reader's time."""
    words = normalised(text)
    if not words or may_tell_who(text) or not may_be_written_to():
        return
    try:
        with without_waiting():
            _count(words, language, int(in_vain), moment)
    except Error:
        pass


def _count(words, language, in_vain, moment):
    known = SearchCount.objects.kept_at(moment).filter(language=language, words=words)
    times, in_vain = (1, in_vain) if known.exists() else _once_often_enough(words, language, in_vain, moment)
    if times:
        today = {"language": language, "words": words, "day": day_of(moment)}
        more = {"times": F("times") + times, "times_in_vain": F("times_in_vain") + in_vain}
        if not SearchCount.objects.filter(**today).update(**more):
            SearchCount.objects.create(**today, times=times, times_in_vain=in_vain)


def _once_often_enough(words, language, in_vain, moment):
    """(times, times in vain) that were counted in this month without the words; (0, 0) as long as they are few."""
    period = _period_of(moment)
    this = {"period": period, "digest": period.digest_of(language, words)}
    more = {"times": F("times") + 1, "times_in_vain": F("times_in_vain") + in_vain}
    if not RareSearch.objects.filter(**this).update(**more):
        if period.rare.count() < MOST_RARE:
            RareSearch.objects.create(**this, times=1, times_in_vain=in_vain)
        return 0, 0
    rare = RareSearch.objects.get(**this)
    if rare.times < FEWEST:
        return 0, 0
    rare.delete()
    return rare.times, rare.times_in_vain


def _period_of(moment):
    """The month of ``moment``. With the first search of a month go the months before, their keys and digests."""
    period, is_new = SearchPeriod.objects.get_or_create(began_on=day_of(moment).replace(day=1))
    if is_new:
        SearchPeriod.objects.exclude(pk=period.pk).delete()
        SearchCount.objects.forget_at(moment)
    return period
