from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.limiting import take
from articles.models import Article, Edition

from ..hearing.feedback import FeedbackForm, is_flooded, keep
from ..hearing.slips import new_slip, read_slip
from ..moment import moment_of
from .anonymous_forms import asked_to_wait, doubt_about, kept_from_others, too_many, unknown_form
from .articles import editions_of, taken_away_or_moved
from .refusals import moved, not_found

LARGEST_NUMBER = 6  # digits of the number of an edition


@csrf_exempt  # its token would set a cookie; see docs/decisions/0005-feedback-without-cookies.md
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request, slug):
    moment = moment_of(request)
    if request.method == "POST":
        return _receive(request, slug, moment)
    edition, refusal = _edition_asked_for(request, slug, moment)
    if refusal:
        return refusal
    return _form_page(request, edition, FeedbackForm(edition, initial={"helpful": request.GET.get("helpful")}))


@require_safe
def feedback_thanks(request, slug):
    moment = moment_of(request)
    newest = editions_of(request, slug).released_by_moment(moment).first()
    if newest is None:
        return moved(request, slug, moment)
    return render(request, "reading/feedback_thanks.html", {"article": newest.article})


def _edition_asked_for(request, slug, moment):
    """(edition, None), or (None, the answer that says why not)."""
    number = request.GET.get("edition")
    if number is None:
        edition = editions_of(request, slug).live_at(moment).first()
        return edition, None if edition else taken_away_or_moved(request, slug, moment)
    is_number = number.isascii() and number.isdecimal() and len(number) <= LARGEST_NUMBER
    readable = editions_of(request, slug).readable_at(moment)
    edition = readable.filter(number=number).first() if is_number else None
    if edition is None and not editions_of(request, slug).released_by_moment(moment).exists():
        return None, moved(request, slug, moment)
    return edition, None if edition else not_found(request, _("This page has no edition with that number."))


def _receive(request, slug, moment):
    slip = read_slip(request.POST.get("slip", ""))
    edition = slip and _edition_of(slip, request, slug, moment)
    if edition is None:
        edition, refusal = _edition_asked_for(request, slug, moment)
        return refusal or _again(request, edition, unknown_form())
    if doubt := doubt_about(request, slip):
        return _again(request, edition, doubt)
    form = FeedbackForm(edition, request.POST)
    if not form.is_valid():
        return _form_page(request, edition, form, status=400)
    taken = take(request, "feedback", moment)
    if taken.is_too_much:
        return taken.tell(_again(request, edition, taken.sentence, status=429))
    if is_flooded(Q(edition__article=edition.article), moment):
        return asked_to_wait(_again(request, edition, too_many(), status=429))
    keep(slip, {"edition": edition}, form.answer, moment)
    return HttpResponseRedirect(edition.article.address_of("feedback_thanks"), status=303)


def _edition_of(slip, request, slug, moment):
    """The edition that the form was made for, if it is one of the article that has or had this address."""
    address = {"slug": slug, "language": request.LANGUAGE_CODE}
    once = {f"past_addresses__{field}": value for field, value in address.items()}
    articles = Article.objects.filter(Q(**address) | Q(**once))
    released = Edition.objects.released_by_moment(moment).select_related("article")
    return released.filter(pk=slip.edition, article__in=articles.values("pk")).first()


def _again(request, edition, sentence, **options):
    """The form with what was written in it, and a new slip."""
    typed = {name: request.POST.get(name, "") for name in ("helpful", "section", "words")}
    return _form_page(request, edition, FeedbackForm(edition, initial=typed), sentence, **{"status": 400, **options})


def _form_page(request, edition, form, sentence="", status=200):
    context = {
        "article": edition.article,
        "edition": edition,
        "form": form,
        "faults": [sentence] if sentence else form.faults,
        "slip": new_slip(edition),
    }
    return kept_from_others(request, render(request, "reading/feedback.html", context, status=status))
