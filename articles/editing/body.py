"""The text box for the body of a section: rich text, or its HTML where the rich text box would lose some of it."""

import json
from html.parser import HTMLParser

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media, Script

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
# What comes out of the rich text box as it went in. The sanitiser lets more through, which files may bring.
KEPT_TAGS = {
    *("p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "sup", "sub", "blockquote"),
    *("table", "tbody", "tr", "th", "td"),
}
KEPT_ATTRIBUTES = {"href", "start", "colspan", "rowspan"}


class _Losses(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.found = False
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.found |= tag not in KEPT_TAGS or not {name for name, _value in attributes} <= KEPT_ATTRIBUTES


def is_kept_by_rich_text(markup: str) -> bool:
    """Whether somebody who types a word in the rich text box changes nothing else."""
    return not _Losses(markup).found


class BodyWidget(AdminProseEditorWidget):
    """Tells the script which box to make, which it does when it is needed."""

    @property
    def media(self):
        return super().media + forms.Media(js=[Script("js/desk/rich_text.js", type="module")])

    @cached_property
    def told(self):
        return json.dumps(self.get_config(), separators=(",", ":"))

    def get_context(self, name, value, attrs):
        context = forms.Textarea.get_context(self, name, value, attrs)
        if is_kept_by_rich_text(value or ""):
            context["widget"]["attrs"]["data-rich-text"] = self.told
            return context
        context["widget"]["attrs"] |= {
            "class": "vLargeTextField markup",
            "rows": 16,
            "spellcheck": "true",
            "aria-describedby": f"{context['widget']['attrs'].get('id', name)}_why",
        }
        return context

    def render(self, name, value, attrs=None, renderer=None):
        rendered = super().render(name, value, attrs, renderer)
        if is_kept_by_rich_text(value or ""):
            return rendered
        why = _(
            "This text is shown as HTML: it has parts that the rich text box would lose, such as the head of a table, "
            "a list of terms, an abbreviation or words in another language. Write between the signs, "
            "and leave what stands in < > as it is."
        )
        return format_html('{}<p class="help" id="{}_why">{}</p>', rendered, (attrs or {}).get("id", name), why)


def body_widget():
    return BodyWidget(config={"extensions": EXTENSIONS}, preset="configurable")


def with_nonce(context, request):
    """The editor's import map is an inline script, which the Content-Security-Policy admits only with a nonce."""
    if "media" in context:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
    return context
