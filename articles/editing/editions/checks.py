"""The checks beside what an editor writes: of stored words, and of words in a form that nobody has saved yet."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.checking import Check, Page, Place, Severity, Written, WrittenSection, checks_on, terms_of, written
from articles.models import Section, clean_html, day_of
from articles.releasing import obstacles_beside_words

from ..pages import page_url
from .sections import LAST

MOST_TOLD = 60  # more at once help nobody
MOST_SECTIONS = 1000


@dataclass(frozen=True)
class Told:
    """A check, and the address of the field that it is about, or nothing."""

    check: Check
    address: str = ""


@dataclass(frozen=True)
class Panel:
    summary: str
    obstacles: list[Told]
    advice: list[Told]
    unsaid: int = 0  # how many more there are


def panel_of(edition, now, *, form_address):
    """What is to be said about the stored words.

    form_address: of the page that holds their fields, empty for this one, None where they can no longer be changed
    """
    words = written(edition)
    beside = _beside(edition, now) if form_address == "" else []  # each step tells them itself
    return _panel(words, range(len(words.sections)), now, form_address, beside)


def check_url(model_admin):
    return page_url(model_admin, "checks", check_words)


@require_POST
def check_words(request, model_admin, edition):
    """What is to be said about the words of a form, of which nothing is kept."""
    if not model_admin.has_change_permission(request, edition):
        raise PermissionDenied
    words, numbers = words_in_form(request.POST, edition)
    now = timezone.now()
    panel = _panel(words, numbers, now, "", _beside(_as_in_form(edition, request.POST), now))
    return TemplateResponse(request, "admin/articles/edition/checks.html", {"panel": panel})


def words_in_form(data, edition):
    """(Written, the number that each of its sections has in the form). Takes what comes: a form may be half filled."""
    with_picture = set(Section.objects.filter(edition=edition).exclude(image=None).values_list("pk", flat=True))
    count = min(_number(data.get("sections-TOTAL_FORMS")) or 0, MOST_SECTIONS)
    kept = [number for number in range(count) if not data.get(f"sections-{number}-DELETE")]
    in_order = sorted(kept, key=lambda number: _number(data.get(f"sections-{number}-position")) or LAST)
    sections = [_section(data, f"sections-{number}-", with_picture) for number in in_order]
    return Written(edition.article.language, data.get("title", ""), data.get("summary", ""), sections), in_order


def _section(data, prefix, with_picture):
    def said(name):
        return data.get(prefix + name, "")

    count, of = _number(said("risk_count")), _number(said("risk_of"))
    return WrittenSection(
        kind=said("kind"),
        heading=said("heading"),
        body=clean_html(said("body")),
        has_picture=_number(said("id")) in with_picture or bool(said("picture") or said("kept_picture")),
        alt=said("alt"),
        is_decorative=bool(said("is_decorative")),
        risk=None if count is None or not of else (count, of),
    )


def _as_in_form(edition, data):
    """With the note and the day that stand in the form; nothing of it is saved."""
    edition.change, edition.change_note = data.get("change"), data.get("change_note", "")
    try:
        edition.review_due = parse_date(data.get("review_due", ""))
    except ValueError:  # no such day
        edition.review_due = None
    return edition


def _beside(edition, now):
    """What bars a release although every word is well."""
    for field, sentence in obstacles_beside_words(edition, now):
        name = capfirst(edition._meta.get_field(field).verbose_name)
        yield Check(Place(name, field), sentence, severity=Severity.OBSTACLE)


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _panel(words, numbers, now, form_address, beside):
    page = Page(words, on=day_of(now), terms=terms_of(words.language))
    told = [Told(check, _address(check.place, numbers, form_address)) for check in [*beside, *checks_on(page)]]
    obstacles = [item for item in told if item.check.is_obstacle]
    advice = told[len(obstacles) :]
    summary = _summary(page, len(obstacles), len(advice))
    return Panel(summary, obstacles[:MOST_TOLD], advice[:MOST_TOLD], max(len(obstacles), len(advice)) - MOST_TOLD)


def _address(place, numbers, form_address):
    if form_address is None or not place.field:
        return ""
    name = place.field if place.section is None else f"sections-{numbers[place.section]}-{place.field}"
    return f"{form_address}#id_{name}"


def _summary(page, obstacles, advice):
    said = [
        ngettext("%(count)s obstacle", "%(count)s obstacles", obstacles) % {"count": obstacles} if obstacles else "",
        ngettext("%(count)s piece of advice", "%(count)s pieces of advice", advice) % {"count": advice}
        if advice
        else "",
    ]
    counted = _("%s.") % ", ".join(filter(None, said)) if any(said) else _("Nothing to mend.")
    return " ".join(filter(None, [counted, _measured(page)]))


def _measured(page):
    if page.measure is None:
        return ""
    if page.language == "es":
        return _("Ease of reading (INFLESZ): %(ease)s of 100.") % {"ease": page.measure.inflesz}
    return _("Reading age: about %(age)s.") % {"age": page.measure.age}
