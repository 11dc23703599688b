"""An Embedded as oEmbed 1.0 tells it, in JSON or XML."""

from xml.etree import ElementTree

from django.utils import translation

from .attribution import site_name

CACHE_SECONDS = 3600


def told_of(embedded) -> dict:
    with translation.override(embedded.edition.article.language):
        return {
            "version": "1.0",
            "type": "rich",
            "title": embedded.edition.title,
            "provider_name": str(site_name()),
            "provider_url": f"{embedded.site}/",
            "cache_age": CACHE_SECONDS,
            "width": embedded.width,
            "height": embedded.height,
            "html": str(embedded.markup),
        }


def as_xml(told: dict) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
