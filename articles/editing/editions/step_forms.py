"""What an editor is asked for at each step: send, approve, return, release, withdraw, lift, review."""

from django import forms
from django.contrib.admin import site
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import LONGEST_COMMENT, Edition, TakenAway, Withdrawal
from articles.releasing import approved_by, approvers_of

from ..approving.talks import BOX, anchors_of, typed_anchors
from ..choosing import FoundByTyping
from ..days import DayBox, MomentBox


class StepForm(forms.Form):
    """is_asked: whether to say what is wrong; of what is only brought back nobody has asked yet"""

    def __init__(self, data=None, *, edition, is_asked=True):
        super().__init__(data)
        self.edition, self.is_asked = edition, is_asked

    def full_clean(self):
        super().full_clean()
        if not self.is_asked:
            self.errors.clear()


class ApproveForm(StepForm):
    """For both answers of an approver, with a comment on each section.

    ``seen`` is the seal of what was shown; without it nothing is approved.
    """

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    comments = forms.CharField(
        label=_("Comments"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("If you return it: what should be different? The editor reads this on the draft."),
    )

    def __init__(self, data=None, *, edition, **asked):
        super().__init__(data, edition=edition, **asked)
        for anchor in dict.fromkeys([*anchors_of(edition), *typed_anchors(self.data)]):
            box = forms.Textarea(attrs={"rows": 2})
            self.fields[BOX + anchor] = forms.CharField(required=False, max_length=LONGEST_COMMENT, widget=box)

    def clean(self):
        cleaned = super().clean()
        cleaned["remarks"] = {name.removeprefix(BOX): cleaned[name] for name in list(cleaned) if name.startswith(BOX)}
        return cleaned


class SendForm(StepForm):
    to = forms.ModelChoiceField(
        label=_("To"),
        queryset=None,
        required=False,
        empty_label=_("Anybody who may approve"),
        help_text=_("It then waits on that person’s first page."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the approver should know or look at first. You may leave this empty."),
    )

    def __init__(self, data=None, *, edition, **asked):
        super().__init__(data, edition=edition, **asked)
        self.fields["to"].queryset = approvers_of(edition)


class ReleaseForm(StepForm):
    at = forms.SplitDateTimeField(
        label=_("From"),
        required=False,
        widget=MomentBox,
    )
    urgent_reason = forms.CharField(
        label=_("Why it cannot wait for approval"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only for an edition marked as a safety change. The release is flagged until somebody else approves it."
        ),
    )

    def __init__(self, data=None, *, edition, **asked):
        super().__init__(data, edition=edition, **asked)
        told = {"zone": timezone.get_current_timezone_name()}
        self.fields["at"].help_text = _("Leave both empty to release now. The time is that of %(zone)s.") % told
        if approved_by(edition):
            del self.fields["urgent_reason"]


class WithdrawForm(StepForm):
    kind = forms.ChoiceField(label=_("What happens"), choices=TakenAway.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Patients read it.")
    )
    replacement = Withdrawal._meta.get_field("replacement").formfield(
        required=False, widget=FoundByTyping(Withdrawal._meta.get_field("replacement"), site)
    )

    also = forms.ModelMultipleChoiceField(
        label=_("Recall too"),
        queryset=Edition.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a recall. Untick an edition only if you are sure that what is unsafe does not stand in it."),
    )

    def __init__(self, data=None, *, edition, **asked):
        """What is withdrawn already can only be recalled. Where there are earlier editions, they go along."""
        super().__init__(data, edition=edition, **asked)
        earlier = Edition.objects.readable_at(timezone.now()).filter(article=edition.article_id)
        self.fields["also"].queryset = earlier.filter(number__lt=edition.number).order_by("-number")
        self.fields["also"].initial = list(self.fields["also"].queryset)
        if not self.fields["also"].initial:
            del self.fields["also"]
        if edition.withdrawal_at(timezone.now()):
            self.fields["kind"].choices = [(TakenAway.RECALLED.value, TakenAway.RECALLED.label)]
            self.fields["kind"].initial = TakenAway.RECALLED.value


class LiftForm(StepForm):
    reason = forms.CharField(label=_("Why patients may read it again"), widget=forms.Textarea(attrs={"rows": 3}))


class ReviewForm(StepForm):
    reviewed_on = forms.DateField(label=_("Reviewed on"), widget=DayBox, initial=timezone.localdate)
    review_due = forms.DateField(label=_("Next review due"), widget=DayBox)
    reviewer = forms.CharField(
        label=_("Reviewer, as patients read it"),
        max_length=240,
        help_text=_("For example: Example name, breast care nurse"),
    )

    def __init__(self, data=None, *, edition, **asked):
        super().__init__(data, edition=edition, **asked)
        self.fields["review_due"].initial = edition.article.usual_review_due(timezone.localdate())
