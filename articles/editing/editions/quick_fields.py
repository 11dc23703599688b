"""Writes the fields of a long form in plain Python: by Django's templates a hundred sections take a second."""

from html import escape

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe


class QuickFields(DjangoTemplates):
    """The same HTML as Django's own templates make; what is not known here goes to them."""

    def render(self, template_name, context, request=None):
        write = _WRITTEN.get(template_name)
        return mark_safe(write(context)) if write else super().render(template_name, context, request)


def _attributes(attrs):
    told = ((name, value) for name, value in attrs.items() if value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in told)


def _errors(context):
    errors = context["errors"]
    if not errors:
        return ""
    name = f' id="{escape(errors.field_id)}_error"' if errors.field_id else ""
    lines = "".join(f"<li>{conditional_escape(error)}</li>" for error in errors)
    return f'<ul class="{escape(context["error_class"])}"{name}>{lines}</ul>'


def _input(context):
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    return f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _textarea(context):
    widget = context["widget"]
    words = conditional_escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>\n{words}</textarea>'


def _select(context):
    widget = context["widget"]
    options = "".join(_option(option) for _group, options, _index in widget["optgroups"] for option in options)
    return f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>{options}</select>'


def _option(option):
    value = escape(str(option["value"]))
    return f'<option value="{value}"{_attributes(option["attrs"])}>{conditional_escape(option["label"])}</option>'


_WRITTEN = {
    "django/forms/errors/list/ul.html": _errors,
    **{f"django/forms/widgets/{kind}.html": _input for kind in ("text", "number", "hidden", "checkbox", "file")},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
