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
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in self.file.pages))

    @property
    def tags(self):
        """Each tag in order, with the text that stands for it: ("H2", "Key points"), ("Figure", alt text)."""
        return list(_walk(self.root["/StructTreeRoot"]["/K"]))

    def tagged(self, name):
        return [text for tag, text in self.tags if tag == name]


def _walk(node):
    node = node.get_object()
    for child in node if isinstance(node, list) else [node]:
        child = child.get_object()
        if isinstance(child, dict) and "/S" in child:
            yield str(child["/S"])[1:], str(child.get("/Alt") or child.get("/T") or "")
            if "/K" in child:
                yield from _walk(child["/K"])
