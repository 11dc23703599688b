"""What the templates of the reading face ask for."""

import re
from itertools import count

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from articles.models import clean_html, day_of, site_name

register = template.Library()

# The sanitiser escapes both brackets in attributes, so that this finds tags and nothing else.
_TABLE = re.compile(r"<(?P<closing>/?)table[^>]*>")


register.simple_tag(site_name)


@register.simple_tag(takes_context=True)
def absolute(context, address=None):
    """The whole web address of this page, or of ``address`` on this site."""
    request = context["request"]
    return request.build_absolute_uri(address or request.path)


@register.simple_tag
def own_language(code):
    """The attributes of words in the language ``code``, on a page that may speak another."""
    if code == translation.get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr")


@register.filter
def feedback_address(edition):
    return f"{edition.article.address_of('feedback')}?edition={edition.number}"


@register.simple_tag(takes_context=True)
def language_choices(context):
    """The languages of the portal: each leads to this article, or this search, there; or else to the home page."""
    addresses = {
        edition.article.language: edition.article.get_absolute_url() for edition in context.get("translations", [])
    }
    words = context.get("words")
    return [
        {"language": get_language_info(code), "address": addresses.get(code) or _beginning(code, words)}
        for code, _name in settings.LANGUAGES
    ]


def _beginning(code, words):
    """Where somebody goes on in another language: with the same ``words`` looked for, or at the start page."""
    with translation.override(code):
        return f"{reverse('reading:search')}?{urlencode({'q': words})}" if words else reverse("reading:home")


@register.filter
def day(moment):
    """A day, or the day of a moment, in the way of the page's language."""
    on = day_of(moment) if hasattr(moment, "hour") else moment
    # Translators: how a day is written, in the letters of Django's "date" filter.
    words = date_format(on, pgettext("how a day is written", "j F Y"))
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), words)


@register.filter
def clean(markup, heading=""):
    """HTML of the editors, sanitised once more, its tables in frames that scroll by themselves."""
    return framed(clean_html(markup), heading)


def framed(markup, heading):
    """Clean HTML with its tables in frames."""
    numbers = count(1)

    def frame(tag):
        return tag[0] + "</div>" if tag["closing"] else _opening_of_frame(next(numbers), heading) + tag[0]

    return mark_safe(_TABLE.sub(frame, markup))


def _opening_of_frame(number, heading):
    # A group and not a region: many tables, some below the same heading, are no landmarks of the page.
    label = _("Table %(number)s: %(heading)s") if heading else _("Table %(number)s")
    label = label % {"number": number, "heading": heading}
    return format_html('<div class="table" role="group" tabindex="0" aria-label="{}">', label)
