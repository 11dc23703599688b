"""What an expert with a link says about a draft: the form, and how it is kept."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.models import LONGEST_COMMENT, LONGEST_NAME, Comment, Edition, ExpertLink, Outcome, Verdict

from .feedback import Words

MOST_FROM_A_LINK = 200  # comments and verdicts
WHOLE_PAGE = ""
BOX = "about-"  # what the names of comment boxes begin with; the mark of the section follows

OUTCOMES = [
    (Outcome.FINE.value, _("Fine as it is")),
    (Outcome.WITH_CHANGES.value, _("Fine with the changes I describe")),
    (Outcome.NOT_FINE.value, _("Not fine: patients should not read this")),
]


class OpinionForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=OUTCOMES, required=False, error_messages={"invalid_choice": _("Choose one of the three verdicts.")}
    )
    name = Words(error_messages={"required": _("Write your name, so that the editors know who read it.")})
    role = Words(error_messages={"required": _("Write your role, such as “breast care nurse”.")})
    seen = forms.CharField(required=False)
    # People never see it; programs that fill in every box do.
    leave_empty = forms.CharField(required=False)

    def __init__(self, edition, link, data=None, **kwargs):
        self.edition, self.link = edition, link
        self.headings = {section.mark: str(section) for section in edition.sections.all()}
        super().__init__(data and self._with_words_on_parts_that_went(data), **kwargs)
        for anchor in (WHOLE_PAGE, *self.headings):
            self.fields[BOX + anchor] = Words(required=False)

    @property
    def faults(self):
        return list(dict.fromkeys(fault for faults in self.errors.values() for fault in faults))

    @property
    def remarks(self):
        said = {anchor: self.cleaned_data.get(BOX + anchor, "") for anchor in (WHOLE_PAGE, *self.headings)}
        return {anchor: words for anchor, words in said.items() if words}

    def box(self, anchor):
        return self[BOX + anchor]

    @property
    def whole_page(self):
        return self.box(WHOLE_PAGE)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("leave_empty"):
            raise forms.ValidationError(
                _("Something filled in a box that people do not see. Please send it once more.")
            )
        self._must_fit(cleaned)
        if cleaned.get("seen") != self.edition.current_seal():
            raise forms.ValidationError(
                _("The page was changed while you were reading. Your words are still here: look again, then send them.")
            )
        has_said_something = self.remarks or self.link.comments.exists()
        if not cleaned.get("outcome") and not self.remarks and "outcome" not in self.errors:
            raise forms.ValidationError(_("Choose a verdict, or write a comment."))
        if cleaned.get("outcome") == Outcome.WITH_CHANGES and not has_said_something:
            raise forms.ValidationError(_("Describe the changes in a comment, so that the editors can make them."))
        if cleaned.get("outcome") == Outcome.NOT_FINE and not has_said_something:
            raise forms.ValidationError(_("Say in a comment what is wrong, so that the editors can mend it."))
        return cleaned

    def _with_words_on_parts_that_went(self, data):
        """A part may be removed while somebody writes about it: those words go on in the box for the whole page."""
        boxes = [BOX + anchor for anchor in (WHOLE_PAGE, *self.headings)]
        lost = [words for name, words in data.items() if name.startswith(BOX) and name not in boxes and words.strip()]
        whole = [data.get(BOX, ""), *lost]
        return {**data.dict(), BOX: "\n\n".join(words for words in whole if words)}

    def _must_fit(self, cleaned):
        longest = max((len(words) for name, words in cleaned.items() if name.startswith(BOX)), default=0)
        if longest > LONGEST_COMMENT:
            raise forms.ValidationError(
                _("One comment has %(count)s characters. Please shorten it to %(limit)s."),
                params={"count": longest, "limit": LONGEST_COMMENT},
            )
        if max(len(cleaned.get("name", "")), len(cleaned.get("role", ""))) > LONGEST_NAME:
            raise forms.ValidationError(
                _("Please shorten your name and your role to %(limit)s characters each."),
                params={"limit": LONGEST_NAME},
            )


class Ended(Exception):
    """The link opens nothing any more: it ran out or was taken back, or the page was released."""


class Full(Exception):
    """More than may come from one link."""


@transaction.atomic
def keep(form, clock):
    """Store the comments and the verdict; what is sent twice is kept once. Raises Ended or Full, and keeps nothing.

    clock: tells the moment once nothing can happen to the draft any more. Whoever releases it waits for us, or has
    done so before we look.
    """
    Edition.objects.select_for_update(of=("self",)).filter(pk=form.edition.pk).first()
    moment = clock()
    link = ExpertLink.objects.select_for_update(of=("self",)).open_at(moment).filter(pk=form.link.pk).first()
    if link is None:
        raise Ended
    facts = {"link": link, "at": moment, "name": form.cleaned_data["name"], "role": form.cleaned_data["role"]}
    remarks, verdicts = list(_new_remarks(form, facts)), list(_new_verdict(form, facts))
    if link.comments.count() + link.verdicts.count() + len(remarks) + len(verdicts) > MOST_FROM_A_LINK:
        raise Full
    Comment.objects.bulk_create(remarks)
    Verdict.objects.bulk_create(verdicts)


def _new_remarks(form, facts):
    known = set(facts["link"].comments.values_list("anchor", "words"))
    for anchor, words in form.remarks.items():
        if (anchor, words) not in known:
            heading = form.headings.get(anchor, "")
            yield Comment(edition=form.edition, anchor=anchor, heading=heading, words=words, **facts)


def _new_verdict(form, facts):
    """One, or none: what is judged once more in the same words, of the same draft, is no news."""
    last = facts["link"].verdicts.order_by("-at", "-pk").first()
    verdict = Verdict(outcome=form.cleaned_data["outcome"], seal=form.cleaned_data["seen"], **facts)
    told = ("outcome", "seal", "name", "role")
    if verdict.outcome and (last is None or any(getattr(last, name) != getattr(verdict, name) for name in told)):
        yield verdict
