from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.limiting import limited

from ..answering import json_answer, problem, readable_from_elsewhere
from ..copy_facts import facts_of
from ..verifying import LONGEST, read_receipt, verify, verify_pack
from .as_asked import must_be_known_format, printable, too_often, wants_json
from .copies import instead_of
from .packs import facts_of_pack, told_of


@csrf_exempt  # nothing is changed and nothing kept; its token would set a cookie
@must_be_known_format
@require_http_methods(["GET", "HEAD", "POST"])
@limited("verify", too_often)
def verifying(request):
    """Which edition a receipt or a fingerprint belongs to, and how current it is."""
    response = _answer(request, _asked(request), timezone.now())
    # What somebody pasted may name a clinic: it stays nowhere.
    response.headers["Cache-Control"] = "private, no-store" if request.method == "POST" else "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _asked(request) -> str:
    """What is to be verified: from the form, as the whole body, or in the address."""
    if request.method != "POST":
        return request.GET.get("hash", "")
    if request.content_type in {"application/json", "application/fhir+json", "text/plain"}:
        return request.body.decode("utf-8", "replace")
    return request.POST.get("receipt", "")


def _answer(request, text, moment):
    is_empty = not text.strip()
    if len(text) > LONGEST:
        return _refused(request, _("That is too long: a receipt has at most 100,000 characters."))
    named = read_receipt(text)
    if named is None and not (is_empty and request.method != "POST" and "hash" not in request.GET):
        sentence = _("There is no fingerprint in it. A fingerprint has 64 characters, the figures 0 to 9 and a to f.")
        return _refused(request, sentence, text)
    if named is None:
        return _bare(request)
    if pack := verify_pack(text, moment):
        return _about_pack(request, pack, text, moment)
    verified = verify(named, moment)
    told = [(answer, instead_of(answer, moment)) for answer in verified.answers]
    if wants_json(request):
        return readable_from_elsewhere(json_answer(_facts(request, verified, told, moment)))
    context = {"verified": verified, "told": told, "written": printable(text).strip()}
    return render(request, "linking/verify.html", context)


def _about_pack(request, verified, text, moment):
    if wants_json(request):
        told = {"is_ours": True, "agrees": verified.agrees, **facts_of_pack(request, verified.copy, moment)}
        return readable_from_elsewhere(json_answer(told))
    context = {"pack": verified, "told": told_of(verified.copy, moment), "written": printable(text).strip()}
    return render(request, "linking/verify.html", context)


def _facts(request, verified, told, moment):
    named = verified.named
    return {
        "sha256": named.sha256,
        "is_ours": bool(told),
        "receipt": {"code": named.code, "edition": named.number, "agrees": verified.agrees} if named.code else None,
        "editions": [facts_of(answer, instead, moment, request.build_absolute_uri) for answer, instead in told],
    }


def _bare(request):
    if wants_json(request):
        return problem(_("“hash” is missing."), status=400)
    return render(request, "linking/verify.html")


def _refused(request, sentence, written=""):
    if wants_json(request):
        return problem(sentence, status=400)
    return render(request, "linking/verify.html", {"fault": sentence, "written": printable(written)}, status=400)
