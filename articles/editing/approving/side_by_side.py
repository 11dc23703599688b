"""Any two editions of an article beside each other, shown as an approver sees what changed."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Edition

from ..pages import page, page_url
from .what_to_approve import told_against


def compare_url(model_admin):
    return page_url(model_admin, "compare", compare)


@require_safe
def compare(request, model_admin, article):
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    now = timezone.now()
    editions = list(Edition.objects.filter(article=article).with_state_at(now).with_words().order_by("-number"))
    before, after = _chosen(request.GET, editions)
    asked = told_against(before, after, now) if before else None
    told = {"editions": editions, "edition": after, "asked": asked}
    return page(request, model_admin, "compare", title=_("Compare editions"), about=article, **told)


def _chosen(asked, editions):
    """The two that were asked for, or the newest two; the older one first, whichever way they were chosen."""
    by_number = {str(edition.number): edition for edition in editions}
    chosen = {by_number[number] for name in ("before", "after") if (number := asked.get(name)) in by_number}
    pair = sorted(chosen if len(chosen) == 2 else editions[:2], key=lambda edition: edition.number)
    return pair if len(pair) == 2 else (None, None)
