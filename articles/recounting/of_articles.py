"""What was done to an article itself, and what leaves its trace there."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.models import Article, Deed, Done, ImportedFile

from .happenings import Happening


def beginning(article):
    yield Happening(article.created_at, "article-begun", _("Article begun"), words=article.get_absolute_url())


def imports(article):
    for one in ImportedFile.objects.filter(article=article).select_related("edition"):
        number = one.edition.number if one.edition else None
        yield Happening(one.imported_at, "imported", _("Imported from a file"), number=number, words=one.name)


def deeds(article):
    for one in Deed.objects.filter(article=article).select_related("by"):
        words = _told_moment(one.words) if one.done == Done.UNSCHEDULED else one.words
        yield Happening(one.at, one.done, one.get_done_display(), str(one.by or ""), one.number, words)


def changes(article):
    """Of topics, codes and names: what the desk notes of each save."""
    about = {"content_type": ContentType.objects.get_for_model(Article), "object_id": str(article.pk)}
    for one in LogEntry.objects.filter(action_flag=CHANGE, **about).select_related("user"):
        told = {"who": str(one.user), "words": one.get_change_message()}
        yield Happening(one.action_time, "article-changed", _("How it is found was changed"), **told)


def _told_moment(words):
    moment = timezone.localtime(parse_datetime(words))
    return _("It was set for %(moment)s") % {"moment": formats.localize(moment)}
