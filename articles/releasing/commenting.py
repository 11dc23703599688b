"""What is said about an edition, part by part, and that somebody dealt with it."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Comment, CommentAnswer

from .refusals import Refused


@transaction.atomic
def comment(edition, *, by, at, remarks):
    """Keep what ``by`` says about ``edition``.

    remarks: words by the mark of a section, or by "" for the whole page. Those sent twice are kept once
    """
    headings = {section.mark: str(section) for section in edition.sections.all()}
    said = {anchor: words.strip() for anchor, words in remarks.items() if words.strip()}
    if not said:
        raise Refused(_("Write a comment first."))
    waiting = set(edition.comments.unanswered().filter(by=by).values_list("anchor", "words"))
    return Comment.objects.bulk_create(
        Comment(edition=edition, anchor=anchor, heading=headings.get(anchor, ""), words=words, by=by, at=at)
        for anchor, words in said.items()
        if (anchor, words) not in waiting
    )


@transaction.atomic
def answer(comment, *, by, at, words=""):
    """Record that ``by`` has dealt with it. Who was first has answered: a second answer changes nothing."""
    facts = {"by": by, "at": at, "words": words.strip()}
    return CommentAnswer.objects.get_or_create(comment=comment, defaults=facts)[0]
