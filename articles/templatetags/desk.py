"""What the templates of the desk ask for."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def lines_of(fieldset):
    """As Django's admin/includes/fieldset.html writes them, which takes three times as long."""
    return mark_safe("".join(_line(line, list(line)) for line in fieldset))


def _line(line, fields):
    is_alone = len(fields) == 1
    errors = line.errors() if is_alone else ""
    marks = (" errors" if errors else "") + ("" if line.has_visible_field else " hidden")
    names = "".join(f" field-{name}" for one in fields if (name := _told(one.field, "name")))
    inside = "".join(_field(one, is_alone) for one in fields)
    row = f"{errors}{inside}" if is_alone else f'<div class="flex-container form-multiline">{inside}</div>'
    return f'<div class="form-row{marks}{names}">{row}</div>'


def _field(one, is_alone):
    name, is_hidden = _told(one.field, "name"), _told(one.field, "is_hidden")
    has_errors = not is_alone and not one.is_readonly and one.field.errors
    marks = ""
    if not is_alone:
        marks += " fieldBox" + (f" field-{name}" if name else "")
        marks += (" errors" if has_errors else "") + (" hidden" if is_hidden else "")
    if one.is_checkbox:
        inside = f"{one.field}{_label(one)}"
    elif one.is_readonly:
        inside = f'{one.label_tag()}<div class="readonly">{one.contents()}</div>'
    else:
        inside = f"{_label(one)}{one.field}"
    box = f'<div class="flex-container{marks}{" checkbox-row" if one.is_checkbox else ""}">{inside}</div>'
    return f"<div>{one.errors() if has_errors else ''}{box}{_help(one.field, is_hidden)}</div>"


def _label(one):
    bound = one.field
    marks = [("vCheckboxLabel", one.is_checkbox), ("required", bound.field.required), ("inline", not one.is_first)]
    names = " ".join(name for name, holds in marks if holds)
    names = f' class="{names}"' if names else ""
    suffix = "" if one.is_checkbox or bound.label[-1:] in ":?.!" else bound.form.label_suffix
    return f'<label{names} for="{bound.id_for_label}">{conditional_escape(bound.label)}{suffix}</label>'


def _help(field, is_hidden):
    words = _told(field, "help_text")
    if not words:
        return ""
    id_of = _told(field, "id_for_label")
    name = f' id="{conditional_escape(id_of)}_helptext"' if id_of else ""
    return f'<div class="help{" hidden" if is_hidden else ""}"{name}><div>{words}</div></div>'


def _told(field, fact):
    """Of a field of a form, or of the words that are only read, which come as a dictionary."""
    return field.get(fact, "") if isinstance(field, dict) else getattr(field, fact)
