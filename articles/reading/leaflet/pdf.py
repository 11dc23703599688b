"""The one place that meets the typesetting library. It is loaded when the first leaflet is asked for."""

import hashlib
import json
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
TEMPLATES = {file.name: file for file in HERE.glob("*.typ")}


class NoLeaflets(Exception):
    """The library that makes PDF files is not installed here."""


class LeafletFault(Exception):
    """A leaflet could not be made. ``str()`` says why, to whoever looks after the portal."""


def as_pdf(leaflet) -> bytes:
    """The leaflet as PDF/UA-1: the same words, the same bytes. Raises NoLeaflets or LeafletFault.

    Only the templates, the fonts beside them and what ``leaflet`` holds can be read. Words come as data and are never
    part of a template, so nothing that an editor writes is a command.
    """
    typst = _typst()
    files = {
        **{name: file.read_bytes() for name, file in TEMPLATES.items()},
        "main": TEMPLATES[leaflet.template].read_bytes(),
        "words.json": json.dumps(leaflet.words, ensure_ascii=False).encode(),
        **leaflet.files,
    }
    try:
        return typst.compile(
            files,
            root=HERE / "fonts",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=leaflet.released,
        )
    except typst.TypstError as fault:
        raise LeafletFault(fault.message) from fault


def _typst():
    try:
        import typst
    except ImportError as fault:
        raise NoLeaflets from fault
    return typst


@cache
def _fonts():
    return _typst().Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])


def digest_of(leaflet) -> str:
    """The same for the same words in the same design, whatever the moment: what is kept under it is never stale."""
    digest = hashlib.sha256(json.dumps([leaflet.template, leaflet.words, leaflet.released]).encode())
    for name in sorted(TEMPLATES):
        digest.update(TEMPLATES[name].read_bytes())
    for name in sorted(leaflet.files):
        digest.update(name.encode() + leaflet.files[name])
    return digest.hexdigest()
