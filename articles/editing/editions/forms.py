"""The form of an edition, and that of one to be begun."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, day_of


class EditionForm(forms.ModelForm):
    refusal = None  # why what was typed is shown again instead of saved

    class Meta:
        model = Edition
        exclude = []
        widgets = {
            "title": forms.TextInput(attrs={"size": 70}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "change_note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "review_due": _("The day by which a clinician must look again. Patients see it as “Next check due”."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.words_before = self.instance.current_fingerprint() if self.instance.pk else ""

    def clean(self):
        if self.refusal:
            raise forms.ValidationError(self.refusal.sentence)
        return super().clean()

    def clean_reviewed_on(self):
        reviewed_on = self.cleaned_data["reviewed_on"]
        if reviewed_on and reviewed_on > day_of(timezone.now()):
            raise forms.ValidationError(_("A review cannot lie in the future."))
        return reviewed_on


class NewEditionForm(forms.ModelForm):
    """Asks only for which article: the draft begins with the newest words of it."""

    class Meta:
        model = Edition
        fields = ["article"]

    def clean_article(self):
        article = self.cleaned_data["article"]
        if article.editions.drafts().exists():
            raise forms.ValidationError(_("This article has a draft already. Finish that one first."))
        return article

    def _post_clean(self):
        """An edition without a title is no fault here: it is written on the next page."""
