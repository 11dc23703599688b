import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from .constraints import not_blank
from .fields import PlainTextField, language_field
from .plain_words import PlainWords

_WEBSITE = re.compile(r"https://(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}(?::[0-9]{2,5})?/?", re.ASCII)
_NUMBER = re.compile(r"\+?[0-9][0-9 ./-]*", re.ASCII)


def must_be_languages(codes):
    """``codes`` is a list of languages that the portal has."""
    known = dict(settings.LANGUAGES)
    if not isinstance(codes, list) or not all(isinstance(code, str) and code in known for code in codes):
        raise ValidationError(_("Choose among the languages of the portal."))


def must_be_websites(text):
    for line in text.split():
        if not _WEBSITE.fullmatch(line):
            raise ValidationError(
                _("“%(line)s” is no website such as https://www.clinic.example, without anything behind the name."),
                params={"line": line},
            )


class ClinicQuerySet(models.QuerySet):
    def kept_by(self, user):
        """The clinics that ``user`` may change: their own, or every one for those who set clinics up."""
        if not user.is_active:
            return self.none()
        return self if user.has_perm("articles.keep_every_clinic") else self.filter(managers=user)


class Clinic(PlainWords, models.Model):
    """Who hands our pages to patients, and how those patients reach it."""

    name = models.CharField(_("name"), max_length=120, help_text=_("As patients know it."))
    slug = models.SlugField(_("short name"), max_length=60, unique=True, help_text=_("In letters a to z."))
    language = language_field(
        help_text=_("In which the lines below are written, so that they are read aloud well on pages in all languages.")
    )
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    address = PlainTextField(_("where it is"), max_length=400, blank=True)
    opening_hours = PlainTextField(
        _("opening hours"), max_length=400, blank=True, help_text=_("One line for each: Monday to Friday, 8 am to 6 pm")
    )
    emergency_line = PlainTextField(
        _("in an emergency"),
        max_length=300,
        blank=True,
        help_text=_("Whom patients call when it cannot wait, and when the clinic is closed. It stands first."),
    )
    logo = models.ForeignKey(
        "Image",
        verbose_name=_("logo"),
        on_delete=models.PROTECT,
        related_name="clinics",
        null=True,
        blank=True,
        editable=False,
    )
    languages = models.JSONField(
        _("languages"),
        default=list,
        blank=True,
        validators=[must_be_languages],
        help_text=_("In which of our languages patients can speak with the clinic."),
    )
    websites = PlainTextField(
        _("websites that may show our pages in a frame"),
        max_length=1000,
        blank=True,
        validators=[must_be_websites],
        help_text=_("One on each line, such as https://www.clinic.example"),
    )
    managers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("managers"), related_name="clinics", blank=True
    )
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Tells patients that this clinic does not exist.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ClinicQuerySet.as_manager()

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinics")
        ordering = ["name", "pk"]
        permissions = [("keep_every_clinic", "Can look after every clinic")]
        constraints = [not_blank("name"), not_blank("slug")]

    def __str__(self):
        return self.name

    @property
    def languages_in_words(self):
        """Each by its own name, so that those who need it recognise it."""
        return [get_language_info(code)["name_local"].capitalize() for code in self.languages]

    @property
    def frames_on(self):
        """The websites that may show our pages in a frame, as a policy for browsers lists them."""
        return [line.rstrip("/") for line in self.websites.split()]

    @property
    def dialled(self):
        """``phone`` as a telephone takes it; empty where it is no plain number, because a guess rings elsewhere."""
        is_number = _NUMBER.fullmatch(self.phone)
        return "".join(sign for sign in self.phone if sign in "+0123456789") if is_number else ""
