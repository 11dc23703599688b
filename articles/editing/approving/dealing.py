"""Comments on the form of a draft, where its writer deals with them."""

from django.template.loader import render_to_string

from articles.models import LONGEST_COMMENT, Comment
from articles.releasing import answer

from .talks import Talks, talks_about

DEALT_WITH = "dealt-with"  # names the comments that are ticked
ANSWER = "answer-"


def talks_of(edition, request) -> Talks:
    """With what was typed, for a form that could not be saved."""
    talks = talks_about(edition)
    talks.may_be_answered = request.user.has_perm("articles.change_comment") and edition.is_draft
    ticked = request.POST.getlist(DEALT_WITH)
    for talk in [talks.whole_page, *talks.sections.values(), *talks.gone]:
        for comment in talk.comments:
            comment.is_ticked = str(comment.pk) in ticked
            comment.typed = request.POST.get(f"{ANSWER}{comment.pk}", "")
    return talks


def told_beside(section, talks) -> str:
    talk = talks.about(section) if section.pk else None
    if not talk or not talk.comments:
        return ""
    return render_to_string("admin/articles/edition/talk.html", {"talk": talk, "may_answer": talks.may_be_answered})


def deal_with(edition, request, now):
    """Whatever is ticked or answered in the form of ``edition`` is dealt with."""
    if not request.user.has_perm("articles.change_comment"):
        return
    ticked = set(request.POST.getlist(DEALT_WITH))
    for comment in Comment.objects.unanswered().filter(edition=edition):
        words = request.POST.get(f"{ANSWER}{comment.pk}", "").replace("\x00", "")[:LONGEST_COMMENT]
        if words.strip() or str(comment.pk) in ticked:
            answer(comment, by=request.user, at=now, words=words)
