from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles.models import Edition, Part, day_of, end_of

from ..article.four_questions import ask
from ..article.glossary_words import explain
from ..article.link_relations import memento_datetime, of_article, of_edition, with_links
from ..article.returning import changes_before
from ..article.timeline import Timeline
from ..day import day_written
from ..moment import moment_of
from .refusals import gone, moved, not_found

FEWEST_CONTENTS = 3


def editions_of(request, slug):
    return Edition.objects.filter(article__language=request.LANGUAGE_CODE, article__slug=slug).select_related("article")


@require_safe
def article(request, slug):
    moment = moment_of(request)
    asked = ask(editions_of(request, slug).live_at(moment), moment)
    if asked is None:
        return taken_away_or_moved(request, slug, moment)
    page = page_of(asked)
    return with_links(render(request, "reading/article.html", page), request, of_article(page["timeline"]))


def taken_away_or_moved(request, slug, moment):
    newest = newest_of(request, slug, moment)
    if newest is None:
        return moved(request, slug, moment)
    response = gone(request, newest, newest.withdrawal_at(moment), moment)
    return with_links(response, request, of_article(Timeline(newest.article, moment)))


def newest_of(request, slug, moment):
    return editions_of(request, slug).newest_at(moment).prefetch_related("withdrawals").first()


def page_of(asked):
    """What the article page and the page of an older edition both show."""
    edition, own = asked.edition, asked.own
    timeline = Timeline(edition.article, asked.moment, own)
    headed = [section for section in edition.sections.all() if section.heading]
    return {
        "edition": edition,
        "article": edition.article,
        "words": explain(edition, asked.glossary),
        "timeline": timeline,
        "compared_with": timeline.compared_with(edition.number),
        "contents": headed if len(headed) >= FEWEST_CONTENTS else [],
        "reviewers": reviewers_of(edition),
        "is_overdue": edition.is_overdue_at(asked.moment),
        "translations": asked.translations,
        "news": asked.news,
        "changes": changes_before(edition, own),
    }


def reviewers_of(edition):
    """Who looked at it last, as one text. A later look is not the work of those who checked the first words."""
    if edition.last_review:
        return edition.last_review.reviewer
    names = [credit.name for credit in edition.credits.all() if credit.part == Part.REVIEWER]
    return pgettext("between the names of people", ", ").join(names)


@require_safe
def history(request, slug):
    moment = moment_of(request)
    editions = editions_of(request, slug).released_by_moment(moment).prefetch_related("withdrawals").order_by("-number")
    rows = [{"edition": edition, "withdrawal": edition.withdrawal_at(moment)} for edition in editions]
    if not rows:
        return moved(request, slug, moment)
    newest = rows[0]["edition"]
    compare_neighbours(rows)
    context = {
        "rows": rows,
        "newest": newest,
        "article": newest.article,
        "first_day": day_of(rows[-1]["edition"].release_at),
        "today": day_of(moment),
    }
    return render(request, "reading/history.html", context)


def compare_neighbours(rows):
    """Tells each row which edition before it can be compared with it: what was taken away stands in no comparison."""
    before = None
    for row in reversed(rows):
        row["compared_with"] = None if row["withdrawal"] else before
        before = before if row["withdrawal"] else row["edition"].number


def released_edition(request, slug, number, moment):
    """(all that was asked of the edition, what its notices say), or (None, the answer that stands in its place).

    The one guard before the words of an edition: what was recalled is gone as a page and as a leaflet.
    """
    released = editions_of(request, slug).released_by_moment(moment)
    asked = ask(released.filter(number=number), moment)
    if asked is None and released.exists():
        raise Http404
    if asked is None:
        return None, moved(request, slug, moment)
    newest, withdrawal = asked.own[-1], asked.edition.withdrawal_at(moment)
    if withdrawal and withdrawal.kind == "recalled":
        return None, gone(request, asked.edition, withdrawal, moment)
    return asked, {
        "newest": newest,
        "withdrawal": newest.withdrawal_at(moment),
        "own_withdrawal": withdrawal,
        "safety_change": next((one for one in asked.own[::-1] if one.number > number and one.is_safety_change), None),
    }


@require_safe
def edition(request, slug, number):
    moment = moment_of(request)
    asked, told = released_edition(request, slug, number, moment)
    if asked is None:
        return told
    context = {**told, **page_of(asked)}
    response = render(request, "reading/edition.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Memento-Datetime"] = memento_datetime(asked.edition)
    return with_links(response, request, of_edition(context["timeline"], number))


@require_safe
def on_day(request, slug, day):
    moment = moment_of(request)
    if day is None:
        return not_found(request, _("That is not a day we know. Write a day like this: 2026-03-02."))
    if newest_of(request, slug, moment) is None:
        return moved(request, slug, moment)
    if day > day_of(moment):
        return not_found(request, _("That day has not come yet, so we cannot say what the page will tell then."))
    edition = editions_of(request, slug).live_at(min(end_of(day), moment)).first()
    if edition is None:
        return not_readable_on(request, slug, end_of(day), moment)
    return redirect(edition)


@require_safe
def on_asked_day(request, slug):
    """The day that was entered on the page of all editions."""
    return on_day(request, slug, day_written(request.GET.get("day", "")))


def not_readable_on(request, slug, end, moment):
    """What had been taken away by then says so, if it is still away; otherwise there was nothing to read yet."""
    newest = newest_of(request, slug, moment)
    withdrawal = newest.withdrawal_at(moment)
    if withdrawal and withdrawal.at <= end:
        return gone(request, newest, withdrawal, moment)
    return not_found(request, _("This page could not be read on that day."))
