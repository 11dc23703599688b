"""What a clinic hands out: /packs/<code>/, its versions, and what was in it on a day."""

from functools import wraps

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import InformationPack, codes_near, day_of, end_of, is_code, normal_code, pages_at

from ..day import day_written
from ..moment import moment_of
from ..packs import versions_told
from .refusals import not_found


def with_pack(view):
    """Gives the view the pack whose code is in the address, and speaks its language; or answers that there is none."""

    @require_safe
    @wraps(view)
    def found(request, code, **more):
        normal, moment = normal_code(code), moment_of(request)
        packs = InformationPack.objects.given_by(moment)
        pack = packs.filter(code=normal).first() if is_code(normal) else None
        if pack is None:
            return _unknown(request, code, packs.filter(code__in=codes_near(normal)))
        with translation.override(pack.language):
            response = view(request, pack, moment, **more)
        response.headers["Content-Language"] = pack.language
        if request.resolver_match.url_name != "pack":
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return found


def _unknown(request, code, packs):
    shown = {"code": "".join(filter(str.isprintable, code))[:40]}
    near = [
        {"path": one.get_absolute_url(), "title": str(one), "language": one.language, "spoken_code": one.spoken_code}
        for one in packs.prefetch_related("versions")
        if not one.retired_at
    ]
    sentence = _("There is no pack with the code “%(code)s”. One character may be mistyped.") % shown
    return render(request, "linking/unknown_code.html", {"sentence": sentence, "near": near}, status=404)


@with_pack
def pack(request, pack, moment):
    """What the clinic gives now. A pack that it gives no more says so, and whom to ask."""
    return _shown(request, pack, pack.version_at(moment), moment, status=410 if pack.is_retired_at(moment) else 200)


@with_pack
def pack_version(request, pack, moment, number):
    version = pack.versions.filter(number=number).first()
    if version is None:
        return no_version(request, number)
    return _shown(request, pack, version, moment)


def no_version(request, number):
    return not_found(request, _("This pack has no version with the number %(number)s.") % {"number": number})


def _shown(request, pack, version, moment, status=200):
    context = {
        "pack": pack,
        "clinic": pack.clinic,
        "version": version,
        "newest": pack.version_at(moment),
        "is_retired": pack.is_retired_at(moment),
        "pages": pages_at(version, moment),
    }
    return render(request, "reading/pack.html", context, status=status)


@with_pack
def pack_versions(request, pack, moment):
    told = versions_told(pack, moment)
    context = {
        "pack": pack,
        "newest": told[0].version,
        "told": told,
        "first_day": day_of(told[-1].version.made_at),
        "today": day_of(moment),
    }
    return render(request, "reading/pack_versions.html", context)


@with_pack
def pack_on_day(request, pack, moment, day):
    return _on_day(request, pack, moment, day)


@with_pack
def pack_on_asked_day(request, pack, moment):
    day = day_written(request.GET.get("day", ""))
    if day:
        return HttpResponseRedirect(reverse("packs:on_day", args=[pack.code, day]))
    return _on_day(request, pack, moment, None)


def _on_day(request, pack, moment, day):
    """Which edition of each page a patient got: their titles and addresses, which tell what became of them since."""
    if day is None:
        return not_found(request, _("That is not a day we know. Write a day like this: 2026-03-02."))
    if day > day_of(moment):
        return not_found(request, _("That day has not come yet, so we cannot say what will be in the pack then."))
    end = min(end_of(day), moment)
    version = pack.version_at(end)
    if version is None or pack.is_retired_at(end):
        return not_found(request, _("The clinic did not give this pack on that day."))
    context = {"pack": pack, "version": version, "day": day, "is_today": day == day_of(moment)}
    context["pages"] = pages_at(version, end)
    return render(request, "reading/pack_on_day.html", context)
