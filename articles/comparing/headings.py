from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Kind


def announced(section) -> str:
    """The heading as it is read out: how urgent a card is belongs to what it says."""
    label = {
        Kind.NON_URGENT: _("See someone soon:"),
        Kind.URGENT: _("Get help today:"),
        Kind.EMERGENCY: _("Get help now:"),
        Kind.DO: _("Things to do:"),
        Kind.DONT: _("Things not to do:"),
        Kind.WARNING: _("Important:"),
    }.get(section.kind, "")
    return f"{label} {section.heading}".strip()


def told_risk(section) -> str:
    if not section.risk:
        return ""
    count, of = section.risk
    return pgettext("how many of how many", "%(count)s in %(of)s") % {"count": count, "of": of}
