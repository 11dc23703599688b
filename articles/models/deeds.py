"""What somebody did that leaves no other trace, or whose trace is overwritten by the next who does it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .constraints import one_of
from .fields import user_field


class NeverAltered(Exception):
    """Somebody tried to alter or delete what was recorded."""


class Done(models.TextChoices):
    BEGUN = "begun", _("Draft begun")
    WRITTEN = "written", _("Words changed")
    UNSCHEDULED = "unscheduled", _("Release taken back")
    THROWN_AWAY = "thrown-away", _("Draft thrown away")
    MOVED = "moved", _("Address changed")


class DeedQuerySet(models.QuerySet):
    def update(self, **values):
        raise NeverAltered

    def delete(self):
        raise NeverAltered

    update.alters_data = delete.alters_data = True
    delete.queryset_only = True


class Deed(models.Model):
    """Names the edition by its number: a draft may be thrown away, and that somebody wrote it stays."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="deeds")
    number = models.PositiveIntegerField(_("edition"), null=True)
    done = models.CharField(_("what"), max_length=12, choices=Done)
    # What is gone by now: the moment of a release that was taken back, the title of a draft, an address.
    words = models.TextField(_("of what"), blank=True)
    by = user_field(_("by"), null=True)
    at = models.DateTimeField(_("at"))

    objects = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")
        base_manager_name = "objects"
        ordering = ["at", "pk"]
        constraints = [one_of("done", Done.values)]

    def __str__(self):
        return f"{self.article}: {self.get_done_display()}"

    def save(self, **options):
        if self.pk:
            raise NeverAltered
        super().save(**options)

    def delete(self, **options):
        raise NeverAltered
