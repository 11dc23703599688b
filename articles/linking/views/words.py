from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.models import canonical, words_of

from ..answering import problem
from .as_asked import in_language_of, not_found, while_away
from .finding import with_article


@with_article
def words(request, article, number):
    """The words of one edition, to the byte as its fingerprint is taken. docs/fingerprint.md describes them."""
    with translation.override(article.language):
        return in_language_of(article, _words(request, article, number, timezone.now()))


words.while_away = while_away


def _words(request, article, number, moment):
    released = article.editions.released_by_moment(moment).with_words().prefetch_related("withdrawals")
    edition = released.filter(number=number).first()
    if edition is None:
        return not_found(request, _("This page has no edition with the number %(number)s.") % {"number": number})
    withdrawal = edition.withdrawal_at(moment)
    if withdrawal and withdrawal.kind == "recalled":
        return problem(withdrawal.reason, status=410, state="recalled")
    return HttpResponse(canonical(words_of(edition)), content_type="application/json")
