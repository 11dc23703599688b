"""How many receipts clinics made: which editions are really handed out. Counts, to read and never to alter."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import ReceiptCount, day_of

from ..read_only import Unalterable

LATELY = timedelta(days=30)


@admin.register(ReceiptCount)
class ReceiptCountAdmin(Unalterable):
    """Each edition once, on the newest day of its counts."""

    list_display = ["edition", "last", "lately", "in_all"]
    list_display_links = None
    list_select_related = ["edition"]
    search_fields = ["edition__title", "^edition__article__code"]

    def get_queryset(self, request):
        same = ReceiptCount.objects.filter(edition=OuterRef("edition")).order_by()
        recent = Q(day__gt=day_of(timezone.now() - LATELY))
        total, lately = (
            Subquery(same.values("edition").annotate(sum=Sum("times", filter=some, default=0)).values("sum"))
            for some in (None, recent)
        )
        newest = ReceiptCount.objects.filter(~Exists(same.filter(day__gt=OuterRef("day"))))
        return newest.annotate(total=total, total_lately=lately).order_by("-total_lately", "-total", "pk")

    @admin.display(description=_("last made"), ordering="day")
    def last(self, count):
        return count.day

    @admin.display(description=_("last 30 days"), ordering="total_lately")
    def lately(self, count):
        return count.total_lately

    @admin.display(description=_("in all"), ordering="total")
    def in_all(self, count):
        return count.total
