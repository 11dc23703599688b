from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ReceiptCount, day_of, pages_at

from ..answering import json_answer, problem
from ..fhir import MEDIA_TYPE, bundle_of_pack
from ..pack_copies import copy_of_pack, numbers_of
from ..pack_receipts import GIVEN, PackReceipt
from ..receipts import LONGEST_CLINIC
from .as_asked import not_found, printable, refused, wants_json
from .packs import with_pack
from .receipts import FORMS


@with_pack
def pack_receipt(request, pack, number):
    """What was given in a pack, for the record: as for one page, and as little is kept of it."""
    response = _answer(request, pack, number, timezone.now())
    response.headers["Cache-Control"] = "no-store"  # the time on it is that of the request
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request, pack, number, moment):
    version = pack.versions.filter(number=number, made_at__lte=moment).first()
    if version is None:
        return not_found(request, _("This pack has no version with the number %(number)s.") % {"number": number})
    editions = [page.given for page in pages_at(version, moment)]
    if not any(editions):
        return _nothing_to_give(request, pack)
    form = request.GET.get("as", "json" if wants_json(request) else "")
    given = request.GET.get("given", "booklet-12")
    clinic = " ".join(printable(request.GET.get("clinic", pack.clinic.name)).split())
    if form and form not in FORMS:
        return refused(request, _("“as” is line, json, slip or fhir."))
    if given not in GIVEN:
        return refused(request, _("“given” is page, booklet-12, booklet-18, booklet-24 or read-aloud."))
    if len(clinic) > LONGEST_CLINIC:
        return refused(request, _("“clinic” is too long: it may have 120 characters."))
    copy = copy_of_pack(pack, number, numbers_of(editions), moment)
    made = PackReceipt(copy, given, clinic, moment, request.build_absolute_uri("/"))
    if not form:
        context = {"receipt": made, "choices": GIVEN.items(), "longest": LONGEST_CLINIC}
        return render(request, "linking/pack_receipt.html", context)
    if request.method == "GET":
        for edition in copy.editions:
            ReceiptCount.objects.count_one(edition, day_of(moment))
    return _made(request, made, form)


def _made(request, made, form):
    if form == "line":
        return HttpResponse(made.line + "\n", content_type="text/plain; charset=utf-8")
    if form == "json":
        return json_answer(made.as_data())
    if form == "fhir":
        return json_answer(bundle_of_pack(made), media_type=MEDIA_TYPE)
    return render(request, "linking/pack_slip.html", {"receipt": made, "time_zone": settings.TIME_ZONE})


def _nothing_to_give(request, pack):
    sentence = _("Every page of this pack has been taken away, so there is nothing to give.")
    if wants_json(request) or request.GET.get("as") in {"line", "json", "fhir"}:
        return problem(sentence, status=410)
    return render(request, "linking/refused.html", {"sentence": sentence}, status=410)
