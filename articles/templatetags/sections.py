"""What the templates of the sections ask for."""

import re

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext

from articles.models import clean_html
from articles.reading.article import figures as drawing

from .reading import framed

register = template.Library()

_HEADING = re.compile(r"(</?h)([34])\b")
_FIRST_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)


@register.filter
def body(section):
    """What a section says, its hard words marked on pages that explain them."""
    return framed(_markup(section), section.heading)


@register.filter
def caption(section):
    """The first paragraph where the rest is a long description, or else all of it."""
    if not section.has_description:
        return body(section)
    return mark_safe(_FIRST_PARAGRAPH.match(_markup(section))[0])


@register.filter
def description(section):
    markup = _markup(section)
    return framed(markup[_FIRST_PARAGRAPH.match(markup).end() :], section.heading)


def _markup(section):
    explained = getattr(section, "explained", None)
    return clean_html(section.body) if explained is None else explained


@register.filter
def below_title(markup):
    """Headings of the rich text on a page whose words stand right below its title."""
    return mark_safe(_HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", markup))


@register.filter
def figures(risk):
    return drawing.figures(*risk)


@register.filter
def told(risk):
    count, of = risk
    # Translators: a risk as a natural frequency, such as “1 in 7”.
    return pgettext("how many of how many", "%(count)s in %(of)s") % {"count": count, "of": of}
