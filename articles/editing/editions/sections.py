from copy import copy

from django import forms
from django.contrib import admin
from django.contrib.admin import widgets
from django.db import models
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from articles.models import BadPicture, Credit, Edition, Image, Kind, Section, Source, clean_html, free_anchor

from ..approving.dealing import talks_of, told_beside
from ..body import BodyWidget
from ..choosing import FindsByTyping
from ..days import DAYS
from .kinds import HINTS
from .quick_fields import QuickFields

STEP = 10
LAST = 1_000_000
_BOX = BodyWidget()


class SectionForm(forms.ModelForm):
    default_renderer = QuickFields()

    picture = forms.FileField(
        label=_("Picture"), required=False, help_text=_("PNG, JPEG, WebP or GIF, for a section of the kind “Image”.")
    )

    # Of a picture that came with a form that was refused: it need not be chosen again.
    kept_picture = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = Section
        fields = [
            *(
                "position",
                "kind",
                "heading",
                "body",
                "picture",
                "alt",
                "is_decorative",
                "risk_count",
                "risk_of",
                "anchor",
            )
        ]
        widgets = {
            "position": forms.NumberInput(attrs={"min": 0, "step": 1}),
            "body": BodyWidget(),
            "alt": forms.Textarea(attrs={"rows": 2}),
            "heading": forms.TextInput(attrs={"size": 70}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            stored = self.get_initial_for_field(self.fields["kind"], "kind")
            self.fields["kind"].help_text = HINTS.get(self.data.get(self.add_prefix("kind"), stored), "")

    @property
    def media(self):
        """All of it is the box of the text: Django would ask each field of a hundred sections."""
        return _BOX.media

    def clean_picture(self):
        """The stored Image for a file that was sent."""
        file = self.cleaned_data["picture"]
        if not file:
            return None
        file.seek(0)  # it may have been read by a form that could not be saved
        try:
            return Image.keep(file.read())
        except BadPicture as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self):
        """What belongs to a picture goes with it when a section becomes one of another kind."""
        cleaned = super().clean()
        is_image = cleaned.get("kind") == Kind.IMAGE
        if cleaned.get("picture") and not is_image:
            self.add_error("kind", _("Choose the kind “Image” to show a picture, or save again without it."))
        picture = cleaned.get("picture")
        if not picture and cleaned.get("kept_picture"):
            picture = Image.objects.filter(sha256=cleaned["kept_picture"]).first()
        if picture:
            self._keep(picture)
        if not is_image:
            self.instance.image = None
        return cleaned

    def _post_clean(self):
        """What did not change needs no second look, which would cost ten questions to the database for each section."""
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()

    def _keep(self, picture):
        self.instance.image = picture
        self.data = copy(self.data)
        self.data[self.add_prefix("kept_picture")] = picture.sha256


def _said_once(field):
    """In the language of the one who asks, and not translated anew for each of a hundred sections."""
    field = copy(field)
    field.label, field.help_text = str(field.label), str(field.help_text)
    if isinstance(field, forms.ChoiceField):
        field.choices = [(value, str(label)) for value, label in field.choices]
    return field


class SectionFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        anchors = [anchor for form in kept if (anchor := getattr(form, "cleaned_data", {}).get("anchor"))]
        if len(anchors) != len(set(anchors)):
            raise forms.ValidationError(_("Two sections have the same anchor. Change or clear one of them."))

    def _free_anchors(self):
        """Sections may exchange their anchors: none is in the way of another while they are saved one by one."""
        changing = [form for form in self.initial_forms if "anchor" in form.changed_data or form in self.deleted_forms]
        self.instance.sections.filter(pk__in=[form.instance.pk for form in changing]).update(anchor="")
        kept = [form for form in self.forms if form not in self.deleted_forms]
        taken = {form.instance.anchor for form in kept}
        for form in kept:
            if form.has_changed() and form.instance.heading and not form.instance.anchor:
                form.instance.anchor = free_anchor(form.instance.heading, taken)
                taken.add(form.instance.anchor)

    def save(self, commit=True):
        """Numbers the sections 10, 20, 30 …, so that one can be put between two; new ones without a number go last."""
        if commit:
            self._free_anchors()
        saved = super().save(commit)
        if commit:
            new = {section.pk for section in self.new_objects if not section.position}
            place = {
                section: LAST if section.pk in new else section.position for section in self.instance.sections.all()
            }
            in_order = sorted(place, key=lambda section: (place[section], section.pk))
            for position, section in enumerate(in_order, start=1):
                if section.position != position * STEP:
                    section.position = position * STEP
                    section.save(update_fields=["position"])
        return saved


class SectionInline(admin.StackedInline):
    model = Section
    template = "admin/articles/edition/sections.html"
    hints = HINTS
    form = SectionForm
    formset = SectionFormSet
    extra = 0
    ordering = ["position", "pk"]
    readonly_fields = ["comments", "words", "shown_picture"]
    fields = [
        "comments",
        ("position", "kind"),
        "heading",
        "body",
        "shown_picture",
        ("picture", "kept_picture"),
        ("alt", "is_decorative"),
        ("risk_count", "risk_of"),
        "anchor",
    ]
    fields_to_read = ["comments", "kind", "words"]  # the heading stands above them

    def get_fields(self, request, edition=None):
        """Whoever cannot change the words reads them as words, and not as the HTML that they are stored in."""
        may_write = self.admin_site.get_model_admin(Edition).has_change_permission(request, edition)
        return self.fields if may_write else self.fields_to_read

    def get_formset(self, request, obj=None, **kwargs):
        self.talks = SimpleLazyObject(lambda: talks_of(obj, request))
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields = {name: _said_once(field) for name, field in formset.form.base_fields.items()}
        return formset

    @admin.display(description=_("Comments"))
    def comments(self, section):
        return told_beside(section, self.talks)

    @admin.display(description=_("Text"))
    def words(self, section):
        """With the picture and its words, and how common something is, where there are such."""
        picture = format_html("<p>{}</p><p>{}</p>", self.shown_picture(section), section.alt) if section.image else ""
        risk = (
            _("%(count)s in %(of)s") % {"count": section.risk_count, "of": section.risk_of} if section.risk_of else ""
        )
        return format_html('<div class="read">{}{}<p>{}</p></div>', mark_safe(clean_html(section.body)), picture, risk)

    @admin.display(description=_("Picture shown now"))
    def shown_picture(self, section):
        if section.image is None:
            return "–"
        address = section.image.get_absolute_url()
        return format_html('<img class="desk-picture" src="{}" alt="{}">', address, section.alt)


class SourceInline(admin.StackedInline):
    """One below the other: beside the checks a row has no room for a title and an address."""

    model = Source
    fields = ["title", ("publisher", "accessed_on"), "url"]
    extra = 0
    formfield_overrides = {**DAYS, models.URLField: {"assume_scheme": "https", "widget": widgets.AdminURLFieldWidget}}


class CreditInline(FindsByTyping, admin.TabularInline):
    model = Credit
    extra = 0
    fields = ["contributor", "part"]
    autocomplete_fields = ["contributor"]
