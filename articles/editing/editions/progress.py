"""How far a draft has come, as a sentence for those who open it."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.models import Progress
from articles.releasing import open_request, progress_of, standing_return


def how_far(draft) -> str:
    progress = progress_of(draft)
    if progress == Progress.APPROVED:
        return _("Draft, approved: it waits for somebody to release it")
    if progress == Progress.IN_REVIEW:
        return _in_review(draft, open_request(draft))
    if progress == Progress.RETURNED:
        return _returned(draft, standing_return(draft))
    return _("Draft, changed since it was approved") if draft.approvals.exists() else _("Draft")


def _in_review(draft, asked):
    facts = {"by": asked.by, "to": asked.to, "at": formats.localize(timezone.localtime(asked.at))}
    if asked.to:
        sentence = _("In review: sent to %(to)s by %(by)s on %(at)s") % facts
    else:
        sentence = _("In review: sent by %(by)s on %(at)s") % facts
    return _or_changed(sentence, draft, asked)


def _returned(draft, returned):
    facts = {"by": returned.by, "at": formats.localize(timezone.localtime(returned.at))}
    return _or_changed(_("Returned by %(by)s on %(at)s") % facts, draft, returned)


def _or_changed(sentence, draft, said):
    return sentence if said.seal == draft.current_seal() else _("%(said)s; changed since") % {"said": sentence}
