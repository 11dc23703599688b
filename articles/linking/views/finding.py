"""Which article a code means, and what is answered if it means none."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, InformationPack, codes_near, is_code, normal_code

from ..answering import problem
from .as_asked import wants_json


def with_article(view):
    """Gives the view the article whose code is in the address, or answers that there is none."""

    @require_safe
    def found(request, code, **more):
        normal, moment = normal_code(code), timezone.now()
        released = Edition.objects.released_by_moment(moment)
        article = Article.objects.filter(code=normal, editions__in=released).first() if is_code(normal) else None
        if article is None:
            return _to_pack(request, normal, moment, **more) or unknown_code(
                request, code, near(normal, moment, more.get("number"))
            )
        return view(request, article, **more)

    return found


def _to_pack(request, code, moment, **more):
    """Whoever reads a code aloud does not say whether it is that of a page or of a pack."""
    pages = {"short_link": "pack", "copy": "version"}
    page = pages.get(request.resolver_match.url_name)
    if page and is_code(code) and InformationPack.objects.given_by(moment).filter(code=code).exists():
        return HttpResponseRedirect(reverse(f"packs:{page}", args=[code, *more.values()]))
    return None


def near(code, moment, number):
    """What somebody may have meant who made one slip: pages that are live, and the same edition if there is one."""
    codes = codes_near(code)
    live = Edition.objects.live_at(moment).filter(article__code__in=codes).select_related("article") if codes else []
    return [_suggestion(edition, number) for edition in sorted(live, key=lambda edition: edition.sort_key)]


def _suggestion(edition, number):
    article = edition.article
    is_copy = number and number <= edition.number
    page, more = ("copy", [number]) if is_copy else ("short_link", [])
    return {
        "code": article.code,
        "spoken_code": article.spoken_code,
        "title": edition.title,
        "language": article.language,
        "path": reverse(f"linking:{page}", args=[article.code, *more]),
    }


def unknown_code(request, code, suggestions, sentence=None):
    shown = {"code": "".join(filter(str.isprintable, code))[:40]}
    sentence = sentence or _("There is no page with the code “%(code)s”. One character may be mistyped.")
    sentence = sentence % shown
    if wants_json(request):
        for one in suggestions:
            one["url"] = request.build_absolute_uri(one.pop("path"))
        return problem(sentence, status=404, did_you_mean=suggestions)
    context = {"sentence": sentence, "near": suggestions}
    return render(request, "linking/unknown_code.html", context, status=404)
