"""Who else has a draft open, and who saved it while somebody wrote: told before one types on."""

from datetime import timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from articles.models import OpenDraft

from .clash import version_of

AWAY_AFTER = timedelta(seconds=90)  # a window in the background says only once a minute that it is there
FORGOTTEN_AFTER = timedelta(days=1)


def come(edition, *, by, window, now):
    """That ``by`` has ``edition`` open in a window."""
    OpenDraft.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    opened, _is_new = OpenDraft.objects.get_or_create(
        by=by, window=window, defaults={"edition": edition, "since": now, "seen_at": now}
    )
    if opened.seen_at < now:
        since = opened.since if opened.seen_at >= now - AWAY_AFTER else now
        OpenDraft.objects.filter(pk=opened.pk).update(edition=edition, since=since, seen_at=now)


def leave(*, by, window):
    OpenDraft.objects.filter(by=by, window=window).delete()


def company(edition, *, user, window, now):
    """Sentences on who else is there, one for each person."""
    others = OpenDraft.objects.filter(edition=edition, seen_at__gte=now - AWAY_AFTER).select_related("by")
    first = {}
    for opened in others.exclude(by=user, window=window).order_by("since", "pk"):
        first.setdefault(opened.by, opened.since)
    return [_sentence(person, since, user) for person, since in first.items()]


def saved_meanwhile(edition, *, user, version):
    """A sentence in a list if the stored words are not ``version`` any more."""
    if version == version_of(edition):
        return []
    log = LogEntry.objects.filter(content_type=get_content_type_for_model(edition), object_id=str(edition.pk))
    last = log.select_related("user").order_by("-action_time", "-pk").first()
    facts = {"time": _time(last.action_time), "who": _named(last.user)} if last else {}
    if not last:
        said = _("Somebody saved this draft meanwhile.")
    elif last.user_id == user.pk:
        said = _("You saved this draft in another window at %(time)s.") % facts
    else:
        said = _("%(who)s saved this draft at %(time)s.") % facts
    return [said + " " + _("Press “Save and continue editing” to see both versions before you type on.")]


def _sentence(person, since, user):
    facts = {"who": _named(person), "time": _time(since)}
    if person == user:
        return _("You have this draft open in another window too, since %(time)s.") % facts
    return _("%(who)s has this draft open too, since %(time)s.") % facts


def _named(person):
    return person.get_full_name() or person.get_username()


def _time(moment):
    return time_format(timezone.localtime(moment), "H:i")
