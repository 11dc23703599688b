"""Who stands behind a page, and how to name us."""

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Part, site_name


def reviewers(edition):
    if edition.last_review:
        return [edition.last_review.reviewer] if edition.last_review.reviewer else []
    return [credit.named for credit in edition.credits.all() if credit.part == Part.REVIEWER]


def rights(edition, request):
    """How to name us."""
    address = request.build_absolute_uri(reverse("linking:copy", args=[edition.article.code, edition.number]))
    return _("%(site)s, edition %(number)s: %(address)s") % {
        "site": site_name(),
        "number": edition.number,
        "address": address,
    }
