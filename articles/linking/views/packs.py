"""For those who hold or hand out a pack: its QR code, and whether a booklet is still current."""

from functools import wraps

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import InformationPack, codes_near, is_code, normal_code

from ..answering import json_answer, readable_from_elsewhere, with_etag
from ..copy_facts import facts_of
from ..pack_copies import copy_of_pack
from .as_asked import in_language_of, must_be_known_format, not_found, wants_json
from .copies import instead_of
from .finding import unknown_code
from .qr_codes import picture_of


def with_pack(view):
    """Gives the view the pack whose code is in the address, or answers that there is none."""

    @require_safe
    @wraps(view)
    def found(request, code, **more):
        normal, packs = normal_code(code), InformationPack.objects.given_by(timezone.now())
        pack = packs.filter(code=normal).first() if is_code(normal) else None
        if pack is not None:
            return view(request, pack, **more)
        sentence = _("There is no pack with the code “%(code)s”. One character may be mistyped.")
        near = packs.filter(code__in=codes_near(normal), retired_at=None).prefetch_related("versions")
        return unknown_code(request, code, [_suggestion(one) for one in near], sentence)

    return found


def _suggestion(pack):
    return {
        "code": pack.code,
        "spoken_code": pack.spoken_code,
        "title": str(pack),
        "language": pack.language,
        "path": pack.get_absolute_url(),
    }


@with_pack
def qr_code_of_pack(request, pack, kind):
    """Opens what the clinic gives now."""
    return picture_of(request, reverse("packs:pack", args=[pack.code]), pack.spoken_code, kind)


@must_be_known_format
@with_pack
def pack_copy(request, pack, number, editions):
    """Is this booklet still current? What the QR code on its cover opens, in the language of the pack."""
    with translation.override(pack.language):
        return in_language_of(pack, _copy(request, pack, number, editions, timezone.now()))


def _copy(request, pack, number, editions, moment):
    copy = copy_of_pack(pack, number, editions, moment)
    if copy is None:
        return not_found(request, _("There is no such booklet of this pack. Compare the address with your paper."))
    if wants_json(request):
        return readable_from_elsewhere(with_etag(request, json_answer(facts_of_pack(request, copy, moment))))
    context = {"copy": copy, "told": told_of(copy, moment), "moment": moment}
    return render(request, "linking/pack_copy.html", context)


def told_of(copy, moment):
    """Each page with what to read instead of it, if anything."""
    return [(page, page.answer and instead_of(page.answer, moment)) for page in copy.pages]


def facts_of_pack(request, copy, moment):
    absolute = request.build_absolute_uri
    return {
        "state": copy.state,
        "is_current": copy.state == "current",
        "pack": copy.version.pack.code,
        "version": copy.version.number,
        "newest_version": copy.newest.number,
        "is_retired": copy.is_retired,
        "sha256": copy.fingerprint,
        "url": absolute(copy.version.pack.get_absolute_url()),
        "pages": [
            page.answer and facts_of(page.answer, instead, moment, absolute) for page, instead in told_of(copy, moment)
        ],
    }
