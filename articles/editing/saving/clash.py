"""Two people on one form: what stands there now, beside what the second of them typed (promise 6)."""

import hashlib
import re
from dataclasses import dataclass
from itertools import chain

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core import serializers
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from articles.models import Article, Credit, Edition, OtherName, Section, Source, plain_text

# What is saved with one form besides what it is about, by the name of its way back.
PARTS = {Edition: ("edition", (Section, Source, Credit)), Article: ("article", (OtherName,))}
THEIRS = "theirs"  # names of the fields in which the second takes what stands there


@dataclass(frozen=True)
class Difference:
    name: str  # of the field in the form
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Clash:
    """by: the one who saved meanwhile, or None; added, removed: what parts came and went"""

    by: LogEntry | None
    differences: list[Difference]
    added: list[str]
    removed: list[str]


def version_of(one) -> str:
    """A digest of all that is stored of an edition, an article …: another one says that somebody has saved since."""
    way_back, models = PARTS.get(type(one), ("", ()))
    parts = [model.objects.filter(**{way_back: one}).order_by("pk") for model in models]
    stored = serializers.serialize("json", chain([_stored(one)], *parts))
    return hashlib.sha256(stored.encode()).hexdigest()


def take_theirs(model_admin, request, one):
    """Put what is stored in the place of what was typed, wherever the second has chosen so."""
    chosen = set(request.POST.getlist(THEIRS))
    if not chosen:
        return
    typed = request.POST.copy()
    for form, _name in _stored_forms(model_admin, request, one):
        for bound in form:
            if bound.html_name in chosen:
                _put(typed, bound)
    request.POST = typed


def clash_of(model_admin, request, one) -> Clash:
    log = LogEntry.objects.filter(content_type=get_content_type_for_model(one), object_id=str(one.pk))
    differences = [
        difference
        for form, name in _stored_forms(model_admin, request, one)
        for difference in _differences(form, name, request)
    ]
    added, removed = [], []
    for formset in _formsets(model_admin, request, one):
        stored = _stored_parts(formset, one)
        typed = dict(_rows(request, formset))
        added += [_named(part) for pk, part in stored.items() if pk not in typed.values()]
        gone = [place for place, pk in typed.items() if pk and pk not in stored]
        removed += [f"{formset.model._meta.verbose_name.capitalize()} {place + 1}" for place in gone]
    by = log.exclude(user=request.user).select_related("user").order_by("-action_time").first()
    return Clash(by=by, differences=differences, added=added, removed=removed)


def bring_back_removed(model_admin, request, one):
    """Parts that somebody else removed meanwhile come last in the form, as new ones: nothing typed in them is lost."""
    for formset in _formsets(model_admin, request, one):
        stored = _stored_parts(formset, one)
        typed = dict(_rows(request, formset))
        if all(not pk or pk in stored for pk in typed.values()):
            continue
        order = sorted(typed, key=lambda place: typed[place] not in stored)
        prefix, new_place = formset.get_default_prefix(), {old: new for new, old in enumerate(order)}
        data = _renumbered(request.POST, prefix, new_place)
        data[f"{prefix}-INITIAL_FORMS"] = str(sum(pk in stored for pk in typed.values()))
        for old, pk in typed.items():
            if pk not in stored:
                data[f"{prefix}-{new_place[old]}-id"] = ""
        request.POST, request._files = data, _renumbered(request.FILES, prefix, new_place)


def _renumbered(data, prefix, new_place):
    row = re.compile(rf"{prefix}-(\d+)-")

    def renamed(name):
        found = row.match(name)
        if not found or int(found[1]) not in new_place:
            return name
        return f"{prefix}-{new_place[int(found[1])]}-{name[found.end() :]}"

    renumbered = data.copy() if hasattr(data, "urlencode") else MultiValueDict()
    renumbered.clear()
    for name, values in data.lists():
        renumbered.setlist(renamed(name), values)
    return renumbered


def _stored(one):
    """Anew from the database: a form may have changed the one in memory."""
    return type(one)._base_manager.get(pk=one.pk)


def _stored_parts(formset, one):
    return {str(part.pk): part for part in formset.model._base_manager.filter(**{formset.fk.name: one})}


def _formsets(model_admin, request, one):
    return [formset for formset, _inline in model_admin.get_formsets_with_inlines(request, one)]


def _rows(request, formset):
    """The number of each part in the form, and its primary key, empty if it is new."""
    prefix = formset.get_default_prefix()
    total = request.POST.get(f"{prefix}-TOTAL_FORMS", "")
    for place in range(min(int(total), formset.absolute_max) if total.isdecimal() else 0):
        yield place, request.POST.get(f"{prefix}-{place}-id", "")


def _stored_forms(model_admin, request, one):
    """Forms of what is stored, with the names that what was typed has, and what people call their parts."""
    yield model_admin.get_form(request, one, change=True)(instance=_stored(one)), ""
    for formset in _formsets(model_admin, request, one):
        stored = _stored_parts(formset, one)
        for place, pk in _rows(request, formset):
            if pk in stored:
                form = formset.form(instance=stored[pk], prefix=f"{formset.get_default_prefix()}-{place}")
                yield form, _named(stored[pk])


def _named(part):
    return f"{part._meta.verbose_name.capitalize()} “{part}”"


def _differences(form, name, request):
    for bound in form:
        if bound.is_hidden or isinstance(bound.field, forms.FileField):
            continue
        mine = bound.field.widget.value_from_datadict(request.POST, request.FILES, bound.html_name)
        mine = mine.replace("\r\n", "\n") if isinstance(mine, str) else mine
        if bound.field.has_changed(bound.initial, mine):
            label = f"{name}: {bound.label}" if name else str(bound.label)
            shown = [_shown(bound, value) for value in (bound.value(), mine)]
            if shown[0] != shown[1]:
                yield Difference(bound.html_name, label, *shown)


def _shown(bound, value):
    """As people read it."""
    field = bound.field
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ModelMultipleChoiceField):
        try:
            return ", ".join(sorted(map(str, field.clean(value)))) if value else ""
        except ValidationError:
            return ", ".join(map(str, value))
    if isinstance(field, forms.ModelChoiceField):
        try:
            return str(field.to_python(value) or "")
        except ValidationError:
            return str(value)
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(str(label) for choice, label in field.choices if choice in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    words = "" if value is None else str(value)
    return plain_text(words) if bound.name == "body" else words


def _put(typed, bound):
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        typed.setlist(bound.html_name, ["on"] if value else [])
    elif isinstance(bound.field, (forms.ModelMultipleChoiceField, forms.MultipleChoiceField)):
        typed.setlist(bound.html_name, [str(one) for one in value or ()])
    else:
        typed[bound.html_name] = "" if value is None else str(value)
