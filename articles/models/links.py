"""Where our pages lead, and whether one gets there."""

from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .constraints import not_blank
from .edition import Edition
from .people import Source
from .section import Section


class LinkQuerySet(models.QuerySet):
    def broken(self):
        return self.exclude(broken_at=None)


class Link(models.Model):
    """An address that stands in our words, and how it answered when it was last asked.

    url: without what stands behind “#”; of our own pages only the path
    asked_at: when a process last took it up; checked_at: when it was last known to work or not
    failed_since: the first failure after which it never worked; broken_at: when a later check said the same
    """

    url = models.CharField(_("address"), max_length=2000, unique=True)
    asked_at = models.DateTimeField(null=True, db_index=True)
    checked_at = models.DateTimeField(_("checked"), null=True)
    fault = models.CharField(_("what is wrong"), max_length=300, blank=True)
    failed_since = models.DateTimeField(_("since"), null=True)
    broken_at = models.DateTimeField(null=True, db_index=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            not_blank("url"),
            CheckConstraint(
                condition=Q(broken_at=None) | Q(failed_since__lte=models.F("broken_at")),
                name="link_failed_before_broken",
            ),
        ]

    def __str__(self):
        return self.url

    @property
    def is_ours(self):
        return self.url.startswith("/")


class LinkPlaceQuerySet(models.QuerySet):
    def broken_at(self, moment):
        """In what patients read, or will: live, scheduled and in drafts, as long as the words still hold the link."""
        current = Edition.objects.live_at(moment).order_by().values("pk")
        to_come = Q(edition__release_at=None) | Q(edition__release_at__gt=moment)
        in_words = Section.objects.filter(edition=OuterRef("edition"), body__contains=OuterRef("href"))
        in_sources = Source.objects.filter(edition=OuterRef("edition"), url=OuterRef("href"))
        places = self.filter(link__in=Link.objects.broken()).filter(to_come | Q(edition__in=current))
        return places.filter(Exists(in_words) | Exists(in_sources))


class LinkPlace(models.Model):
    """Where a link stands, as found by the last check: the address as it is written there, and the words around it."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="places")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="link_places")
    href = models.CharField(max_length=2000)
    sentence = models.CharField(max_length=400, blank=True)

    objects = LinkPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a link")
        verbose_name_plural = _("places of links")
        constraints = [UniqueConstraint(fields=["link", "edition"], name="link_once_per_edition")]

    def __str__(self):
        return f"{self.edition}: {self.link}"
