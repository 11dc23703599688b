"""The pages about the portal, which ship with words that an editor may replace."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import AboutPage, plain_text

from .body import BodyWidget, WithBody
from .saving.kept_forms import KeptForms


class AboutPageForm(forms.ModelForm):
    class Meta:
        model = AboutPage
        fields = ["language", "slug", "title", "body"]
        widgets = {"title": forms.TextInput(attrs={"size": 70}), "body": BodyWidget()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"title", "body"} & self.fields.keys():
            self.fields[name].required = True

    def clean_body(self):
        if not plain_text(self.cleaned_data["body"]):
            raise forms.ValidationError(_("Write something: readers come here from every page."))
        return self.cleaned_data["body"]


@admin.register(AboutPage)
class AboutPageAdmin(WithBody, KeptForms, admin.ModelAdmin):
    form = AboutPageForm
    list_display = ["slug", "language", "shown_title", "words"]
    list_filter = ["language", "slug"]
    fields = ["slug", "language", "title", "body"]
    actions = None
    change_form_template = "admin/articles/aboutpage/change_form.html"

    @admin.display(description=_("title"))
    def shown_title(self, page):
        page = page if page.changed_at else page.with_shipped_words()
        return format_html('<a href="{}">{}</a>', page.get_absolute_url(), page.title)

    @admin.display(description=_("words"), ordering="changed_at")
    def words(self, page):
        return page.changed_at or _("As they came with the portal")

    def get_object(self, request, object_id, from_field=None):
        """Whoever begins to change a page begins with what readers see."""
        page = super().get_object(request, object_id, from_field)
        return page.with_shipped_words() if page and not page.changed_at else page

    def get_readonly_fields(self, request, obj=None):
        return ["slug", "language"] if obj else []

    def save_model(self, request, obj, form, change):
        obj.changed_at = timezone.now()
        super().save_model(request, obj, form, change)
