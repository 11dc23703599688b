from django import template
from django.utils.safestring import mark_safe

from .reading import framed

register = template.Library()


@register.filter
def framed_changes(markup, heading=""):
    """A body that the comparing room has sanitised, its tables in frames that scroll by themselves."""
    return mark_safe(framed(markup, heading))


@register.filter
def about(talks, section):
    """What is said about a section, or None."""
    return talks.about(section)


@register.filter
def speak_of(talks, sections):
    return bool(talks) and talks.is_about_any(sections)
