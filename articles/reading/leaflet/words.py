"""The words of urgency, the very ones that the page uses."""

from django.utils.translation import gettext as _


def label_of(section) -> str:
    """What stands above the heading of a section, or in place of one."""
    always = {
        "emergency": _("Get help now:"),
        "urgent": _("Get help today:"),
        "non-urgent": _("See someone soon:"),
        "warning": _("Important:"),
        "do": _("Things to do:"),
        "dont": _("Things not to do:"),
    }
    alone = {"key-points": _("Key points"), "questions": _("Questions to ask")}
    return always.get(section.kind) or ("" if section.heading else alone.get(section.kind, ""))
