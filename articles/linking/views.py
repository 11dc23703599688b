from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, is_code, normal_code

from .copies import answer_about
from .qr import qr_code as qr_code_for


def with_article(view):
    """Gives the view the article whose code is in the address, or answers that there is none."""

    @require_safe
    def found(request, code, **more):
        normal = normal_code(code)
        released = Edition.objects.released_by_moment(timezone.now())
        article = Article.objects.filter(code=normal, editions__in=released).first() if is_code(normal) else None
        if article is None:
            shown = {"code": "".join(filter(str.isprintable, code))[:40]}
            sentence = _("There is no page with the code “%(code)s”. One character may be mistyped.") % shown
            return not_found(request, sentence)
        return view(request, article, **more)

    return found


def not_found(request, sentence):
    return render(request, "404.html", {"sentence": sentence}, status=404)


@with_article
def short_link(request, article):
    """From the code on paper to the article's page, which says itself if it is no longer there."""
    response = HttpResponseRedirect(article.get_absolute_url())
    response["Cache-Control"] = "no-cache"  # the address may change; the code on paper does not
    return response


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


def in_language_of(article, response):
    response.headers["Content-Language"] = article.language
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@with_article
def qr_code(request, article):
    """Opens what the page says now."""
    return picture_of(request, reverse("linking:short_link", args=[article.code]))


@with_article
def qr_code_of_copy(request, article, number):
    """Asks whether a copy of this edition is still current."""
    return picture_of(request, reverse("linking:copy", args=[article.code, number]))


def picture_of(request, path):
    address = request.build_absolute_uri(path)
    response = HttpResponse(qr_code_for(address, title=address), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=86400"  # an address on paper never changes
    return response
