"""Who stands behind an edition, and what it rests on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from .constraints import not_blank, one_of
from .part import PartOfEdition
from .plain_words import PlainWords


class Contributor(PlainWords, models.Model):
    """An author or reviewer, as patients are told."""

    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("For example: Breast care nurse"))

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "role"], name="contributor_once"),
            not_blank("name"),
        ]

    def __str__(self):
        return f"{self.name}, {self.role}" if self.role else self.name


class Part(models.TextChoices):
    AUTHOR = "author", _("Author")
    REVIEWER = "reviewer", _("Reviewer")


class Credit(PartOfEdition):
    """A contributor as named on one edition: a later change of name or role leaves old editions as they were."""

    contributor = models.ForeignKey(
        Contributor, verbose_name=_("contributor"), on_delete=models.PROTECT, related_name="credits"
    )
    part = models.CharField(_("part"), max_length=8, choices=Part, default=Part.AUTHOR)
    name = models.CharField(_("name"), max_length=120, editable=False)
    role = models.CharField(_("role"), max_length=120, editable=False, blank=True)

    class Meta(PartOfEdition.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("authors and reviewers")
        ordering = ["part", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "contributor", "part"], name="credit_once_per_edition"),
            one_of("part", Part.values),
        ]

    def __str__(self):
        return f"{self.get_part_display()}: {self.name}"

    @property
    def named(self):
        """Name and role as patients are told, with the comma of the language that is spoken."""
        return pgettext("between the names of people", ", ").join(filter(None, [self.name, self.role]))

    def save(self, **options):
        self.name, self.role = self.contributor.name, self.contributor.role
        super().save(**options)


class Source(PartOfEdition):
    """Where the facts of an edition come from."""

    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    accessed_on = models.DateField(_("looked up on"), null=True, blank=True)

    class Meta(PartOfEdition.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["pk"]
        constraints = [not_blank("title")]

    def __str__(self):
        return self.title

    def clean(self):
        if self.url and not self.url.startswith(("https://", "http://")):
            raise ValidationError({"url": _("A web address begins with https:// or http://.")})
