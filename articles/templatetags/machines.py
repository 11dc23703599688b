"""What the head of a page tells machines."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from articles.models import site_name
from articles.reading.article import structured_data as data

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context):
    """The live article as JSON-LD: data, which the Content-Security-Policy lets pass."""
    page = context.flatten()
    return _as_data(data.medical_web_page(page, absolute=context["request"].build_absolute_uri, site=site_name()))


@register.simple_tag(takes_context=True)
def site_data(context):
    """The portal as JSON-LD, with its search."""
    request = context["request"]
    told = data.web_site(absolute=request.build_absolute_uri, site=site_name(), language=request.LANGUAGE_CODE)
    return _as_data(told)


def _as_data(told):
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data.as_script_text(told)))


@register.simple_tag(takes_context=True)
def open_graph(context):
    """For whoever shares the address of a live article."""
    edition, absolute = context["edition"], context["request"].build_absolute_uri
    facts = [
        ("og:type", "article"),
        ("og:title", edition.title),
        ("og:url", absolute(edition.article.get_absolute_url())),
        ("og:site_name", site_name()),
        ("og:description", edition.summary),
    ]
    if picture := data.picture(edition):
        address, alt = picture
        facts += [("og:image", absolute(address)), ("og:image:alt", alt)]
    told = [(name, value) for name, value in facts if value]
    return format_html_join("\n", '<meta property="{}" content="{}">', told)


@register.simple_tag(takes_context=True)
def article_alternates(context):
    return _alternates(context, data.alternates(context.flatten()))


@register.simple_tag(takes_context=True)
def oembed_links(context):
    """Where a program that meets this address finds what to show of it."""
    absolute = context["request"].build_absolute_uri
    asked = {"url": absolute(context["article"].get_absolute_url())}
    rows = [
        (media_type, f"{absolute(reverse('linking:oembed'))}?{urlencode({**asked, **more})}")
        for media_type, more in (("application/json+oembed", {}), ("text/xml+oembed", {"format": "xml"}))
    ]
    return format_html_join("\n", '<link rel="alternate" type="{}" href="{}">', rows)


@register.simple_tag(takes_context=True)
def page_alternates(context):
    """The same list in every language of the portal."""
    here = context["request"].resolver_match.view_name
    return _alternates(
        context, [*((code, _in_language(code, here)) for code, _name in settings.LANGUAGES), _default(here)]
    )


def _default(view):
    return "x-default", _in_language(settings.LANGUAGE_CODE, view)


def _in_language(code, view):
    with translation.override(code):
        return reverse(view)


def _alternates(context, pairs):
    absolute = context["request"].build_absolute_uri
    rows = [(language, absolute(address)) for language, address in pairs]
    return format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', rows)
