"""What somebody typed anywhere at the desk and has not saved, for their first page."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Article, Edition, WorkingCopy

from .editions.steps import STEPS
from .saving.keeping import NEW


@dataclass(frozen=True)
class Unsaved:
    name: str
    address: str  # of the form, where it can be brought back or thrown away
    at: datetime
    until: datetime


def unsaved_by(user) -> list[Unsaved]:
    """The newest first, but for what was typed about something that is not there any more."""
    kept = WorkingCopy.objects.filter(by=user).select_related("edition__article")
    return [told for copy in kept if (told := _told(copy))]


def _told(copy):
    model, key, one = Edition, copy.edition_id, copy.edition
    if one is None:
        label, key, *step = copy.place.split("/")
        model = apps.get_model(label)
        one = None if key == NEW else model._default_manager.filter(pk=key).first()
        if one is None and key != NEW:
            return None
        if step:
            return _told_of_step(copy, one, *step)
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    address = reverse(f"{page}_change", args=[key]) if one else reverse(f"{page}_add")
    return Unsaved(_name(model, one), address, copy.at, copy.kept_until)


def _told_of_step(copy, edition, kept_as):
    """Nothing once the step is not open any more: others have taken it."""
    name = "comment" if kept_as == "comments" else kept_as
    if edition.state_at(timezone.now()) not in STEPS[name].states:
        return None
    address = reverse(f"admin:articles_edition_{name}", args=[edition.pk])
    label = _("Comments on %(edition)s") if name == "comment" else f"{STEPS[name].label}: %(edition)s"
    return Unsaved(label % {"edition": edition}, address, copy.at, copy.kept_until)


def _name(model, one):
    if isinstance(one, Edition):
        return str(one)
    if one is None and model is Article:
        return _("A new page")
    kind = capfirst(model._meta.verbose_name)
    return f"{kind}: {one}" if one else _("%(kind)s, a new one") % {"kind": kind}
