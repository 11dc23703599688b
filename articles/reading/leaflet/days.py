from django.utils.formats import date_format
from django.utils.translation import pgettext

from articles.models import day_of


def day_in_words(moment):
    """A day, or the day of a moment, as the page writes it."""
    on = day_of(moment) if hasattr(moment, "hour") else moment
    # Translators: how a day is written, in the letters of Django's "date" filter.
    return date_format(on, pgettext("how a day is written", "j F Y"))
