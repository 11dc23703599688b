"""The text box for the body of a section: rich text, or its HTML where the rich text box would lose some of it."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django_prose_editor.widgets import prose_editor_admin_media
from js_asset import Media, Script

from .losses import is_kept_by_rich_text


class BodyWidget(forms.Textarea):
    """Tells the script where to make a box, which it does when it is needed."""

    @property
    def media(self):
        own = Media(css={"all": ["css/desk/rich_text.css"]}, js=[Script("js/desk/rich_text.js", type="module")])
        return prose_editor_admin_media + own

    def use_required_attribute(self, _initial):
        """The textarea itself is out of sight: the browser could not show what it asks for."""
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if is_kept_by_rich_text(value or ""):
            context["widget"]["attrs"]["data-rich-text"] = ""
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
            "This text is shown as HTML: it has parts that the rich text box would lose, such as a table in a table. "
            "Write between the signs, and leave what stands in < > as it is."
        )
        return format_html('{}<p class="help" id="{}_why">{}</p>', rendered, (attrs or {}).get("id", name), why)


class WithBody:
    """For a ModelAdmin whose form holds such a box."""

    def render_change_form(self, request, context, *args, **kwargs):
        """The editor's import map is an inline script, which the Content-Security-Policy admits only with a nonce."""
        if "media" in context:
            context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
