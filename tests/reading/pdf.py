"""What a reader, or a screen reader, finds in a PDF."""

import io
import re

from pypdf import PdfReader


class Leaflet:
    def __init__(self, data: bytes):
        self.file = PdfReader(io.BytesIO(data))
        self.root = self.file.trailer["/Root"]

    @property
    def text(self):
        """Its words, every gap one blank."""
        return " ".join(self.sheets)

    @property
    def sheets(self):
        """The words of each page of it."""
        return [re.sub(r"\s+", " ", page.extract_text()) for page in self.file.pages]

    @property
    def tags(self):
        """Each tag in order, with the text that stands for it: ("H2", "Key points"), ("Figure", alt text)."""
        return [_told(node) for node in _walk(self.root["/StructTreeRoot"]["/K"])]

    @property
    def languages(self):
        """In which its parts are read aloud, where they say so."""
        return {str(node["/Lang"]) for node in _walk(self.root["/StructTreeRoot"]["/K"]) if "/Lang" in node}

    def tagged(self, name):
        return [text for tag, text in self.tags if tag == name]


def _told(node):
    return str(node["/S"])[1:], str(node.get("/Alt") or node.get("/T") or "")


def _walk(node):
    node = node.get_object()
    for child in node if isinstance(node, list) else [node]:
        child = child.get_object()
        if isinstance(child, dict) and "/S" in child:
            yield child
            if "/K" in child:
                yield from _walk(child["/K"])
