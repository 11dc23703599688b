"""A page of ours on somebody else's website: in a frame, or as a quotation that leads here. Neither needs a script."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Clinic, Edition, day_of, site_name

WIDTH, HEIGHT = 640, 800  # pixels, where nobody says how much room there is
NARROWEST, LOWEST = 240, 200


@dataclass(frozen=True)
class Embedded:
    """What stands on the other website, for one live edition. clinic: whose website it is, if it may show a frame"""

    edition: Edition
    site: str  # the portal's own address, without a stroke at its end
    clinic: Clinic | None = None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def address(self):
        return f"{self.site}{self.edition.article.get_absolute_url()}"

    @property
    def markup(self):
        with translation.override(self.edition.article.language):
            return self._frame() if self.clinic else self._quotation()

    def _frame(self):
        path = reverse("linking:embed", args=[self.clinic.slug, self.edition.article.code])
        return format_html(
            '<iframe src="{}{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
            *(self.site, path, self.edition.title, self.width, self.height),
        )

    def _quotation(self):
        article = self.edition.article
        copy = f"{self.site}{reverse('linking:copy', args=[article.code, self.edition.number])}"
        summary = format_html("<p>{}</p>\n", self.edition.summary) if self.edition.summary else ""
        return format_html(
            '<blockquote cite="{}" lang="{}" dir="{}">\n<p><a href="{}"><strong>{}</strong></a></p>\n{}'
            '<p>{} <a href="{}">{}</a></p>\n</blockquote>',
            *(self.address, article.language, "rtl" if translation.get_language_bidi() else "ltr"),
            *(self.address, self.edition.title, summary),
            *(credit(self.edition), copy, _("Is this copy still current?")),
        )


def credit(edition) -> str:
    day = date_format(day_of(edition.release_at), pgettext("how a day is written", "j F Y"))
    words = {"site": site_name(), "number": edition.number, "day": day}
    return _("%(site)s, edition %(number)s, released %(day)s.") % words
