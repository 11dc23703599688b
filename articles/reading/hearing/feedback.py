"""What readers tell us: the form, how much of it we take, and how it is kept."""

import re
from datetime import timedelta

from django import forms
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Feedback
from articles.models.feedback import LONGEST

from ..masking import masked

PERIOD = timedelta(hours=1)
MOST_ON_AN_ARTICLE = 60  # in a period
MOST_IN_ALL = 600
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Words(forms.CharField):
    def to_python(self, value):
        return _UNPRINTABLE.sub("", super().to_python(value).replace("\r\n", "\n")).strip()


class WordsForm(forms.Form):
    """What every form has that takes a reader's words."""

    words = Words(required=False)
    # People never see it; programs that fill in every box do. Not “website” or the like, which browsers fill in.
    leave_empty = forms.CharField(required=False)

    def clean_words(self):
        words = self.cleaned_data["words"]
        if len(words) > LONGEST:
            raise forms.ValidationError(
                _("You wrote %(count)s characters. Please shorten it to %(limit)s."),
                params={"count": len(words), "limit": LONGEST},
            )
        return words

    def clean_leave_empty(self):
        if self.cleaned_data["leave_empty"]:
            raise forms.ValidationError(
                _("Something filled in a box that people do not see. Please send it once more.")
            )

    @property
    def faults(self):
        return [fault for faults in self.errors.values() for fault in faults]

    @property
    def answer(self):
        return {"words": masked(self.cleaned_data["words"])[:LONGEST]}


class MissingForm(WordsForm):
    """What somebody looked for and did not find."""

    words = Words(error_messages={"required": _("Write a word or two about what you were looking for.")})

    @property
    def answer(self):
        return super().answer | {"is_helpful": False}


class FeedbackForm(WordsForm):
    helpful = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={"required": _("Choose “Yes” or “No”."), "invalid_choice": _("Choose “Yes” or “No”.")},
    )
    section = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("Choose one of the parts of this page.")}
    )

    def __init__(self, edition, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = {section.anchor: section for section in edition.sections.all() if section.heading}
        self.fields["section"].choices = [
            ("", _("The whole page")),
            *((anchor, section.heading) for anchor, section in self.sections.items()),
        ]

    @property
    def answer(self):
        cleaned = self.cleaned_data
        chosen = {"is_helpful": cleaned["helpful"] == "yes", "section": self.sections.get(cleaned["section"])}
        return super().answer | chosen


def is_flooded(here: Q, moment):
    """Whether more came in the last hour than readers send, ``here`` or in all. Counts, and knows no address."""
    lately = Feedback.objects.filter(at__gt=moment - PERIOD)
    counts = lately.aggregate(here=Count("pk", filter=here), everywhere=Count("pk"))
    return counts["here"] >= MOST_ON_AN_ARTICLE or counts["everywhere"] >= MOST_IN_ALL


@transaction.atomic
def keep(slip, about, answer, moment):
    """Store an answer; the same form sent again corrects it, so that a double click and a step back count once.

    about: the fields that say what it is about
    """
    Feedback.objects.forget_at(moment)
    again = Feedback.objects.filter(form=slip.form).values_list("words", flat=True).first()
    answer = answer | {"words": answer["words"] or again or ""}
    waits = {"answered_at": None, "answered_by": None}
    Feedback.objects.update_or_create(
        form=slip.form, defaults=answer | waits, create_defaults=answer | about | {"at": moment}
    )
