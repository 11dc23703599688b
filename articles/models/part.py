from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .article import ReleasedWordsNeverChange
from .edition import Edition
from .plain_words import PlainWords
from .released_words import WordsQuerySet, must_be_drafts


class PartOfEditionQuerySet(WordsQuerySet):
    def editions(self):
        return Edition.objects.filter(pk__in=self.order_by().values("edition"))

    def bulk_create(self, parts, **options):
        parts = list(parts)
        with transaction.atomic():
            must_be_drafts(Edition.objects.filter(pk__in={part.edition_id for part in parts}))
            return super().bulk_create(parts, **options)

    def update(self, **values):
        if {"edition", "edition_id"} & values.keys():
            raise ReleasedWordsNeverChange(_("Words stay in their edition. Copy them into the other one."))
        return super().update(**values)

    update.alters_data = True


class PartOfEdition(PlainWords, models.Model):
    """Words that belong to one edition, and change only while it is a draft (promise 2)."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="%(class)ss", editable=False
    )

    objects = PartOfEditionQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # also where Django writes rows behind a relation

    def save(self, **options):
        with transaction.atomic():
            self._must_be_draft()
            super().save(**options)

    def delete(self, **options):
        with transaction.atomic():
            self._must_be_draft()
            return super().delete(**options)

    def _must_be_draft(self):
        """Asks the stored editions, the one left and the one entered, not the copies in memory."""
        mine = Q(pk=self.edition_id)
        if self.pk:
            mine |= Q(pk__in=type(self).objects.filter(pk=self.pk).values("edition"))
        must_be_drafts(Edition.objects.filter(mine))
