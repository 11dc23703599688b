"""The text box for the body of a section: rich text with exactly what the sanitiser lets through."""

from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}


def body_widget():
    return AdminProseEditorWidget(config={"extensions": EXTENSIONS}, preset="configurable")


def with_nonce(context, request):
    """The editor's import map is an inline script, which the Content-Security-Policy admits only with a nonce."""
    if "media" in context:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
    return context
