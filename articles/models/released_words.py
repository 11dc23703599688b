"""Words that have been released refuse to change, however many rows are touched at once (promise 2)."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .article import ReleasedWordsNeverChange


class WordsQuerySet(models.QuerySet):
    """Rows of words, which are altered and deleted only in drafts, however many at once (promise 2)."""

    def editions(self):
        """The editions that the rows belong to."""
        raise NotImplementedError

    def bulk_create(self, rows, **options):
        if options.get("update_conflicts"):
            raise ReleasedWordsNeverChange(_("New words never overwrite words that are there."))
        return super().bulk_create(rows, **options)

    def update(self, **values):
        with transaction.atomic():
            must_be_drafts(self.editions())
            return super().update(**values)

    def delete(self):
        with transaction.atomic():
            must_be_drafts(self.editions())
            return super().delete()

    update.alters_data = delete.alters_data = True
    delete.queryset_only = True  # as in Django: no manager deletes everything


def must_be_drafts(editions):
    """Holds ``editions`` until the transaction ends, so that nobody releases them while their words change."""
    held = editions.select_for_update().order_by("pk").values_list("pk", "release_at")
    released = [pk for pk, release_at in held if release_at]
    if released:
        editions.get(pk=released[0]).must_be_draft()
