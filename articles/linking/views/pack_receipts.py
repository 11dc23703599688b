from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ReceiptCount, day_of, pages_at

from ..answering import BadRequest, problem
from ..fhir import bundle_of_pack
from ..pack_copies import copy_of_pack, numbers_of
from ..pack_receipts import GIVEN, PackReceipt
from ..receipts import LONGEST_CLINIC
from .as_asked import not_found, wants_json, while_away
from .making import asked_in, cannot_be_made, of_this_moment, told
from .packs import with_pack


@with_pack
def pack_receipt(request, pack, number):
    """What was given in a pack, for the record: as for one page, and as little is kept of it."""
    return of_this_moment(_answer(request, pack, number, timezone.now()))


pack_receipt.while_away = while_away


def _answer(request, pack, number, moment):
    version = pack.versions.filter(number=number, made_at__lte=moment).first()
    if version is None:
        return not_found(request, _("This pack has no version with the number %(number)s.") % {"number": number})
    editions = [page.given for page in pages_at(version, moment)]
    if not any(editions):
        return _nothing_to_give(request)
    try:
        asked = asked_in(request, GIVEN, given="booklet-12", clinic=pack.clinic.name)
    except BadRequest as fault:
        return cannot_be_made(request, fault)
    copy = copy_of_pack(pack, number, numbers_of(editions), moment)
    made = PackReceipt(copy, asked.given, asked.clinic, moment, request.build_absolute_uri("/"))
    if not asked.form:
        context = {"receipt": made, "choices": GIVEN.items(), "longest": LONGEST_CLINIC}
        return render(request, "linking/pack_receipt.html", context)
    if request.method == "GET":
        for edition in copy.editions:
            ReceiptCount.objects.count_one(edition, day_of(moment))
    return told(request, made, asked.form, bundle=bundle_of_pack, slip="linking/pack_slip.html")


def _nothing_to_give(request):
    sentence = _("Every page of this pack has been taken away, so there is nothing to give.")
    if wants_json(request):
        return problem(sentence, status=410)
    return render(request, "linking/refused.html", {"sentence": sentence}, status=410)
