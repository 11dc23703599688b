"""Pages about the portal itself. Words ship with it; those of an editor win."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .constraints import one_of
from .fields import CleanHTMLField, language_field
from .plain_words import PlainWords

SHIPPED = Path(__file__).parent / "about_words"


def site_name():
    return settings.SITE_NAME or gettext("Patient information")


class AboutPageQuerySet(models.QuerySet):
    def words_of(self, language, slug):
        """The page as readers get it: the editor's, or else the one that ships with the portal. One query."""
        written = self.filter(language=language, slug=slug, changed_at__isnull=False).first()
        return written or AboutPage(language=language, slug=slug).with_shipped_words()


class AboutPage(PlainWords, models.Model):
    """As long as ``changed_at`` is empty, nobody has touched it and the shipped words hold, also newer ones."""

    class Slug(models.TextChoices):
        ACCESSIBILITY = "accessibility", _("Accessibility")
        HOW_WE_WRITE = "how-we-write", _("How we write")
        PRIVACY = "privacy", _("Privacy")
        FINGERPRINT = "fingerprint", _("Fingerprints")
        FOR_CLINICS = "for-clinics", _("For clinics")

    language = language_field()
    slug = models.CharField(_("page"), max_length=20, choices=Slug)
    title = models.CharField(_("title"), max_length=120, blank=True)
    body = CleanHTMLField(_("text"), blank=True)
    changed_at = models.DateTimeField(_("changed at"), null=True, editable=False)

    objects = AboutPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page about the portal")
        verbose_name_plural = _("pages about the portal")
        ordering = ["language", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["language", "slug"], name="about_page_once_per_language"),
            one_of("slug", ["accessibility", "how-we-write", "privacy", "fingerprint", "for-clinics"]),
        ]

    def __str__(self):
        return f"{self.get_slug_display()} ({self.language})"

    def get_absolute_url(self):
        with translation.override(self.language):
            return reverse("reading:about", kwargs={"slug": self.slug})

    def with_shipped_words(self):
        self.title, self.body = shipped(self.language, self.slug)
        return self


@cache
def shipped(language: str, slug: str) -> tuple[str, str]:
    """Title and body as they come with the portal: the first line of the file, and the rest."""
    title, _line_end, body = (SHIPPED / language / f"{slug}.html").read_text("utf-8").partition("\n")
    return title, body.strip()
