import re

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .constraints import both_or_neither, one_of
from .fields import CleanHTMLField, PlainTextField
from .html import plain_text
from .part import PartOfEdition

LARGEST_RISK = 1000
LONG_CAPTION = 250  # characters; what goes on beyond it is a description

_FIRST_PARAGRAPH = re.compile(r"\A<p>(.*?)</p>", re.DOTALL)


class Kind(models.TextChoices):
    TEXT = "text", _("Text")
    KEY_POINTS = "key-points", _("Key points")
    NON_URGENT = "non-urgent", _("Care card: see someone when you can")
    URGENT = "urgent", _("Care card: get help today")
    EMERGENCY = "emergency", _("Care card: get help now")
    DO = "do", _("Do")
    DONT = "dont", _("Don't")
    WARNING = "warning", _("Warning")
    DETAILS = "details", _("Details to open")
    QUESTIONS = "questions", _("Questions to ask")
    IMAGE = "image", _("Image")
    RISK = "risk", _("Risk in numbers")


class Section(PartOfEdition):
    """A heading and a body inside an edition."""

    position = models.PositiveIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    heading = models.CharField(_("heading"), max_length=250, blank=True)
    anchor = models.SlugField(
        _("anchor"),
        max_length=100,
        blank=True,
        allow_unicode=True,
        help_text=_("Links to this section end in #anchor. It stays when the heading is reworded."),
    )
    body = CleanHTMLField(_("text"), blank=True)
    image = models.ForeignKey("Image", verbose_name=_("image"), on_delete=models.PROTECT, null=True, blank=True)
    alt = PlainTextField(
        _("alt text"), max_length=1000, blank=True, help_text=_("What the picture tells, for people who cannot see it.")
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("The picture says nothing that the words do not.")
    )

    risk_count = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    risk_of = models.PositiveIntegerField(
        _("of how many"),
        null=True,
        blank=True,
        help_text=_("1 of 7 is shown as “1 in 7”, with a picture. At most 1000."),
    )

    class Meta(PartOfEdition.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = [
            one_of("kind", Kind.values),
            UniqueConstraint(
                fields=["edition", "anchor"], condition=~Q(anchor=""), name="section_anchor_once_per_edition"
            ),
            CheckConstraint(
                condition=Q(image=None) | Q(kind=Kind.IMAGE),
                name="only_an_image_section_has_an_image",
                violation_error_message=_("Only a section of the kind “Image” can show a picture."),
            ),
            CheckConstraint(
                condition=Q(alt="") | Q(is_decorative=False),
                name="section_alt_or_decorative",
                violation_error_message=_("A decorative picture has no alt text: clear one of the two."),
            ),
            CheckConstraint(
                condition=Q(risk_count=None, risk_of=None) | Q(kind=Kind.RISK),
                name="only_a_risk_section_has_numbers",
                violation_error_message=_("Only a section of the kind “Risk in numbers” has such numbers: clear them."),
            ),
            both_or_neither("risk_count", "risk_of", _("Give both numbers, such as 1 of 7.")),
            CheckConstraint(
                condition=Q(risk_of=None) | Q(risk_of__gte=1, risk_of__lte=LARGEST_RISK, risk_count__lte=F("risk_of")),
                name="section_risk_counts_within",
                violation_error_message=_("The first number is at most the second, and the second from 1 to 1000."),
            ),
        ]

    def __str__(self):
        return self.heading or self.get_kind_display()

    @property
    def mark(self):
        """By which comments name it: its anchor, or its number as long as it has no heading to make one from."""
        return self.anchor or f"_{self.pk}"

    @property
    def template_name(self):
        return f"parts/sections/{self.kind.replace('-', '_')}.html"

    @property
    def first_paragraph(self):
        found = _FIRST_PARAGRAPH.match(self.body)
        return plain_text(found[1]) if found else ""

    @property
    def risk(self):
        """(how many, of how many), or None where the numbers are missing or do not belong here."""
        return None if self.risk_of is None else (self.risk_count, self.risk_of)

    @property
    def has_description(self):
        """Whether its words are too long for a caption: then the first paragraph is, and the rest describes."""
        first = _FIRST_PARAGRAPH.match(self.body)
        return bool(first and self.body[first.end() :]) and len(plain_text(self.body)) > LONG_CAPTION

    @property
    def is_empty(self):
        return not self.image_id and not plain_text(self.body)

    def save(self, **options):
        if not self.anchor and self.heading:
            taken = set(self.edition.sections.exclude(pk=self.pk).values_list("anchor", flat=True))
            self.anchor = free_anchor(self.heading, taken)
        super().save(**options)


def free_anchor(heading: str, taken: set[str]) -> str:
    """An anchor made from ``heading`` that is not among ``taken``."""
    stem = slugify(heading, allow_unicode=True)[:90] or "section"
    anchor, count = stem, 1
    while anchor in taken:
        count += 1
        anchor = f"{stem}-{count}"
    return anchor
