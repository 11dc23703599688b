"""What stands in the way of a release, each as a sentence that says what to do.

A rule is a function that yields sentences. To add one, write it below under `about_words`, which holds for
every edition, or `at_the_desk`, which imported editions skip because they were approved elsewhere. What only the
words themselves decide belongs to the room `checking`.
"""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.checking import obstacles_in
from articles.models import Change, Edition, day_of

WORD_RULES = []
DESK_RULES = []


def about_words(rule):
    WORD_RULES.append(rule)
    return rule


def at_the_desk(rule):
    DESK_RULES.append(rule)
    return rule


def obstacles_in_words(edition, at):
    return [sentence for rule in WORD_RULES for sentence in rule(edition, at)]


def obstacles_to_release(edition, at):
    """All obstacles but one: whether somebody else has approved, which `approval.approved_by` answers."""
    return [sentence for rule in WORD_RULES + DESK_RULES for sentence in rule(edition, at)]


def obstacles_to_approval(edition, at):
    """Those that only other words, notes or dates take away, which would then have to be approved anew."""
    return [*nothing_is_missing(edition, at), *(sentence for _field, sentence in obstacles_beside_words(edition, at))]


def obstacles_beside_words(edition, at):
    """(the field that mends it, the sentence) of what a draft needs besides its words."""
    rules = {"change_note": says_what_changed, "review_due": will_be_reviewed}
    return [(field, sentence) for field, rule in rules.items() for sentence in rule(edition, at)]


@about_words
def nothing_is_missing(edition, at):
    yield from obstacles_in(edition)


@about_words
def comes_after_the_edition_before(edition, at):
    if edition.number == 1:
        return
    before = Edition.objects.filter(article_id=edition.article_id, number__lt=edition.number, release_at__gte=at)
    if last := before.order_by("-number").first():
        yield _("Choose a later moment: edition %(number)s is released on %(moment)s.") % {
            "number": last.number,
            "moment": formats.date_format(timezone.localtime(last.release_at), "DATETIME_FORMAT"),
        }


@at_the_desk
def comes_before_the_edition_after(edition, at):
    """A draft has an edition after it once its own release was taken back."""
    after = Edition.objects.filter(article_id=edition.article_id, number__gt=edition.number, release_at__lte=at)
    if first := after.order_by("number").first():
        yield _("Choose a moment before edition %(number)s (%(moment)s), or discard this draft.") % {
            "number": first.number,
            "moment": formats.date_format(timezone.localtime(first.release_at), "DATETIME_FORMAT"),
        }


@at_the_desk
def says_what_changed(edition, at):
    if edition.number > 1 and edition.change == Change.MAJOR and not edition.change_note.strip():
        yield _("Say in plain words what changed since the edition before.")


@at_the_desk
def will_be_reviewed(edition, at):
    if edition.review_due is None:
        yield _("Set the day by which a clinician must look again.")
    elif edition.review_due <= day_of(at):
        yield _("Set a review date after the release.")
