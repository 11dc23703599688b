from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..copies import answer_about
from .as_asked import in_language_of, not_found
from .finding import with_article


@with_article
def copy(request, article, number):
    """Is this copy still current? What the QR code on a printed edition opens, in the language of the article."""
    moment = timezone.now()
    with translation.override(article.language):
        answer = answer_about(article, number, moment)
        if answer is None:
            sentence = _("This page has no edition with the number %(number)s.") % {"number": number}
            return in_language_of(article, not_found(request, sentence))
        context = {"answer": answer, "article": article, "moment": moment, "instead": instead_of(answer, moment)}
        return in_language_of(article, render(request, "linking/copy.html", context))


def instead_of(answer, moment):
    """What to read now: the page as it is, or what took its place."""
    return answer.live or (answer.withdrawal and answer.withdrawal.leads_to(moment))
