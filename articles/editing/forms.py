"""What an editor is asked for at each step: approve, release, withdraw, lift, review."""

from django import forms
from django.contrib.admin import site, widgets
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, TakenAway, Withdrawal


class ApproveForm(forms.Form):
    note = forms.CharField(label=_("Note (optional)"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ReleaseForm(forms.Form):
    at = forms.SplitDateTimeField(
        label=_("From"),
        required=False,
        widget=widgets.AdminSplitDateTime,
        help_text=_("Leave both empty to release now."),
    )
    urgent_reason = forms.CharField(
        label=_("Why it cannot wait for approval"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only for an urgent safety correction. The release is marked until somebody else approves it afterwards."
        ),
    )

    def __init__(self, *args, is_approved, **kwargs):
        super().__init__(*args, **kwargs)
        if is_approved:
            del self.fields["urgent_reason"]


class WithdrawForm(forms.Form):
    kind = forms.ChoiceField(label=_("What happens"), choices=TakenAway.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Patients read it.")
    )
    replacement = Withdrawal._meta.get_field("replacement").formfield(
        required=False, widget=widgets.AutocompleteSelect(Withdrawal._meta.get_field("replacement"), site)
    )


class LiftForm(forms.Form):
    reason = forms.CharField(label=_("Why patients may read it again"), widget=forms.Textarea(attrs={"rows": 3}))


class ReviewForm(forms.Form):
    reviewed_on = forms.DateField(label=_("Reviewed on"), widget=widgets.AdminDateWidget, initial=timezone.localdate)
    review_due = forms.DateField(label=_("Next review due"), widget=widgets.AdminDateWidget)
    reviewer = forms.CharField(
        label=_("Reviewer, as patients read it"),
        max_length=240,
        help_text=_("For example: Example name, breast care nurse"),
    )


class EditionForm(forms.ModelForm):
    class Meta:
        model = Edition
        exclude = []
        widgets = {
            "title": forms.TextInput(attrs={"size": 70}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "change_note": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_article(self):
        """The form does not know the number, so the rule of one draft is told here."""
        article = self.cleaned_data["article"]
        if self.instance._state.adding and article.editions.drafts().exists():
            raise forms.ValidationError(_("This article has a draft already. Finish that one first."))
        return article
