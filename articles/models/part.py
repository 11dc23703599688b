from django.db import models
from django.utils.translation import gettext_lazy as _

from .edition import Edition


class PartOfEditionQuerySet(models.QuerySet):
    def bulk_create(self, parts, **options):
        parts = list(parts)
        for edition in {part.edition for part in parts}:
            edition.must_be_draft()
        return super().bulk_create(parts, **options)

    def update(self, **values):
        self._must_be_drafts()
        return super().update(**values)

    def delete(self):
        self._must_be_drafts()
        return super().delete()

    def _must_be_drafts(self):
        locked = self.exclude(edition__release_at=None).select_related("edition").first()
        if locked:
            locked.edition.must_be_draft()


class PartOfEdition(models.Model):
    """Words that belong to one edition, and change only while it is a draft (promise 2)."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="%(class)ss", editable=False
    )

    objects = PartOfEditionQuerySet.as_manager()

    class Meta:
        abstract = True

    def _must_be_draft(self):
        """Asks the stored editions, the one left and the one entered, not the copies in memory."""
        mine = models.Q(pk=self.edition_id)
        if self.pk:
            mine |= models.Q(pk__in=type(self).objects.filter(pk=self.pk).values("edition"))
        locked = Edition.objects.filter(mine).exclude(release_at=None).first()
        if locked:
            locked.must_be_draft()

    def save(self, **options):
        self._must_be_draft()
        super().save(**options)

    def delete(self, **options):
        self._must_be_draft()
        return super().delete(**options)
