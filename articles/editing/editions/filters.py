"""Which editions somebody wants to see in the list of all."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import State
from articles.watching import approved_drafts, piles_for, unsent_drafts


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", _("Draft")),
            ("in-review", _("In review")),
            ("returned", _("Returned")),
            ("approved", _("Approved")),
            ("scheduled", _("Scheduled")),
            ("live", _("Live")),
            ("superseded", _("Superseded")),
            ("withdrawn", _("Withdrawn")),
            ("recalled", _("Recalled")),
        ]

    def queryset(self, request, editions):
        now = timezone.now()
        if self.value() == "draft":
            return editions.filter(pk__in=unsent_drafts().order_by().values("pk"))
        if self.value() == "in-review":
            return editions.in_review()
        if self.value() == "returned":
            return editions.returned()
        if self.value() == "approved":
            return editions.drafts().filter(pk__in=approved_drafts())
        if self.value() == "live":
            return editions.live_at(now)
        return editions.filter(state=self.value()) if self.value() in State.values else editions


class PileFilter(admin.SimpleListFilter):
    """The piles of the first page, whole."""

    title = _("what needs somebody")
    parameter_name = "pile"

    def lookups(self, request, model_admin):
        return [(pile.name, pile.title) for pile in piles_for(request.user)]

    def queryset(self, request, editions):
        pile = next((pile for pile in piles_for(request.user) if pile.name == self.value()), None)
        return editions.filter(pk__in=pile.editions(request.user, timezone.now()).values("pk")) if pile else editions
