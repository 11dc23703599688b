"""What somebody is asked for before something is done to many articles."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, Topic, day_of

from ..days import DayBox


class BulkForm(forms.Form):
    """articles: what it is about"""

    def __init__(self, data=None, *, articles, by, now):
        super().__init__(data)
        self.articles, self.by, self.now = articles, by, now


class ExportForm(BulkForm):
    """Asks for nothing."""


class InChargeForm(BulkForm):
    person = forms.ModelChoiceField(
        label=_("In charge"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, data=None, **facts):
        super().__init__(data, **facts)
        everybody = get_user_model().objects.filter(is_staff=True, is_active=True)
        self.fields["person"].queryset = everybody.order_by("username")


class TopicForm(BulkForm):
    topic = forms.ModelChoiceField(label=_("Topic"), queryset=None)

    def __init__(self, data=None, **facts):
        super().__init__(data, **facts)
        languages = self.articles.values("language")
        self.fields["topic"].queryset = Topic.objects.filter(language__in=languages).order_by("language", "name")


class ReviewDateForm(BulkForm):
    review_due = forms.DateField(label=_("Next review due"), widget=DayBox)
    reviewed_on = forms.DateField(label=_("Reviewed on"), required=False, widget=DayBox)
    reviewer = forms.CharField(
        label=_("Reviewer, as patients read it"),
        max_length=240,
        required=False,
        help_text=_("For pages that patients read: who looked at each of them, for example: Example name, nurse"),
    )

    def __init__(self, data=None, **facts):
        super().__init__(data, **facts)
        self.fields["reviewed_on"].initial = day_of(self.now)
        if not self.by.has_perm("articles.approve_edition"):
            del self.fields["reviewed_on"], self.fields["reviewer"]

    def clean_review_due(self):
        due = self.cleaned_data["review_due"]
        if due <= day_of(self.now):
            raise forms.ValidationError(_("The next review must lie in the future."))
        return due

    def clean(self):
        data = super().clean()
        if data.get("reviewer") and not data.get("reviewed_on"):
            self.add_error("reviewed_on", _("Say on which day."))
        if "reviewer" in self.fields and not data.get("reviewer") and self._all_are_read():
            self.add_error("reviewer", _("Patients read these pages: say who looked at them."))
        return data

    def _all_are_read(self):
        """Then nothing at all would come of it without a reviewer."""
        read = Edition.objects.live_at(self.now).values("article")
        drafts = Edition.objects.drafts().values("article")
        return not self.articles.exclude(pk__in=read).exists() and not self.articles.filter(pk__in=drafts).exists()
