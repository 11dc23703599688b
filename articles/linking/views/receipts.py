from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ReceiptCount, day_of

from ..answering import BadRequest, problem
from ..copies import answer_about
from ..fhir import bundle
from ..receipts import GIVEN, LONGEST_CLINIC, Receipt
from .as_asked import not_found, wants_json, while_away
from .copies import instead_of
from .finding import with_article
from .making import asked_in, cannot_be_made, of_this_moment, told


@with_article
def receipt(request, article, number):
    """What was given, for the record. Only that one was made is counted; see docs/clinics.md."""
    moment = timezone.now()
    answer = answer_about(article, number, moment)
    if answer is None:
        response = not_found(request, _("This page has no edition with the number %(number)s.") % {"number": number})
    elif answer.state == "recalled":
        response = _recalled(request, article, answer, moment)
    else:
        response = _receipt(request, answer, moment)
    return of_this_moment(response)


receipt.while_away = while_away


def _receipt(request, answer, moment):
    try:
        asked = asked_in(request, GIVEN, given="page")
    except BadRequest as fault:
        return cannot_be_made(request, fault)
    site = request.build_absolute_uri("/")
    made = Receipt(answer.edition, answer.state, asked.given, asked.clinic, moment, site)
    if not asked.form:
        context = {"receipt": made, "answer": answer, "choices": GIVEN.items(), "longest": LONGEST_CLINIC}
        return render(request, "linking/receipt.html", context)
    if request.method == "GET":
        ReceiptCount.objects.count_one(answer.edition, day_of(moment))
    return told(request, made, asked.form, bundle=bundle, slip="linking/slip.html")


def _recalled(request, article, answer, moment):
    """What is unsafe is given to nobody any more; a receipt from before can still be verified."""
    if wants_json(request):
        return problem(answer.withdrawal.reason, status=410, state=answer.state)
    context = {"answer": answer, "article": article, "moment": moment, "instead": instead_of(answer, moment)}
    return render(request, "linking/copy.html", context, status=410)
