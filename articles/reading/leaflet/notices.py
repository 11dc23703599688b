"""What a reader must know before the first word, as the page says it: sentences, of which the first is strong."""

from django.utils.translation import gettext as _

from .days import day_in_words
from .letters import showable


def banner(page):
    """What stands above an edition that is not the newest, or that was withdrawn."""
    if withdrawal := page.get("withdrawal"):
        day = {"day": day_in_words(withdrawal.at)}
        if withdrawal.kind == "recalled":
            first = _("We took this page away on %(day)s because it may be unsafe. Do not rely on this old edition.")
        else:
            first = _("We withdrew this page on %(day)s. Do not rely on this old edition.")
        return [first % day, showable(withdrawal.reason)]
    return _banner_of_old(page["edition"], page)


def _banner_of_old(edition, page):
    if withdrawal := page.get("own_withdrawal"):
        facts = {"number": edition.number, "day": day_in_words(withdrawal.at)}
        sentence = _("Edition %(number)s was withdrawn on %(day)s. Do not rely on it.")
        return [sentence % facts, showable(withdrawal.reason)]
    if change := page.get("safety_change"):
        facts = {"number": change.number, "day": day_in_words(change.release_at)}
        sentence = _(
            "Do not rely on this old edition. Edition %(number)s, released on %(day)s, changed something about safety."
        )
        return [sentence % facts, showable(change.change_note)]
    newest = page.get("newest")
    if newest and newest.number > edition.number:
        facts = {"number": newest.number, "day": day_in_words(newest.release_at)}
        return [
            _("This is edition %(number)s. It is not the newest.") % {"number": edition.number},
            _("Edition %(number)s was released on %(day)s.") % facts,
        ]
    return []


def overdue(page):
    edition = page["edition"]
    if banner(page) or not page["is_overdue"]:
        return []
    return [
        _("This page was due to be checked again on %(day)s.") % {"day": day_in_words(edition.next_review_due)},
        _(
            "No check has been recorded since. Some of it may be out of date, so ask your doctor or nurse before "
            "you act on it."
        ),
    ]


def news_of_original(page):
    """For a translation: what has become of the words it was made from."""
    news = page.get("news")
    if news is None:
        return []
    return [*_what_became_of(news), showable(news.newest.title)]


def _what_became_of(news):
    if news.withdrawal:
        sentence = _(
            "This page is a translation. The original was taken away on %(day)s. Do not rely on this page before you "
            "have asked your doctor or nurse."
        )
        return [sentence % {"day": day_in_words(news.withdrawal.at)}, showable(news.withdrawal.reason)]
    if change := news.safety_change:
        sentence = _(
            "This page is a translation. On %(day)s something about safety changed in the original, and this page may "
            "lack it."
        )
        return [sentence % {"day": day_in_words(change.release_at)}, showable(change.change_note)]
    sentence = _(
        "This page is a translation. The original has been updated since, on %(day)s, and this page may lack what is "
        "new there."
    )
    return [sentence % {"day": day_in_words(news.newest.release_at)}]
