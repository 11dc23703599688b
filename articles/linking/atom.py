"""Atom (RFC 4287), written from a tree that can also be told as JSON."""

import re
from datetime import UTC
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARRAYS = {"entry", "link", "category", "contributor"}


def feed(language: str, base: str) -> ElementTree.Element:
    return ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language, "xml:base": base})


def add(parent, name, text="", **attributes):
    """attributes: in the order in which they are written; ``lang`` becomes ``xml:lang``"""
    written = {("xml:lang" if key == "lang" else key): _clean(str(value)) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, name, written)
    if text:
        element.text = _clean(str(text))
    return element


def add_person(parent, name, person, uri=""):
    element = add(parent, name)
    add(element, "name", person)
    if uri:
        add(element, "uri", uri)


def tag(request, day, path) -> str:
    """An id that never moves (RFC 4151): the host, the day from which the name holds, and what it names."""
    return f"tag:{request.get_host().partition(':')[0]},{day.isoformat()}:{path}"


def id_of_article(request, article) -> str:
    return tag(request, article.created_at.astimezone(UTC).date(), f"/go/{article.code}")


def as_xml(element) -> bytes:
    return ElementTree.tostring(element, encoding="utf-8", xml_declaration=True)


def as_json(element) -> dict:
    """As MedlinePlus Connect tells Atom in JSON: attributes as keys, the text as ``_value``, some always in arrays."""
    told = {key.removeprefix("xml:"): value for key, value in element.attrib.items() if key != "xmlns"}
    if element.tag == "feed":
        told |= {"category": [], "entry": []}
    if len(element) == 0 and element.tag != "feed":
        told["_value"] = element.text or ""
    for child in element:
        value = as_json(child)
        if child.tag in _ARRAYS:
            told.setdefault(child.tag, []).append(value)
        else:
            told[child.tag] = value
    if element.tag in {"link", "category"}:
        told.pop("_value", None)
    return told


def _clean(text):
    return _NOT_IN_XML.sub("", text)
