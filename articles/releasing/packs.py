"""A clinic puts pages together: each time something else is in a pack, it is a new version."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Edition, InformationPack, PackVersion, PageInPack

from .refusals import Refused

MOST_PAGES = 30


@transaction.atomic
def put_together(pack, *, title, note, pages, by, at, seen=None):
    """A new version of ``pack``, or the newest one if it says and holds the very same.

    pages: in order, pairs of an article and the edition of it to hold, or None to follow what is live
    seen: the number of the version that ``by`` began with, if anybody may have made another meanwhile

    Raises Refused if there is nothing in it, or something that patients cannot read, or not what ``by`` has seen.
    """
    pack = InformationPack.objects.select_for_update().get(pk=pack.pk)
    title, note = " ".join(title.split()), note.strip()
    newest = pack.newest_version
    if newest and (newest.title, newest.note) == (title, note) and pages_of(newest) == pages:
        return newest
    if newest and seen not in (None, newest.number):
        raise MadeMeanwhile(newest)
    _refuse(pack, title, pages, newest, at)
    version = PackVersion(
        pack=pack, number=newest.number + 1 if newest else 1, title=title, note=note, made_at=at, made_by=by
    )
    try:
        version.clean_fields()
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages)) from fault
    version.save()
    for place, (article, edition) in enumerate(pages, start=1):
        PageInPack.objects.create(pack_version=version, place=place, article=article, edition=edition)
    return version


class MadeMeanwhile(Refused):
    """Somebody else made ``version`` while this one was being put together."""

    def __init__(self, version):
        self.version = version
        words = {"by": version.made_by, "number": version.number}
        super().__init__(
            _("%(by)s has made version %(number)s meanwhile. Look at it, and save again if yours should follow.")
            % words
        )


def pages_of(version):
    return [(page.article, page.edition) for page in version.pages.select_related("article", "edition")]


@transaction.atomic
def retire(pack, *, by, at):
    """Give ``pack`` to nobody any more. Its address goes on saying what it was."""
    pack = InformationPack.objects.select_for_update().get(pk=pack.pk)
    if pack.retired_at:
        raise Refused(_("This pack has been retired already."))
    pack.retired_at, pack.retired_by = at, by
    pack.save(update_fields=["retired_at", "retired_by"])
    return pack


def _refuse(pack, title, pages, newest, at):
    if pack.retired_at:
        raise Refused(_("This pack has been retired. Make a new one."))
    if not title:
        raise Refused(_("Give the pack a title: patients read it first."))
    if not pages:
        raise Refused(_("Put at least one page into the pack."))
    if len(pages) > MOST_PAGES:
        raise Refused(_("A pack holds %(most)s pages at most: a patient reads no more.") % {"most": MOST_PAGES})
    if len({article.pk for article, _edition in pages}) < len(pages):
        raise Refused(_("A page is in the pack twice. Take one of them out."))
    there = pages_of(newest) if newest else []
    for article, edition in pages:
        if (article, edition) not in there:
            _refuse_page(article, edition, at)


def _refuse_page(article, edition, at):
    """What was in the pack before may stay in it, whatever became of it; what comes in can be read."""
    live = Edition.objects.live_at(at).filter(article=article).first()
    if live is None:
        raise Refused(_("Patients cannot read “%(page)s” at the moment. Choose another page.") % {"page": article})
    if edition is None:
        return
    if edition.article_id != article.pk:
        raise Refused(_("“%(edition)s” is an edition of another page.") % {"edition": edition})
    if edition.state_at(at) not in {"live", "superseded"}:
        raise Refused(_("Patients cannot read “%(edition)s”. Hold another edition.") % {"edition": edition})
