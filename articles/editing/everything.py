"""All that can be opened at the desk, in the order of what somebody comes for and not of the alphabet."""

from django.utils.translation import gettext_lazy as _

GROUPS = [
    (_("Pages and their words"), "Article Edition Topic GlossaryTerm Contributor AboutPage"),
    (_("What people tell us"), "Feedback Comment SearchInVain"),
    (_("How pages are found"), "SearchSynonym SearchPin EmergencyAnswer SearchCount ClinicalCode UnansweredCode"),
    (_("Clinics"), "Clinic InformationPack RegisteredLink Receiver Notice ReceiptCount"),
    (_("Accounts and the record"), "User Group Recorded CspReport"),
]
OTHERS = _("Other")


def grouped(apps) -> list[dict]:
    """The list of ``AdminSite.get_app_list`` in other parts; each model that it names stands in one."""
    models = {model["object_name"]: model for app in apps for model in app["models"]}
    groups = [(name, [models.pop(one) for one in names.split() if one in models]) for name, names in GROUPS]
    return [{"name": name, "models": held} for name, held in [*groups, (OTHERS, list(models.values()))] if held]
