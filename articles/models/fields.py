"""Columns that several tables have, and those that work out their own value when it is written."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .alphabet import initial, sort_key
from .html import clean_html, is_too_deep


def user_field(verbose_name, **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=verbose_name, on_delete=models.PROTECT, related_name="+", **options
    )


def language_field(**options):
    return models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE, **options
    )


def must_not_be_too_deep(markup):
    if is_too_deep(markup):
        raise ValidationError(
            _("Lists, quotations or tables stand in one another too deeply: put some of it in a section of its own.")
        )


class CleanHTMLField(models.TextField):
    """HTML that is never stored with anything outside the allow-list."""

    default_validators = [must_not_be_too_deep]

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_html(value) if isinstance(value, str) else value


class PlainTextField(models.TextField):
    """Text whose lines end one way, so that the same words are the same wherever they were typed."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class _PlaceInAlphabet(models.CharField):
    """Made from the words in the field that ``of`` names."""

    def __init__(self, *, of, **options):
        self.of = of
        super().__init__(editable=False, **{"max_length": 200, **options})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        del options["editable"]
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, instance, add):
        value = self.place(getattr(instance, self.of))
        setattr(instance, self.attname, value)
        return value


class SortKeyField(_PlaceInAlphabet):
    place = staticmethod(sort_key)


class InitialField(_PlaceInAlphabet):
    place = staticmethod(initial)
