from django import forms
from django.contrib import admin
from django.contrib.admin import widgets
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import BadPicture, Credit, Image, Kind, Section, Source

from .body import body_widget

STEP = 10
LAST = 1_000_000


class SectionForm(forms.ModelForm):
    picture = forms.FileField(
        label=_("Picture"), required=False, help_text=_("PNG, JPEG, WebP or GIF, for a section of the kind “Image”.")
    )

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
            "body": body_widget(),
            "alt": forms.Textarea(attrs={"rows": 2}),
            "heading": forms.TextInput(attrs={"size": 70}),
        }

    def clean_picture(self):
        """The stored Image for a file that was sent."""
        file = self.cleaned_data["picture"]
        if not file:
            return None
        try:
            return Image.keep(file.read())
        except BadPicture as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self):
        """What belongs to a picture goes with it when a section becomes one of another kind."""
        cleaned = super().clean()
        is_image = cleaned.get("kind") == Kind.IMAGE
        if cleaned.get("picture") and not is_image:
            self.add_error("kind", _("Choose the kind “Image” to show a picture."))
        if cleaned.get("picture"):
            self.instance.image = cleaned["picture"]
        elif not is_image:
            self.instance.image = None
        return cleaned


class SectionFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        anchors = [anchor for form in kept if (anchor := getattr(form, "cleaned_data", {}).get("anchor"))]
        if len(anchors) != len(set(anchors)):
            raise forms.ValidationError(_("Two sections have the same anchor. Change or clear one of them."))

    def save(self, commit=True):
        """Numbers the sections 10, 20, 30 …, so that one can be put between two; new ones without a number go last."""
        saved = super().save(commit)
        if commit:
            in_order = sorted(self.instance.sections.all(), key=lambda section: (section.position or LAST, section.pk))
            for position, section in enumerate(in_order, start=1):
                if section.position != position * STEP:
                    section.position = position * STEP
                    section.save(update_fields=["position"])
        return saved


class SectionInline(admin.StackedInline):
    model = Section
    form = SectionForm
    formset = SectionFormSet
    extra = 0
    ordering = ["position", "pk"]
    readonly_fields = ["shown_picture"]
    fields = [
        ("position", "kind"),
        "heading",
        "body",
        "shown_picture",
        "picture",
        ("alt", "is_decorative"),
        ("risk_count", "risk_of"),
        "anchor",
    ]

    @admin.display(description=_("Picture shown now"), empty_value="–")
    def shown_picture(self, section):
        return section.image


class SourceInline(admin.TabularInline):
    model = Source
    extra = 0
    formfield_overrides = {models.URLField: {"assume_scheme": "https", "widget": widgets.AdminURLFieldWidget}}


class CreditInline(admin.TabularInline):
    model = Credit
    extra = 0
    fields = ["contributor", "part"]
    autocomplete_fields = ["contributor"]
