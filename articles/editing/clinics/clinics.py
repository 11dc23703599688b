"""Clinics at the desk. Their managers see their own and no other."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import BadPicture, Clinic, Image

from ..saving.kept_forms import KeptForms

FOR_OWNERS_OF_ALL = ("slug", "managers", "is_example")


class OfOwnClinics(admin.ModelAdmin):
    """Lists, opens and offers only what belongs to the clinics of the one who is signed in.

    Whatever else an address or a form names is not there.
    """

    clinic = ""  # the way from the model to its clinic

    def get_queryset(self, request):
        every = super().get_queryset(request)
        mine = Clinic.objects.kept_by(request.user)
        return every.filter(**{f"{self.clinic}__in" if self.clinic else "pk__in": mine.values("pk")})

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404(_("There is no such clinic of yours, or nothing of it with this number."))
        return found


class ClinicForm(forms.ModelForm):
    picture = forms.FileField(
        label=_("New logo"), required=False, help_text=_("PNG, JPEG, WebP or GIF. It is shown beside the name.")
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    without_logo = forms.BooleanField(label=_("Show no logo"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=Clinic._meta.get_field("languages").help_text,
    )

    class Meta:
        model = Clinic
        exclude = []
        widgets = {
            "name": forms.TextInput(attrs={"size": 60, "dir": "auto"}),
            **{
                name: forms.Textarea(attrs={"rows": 3, "cols": 60, "dir": "auto"})
                for name in ("address", "opening_hours", "emergency_line")
            },
        }

    def clean_picture(self):
        if not (file := self.cleaned_data["picture"]):
            return None
        try:
            return Image.keep(file.read())
        except BadPicture as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("phone", "email", "website", "address", "emergency_line")):
            raise forms.ValidationError(_("Say how patients reach the clinic: give a telephone number, at least."))
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self.cleaned_data.get("without_logo"):
            self.instance.logo = None
        elif picture := self.cleaned_data.get("picture"):
            self.instance.logo = picture


@admin.register(Clinic)
class ClinicAdmin(KeptForms, OfOwnClinics):
    form = ClinicForm
    list_display = ["name", "phone", "kept_by"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["managers"]
    readonly_fields = ["shown_logo", "shown_frame"]
    actions = None
    fieldsets = [
        (None, {"fields": ["name", "slug", "language"]}),
        (
            _("How patients reach it"),
            {
                "fields": ["emergency_line", "phone", "email", "website", "address", "opening_hours", "languages"],
                "description": _("It stands on every pack of the clinic, and a change holds at once on all of them."),
            },
        ),
        (_("Logo"), {"fields": ["shown_logo", "picture", "without_logo"]}),
        (
            _("Our pages on your website"),
            {"fields": ["websites", "shown_frame"], "classes": ["collapse"]},
        ),
        (_("Who looks after it"), {"fields": ["managers", "is_example"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("managers")

    @admin.display(description=_("managers"))
    def kept_by(self, clinic):
        return ", ".join(str(person) for person in clinic.managers.all()) or "–"

    @admin.display(description=_("Logo shown now"))
    def shown_logo(self, clinic):
        if clinic.logo is None:
            return "–"
        return format_html('<img class="desk-picture" src="{}" alt="{}">', clinic.logo.get_absolute_url(), clinic.name)

    @admin.display(description=_("What to put there"), empty_value=_("First save the clinic."))
    def shown_frame(self, clinic):
        """For any page: its code stands at its foot."""
        if not clinic.pk:
            return None
        address = f"{settings.PORTAL_URL or 'https://…'}{reverse('linking:embed', args=[clinic.slug, 'CODE'])}"
        lines = f'<iframe src="{address}" title="…" width="100%" height="800" loading="lazy"></iframe>'
        sentence = _("In the place of CODE goes the code that stands at the foot of each page.")
        return format_html('<code>{}</code><div class="help">{}</div>', lines, sentence)

    def get_readonly_fields(self, request, obj=None):
        """Who a clinic's managers are, and what it is filed under, is not theirs to say."""
        may_all = request.user.has_perm("articles.keep_every_clinic")
        return [*self.readonly_fields, *(() if may_all else FOR_OWNERS_OF_ALL)]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj or "slug" in self.get_readonly_fields(request, obj) else self.prepopulated_fields
