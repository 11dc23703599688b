"""News as Atom."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.models import day_of, in_utc, site_name, start_of

from .. import atom
from ..attribution import rights


def feed_of(news, request, moment, *, title, page, began):
    """title: of the feed; page: the address of what it is about; began: the day from which its name holds"""
    absolute, language = request.build_absolute_uri, request.LANGUAGE_CODE
    feed = atom.feed(language, absolute("/"))
    atom.add(feed, "id", atom.tag(request, began, request.path))
    atom.add(feed, "title", title)
    atom.add(feed, "updated", in_utc(max((one.at for one in news), default=start_of(day_of(moment)))))
    atom.add(feed, "link", rel="self", type=atom.MEDIA_TYPE, hreflang=language, href=absolute(request.path))
    atom.add(feed, "link", rel="alternate", type="text/html", hreflang=language, href=absolute(page))
    atom.add_person(feed, "author", site_name(), absolute("/"))
    for one in news:
        add_entry(feed, one, request, moment)
    return feed


def add_entry(feed, news, request, moment):
    edition, article = news.edition, news.edition.article
    entry = atom.add(feed, "entry")
    name = f"{atom.id_of_article(request, article)}/{edition.number}"
    atom.add(entry, "id", f"{name}/{news.kind}/{news.withdrawal.pk}" if news.withdrawal else name)
    atom.add(entry, "title", heading(news))
    atom.add(entry, "updated", in_utc(news.at))
    atom.add(entry, "published", in_utc(news.withdrawal.at if news.withdrawal else edition.release_at))
    address = request.build_absolute_uri(article.get_absolute_url())
    atom.add(entry, "link", rel="alternate", type="text/html", hreflang=article.language, href=address)
    atom.add(entry, "category", term=news.kind)
    if words := paragraphs(news, request, moment):
        atom.add(entry, "content", format_html_join("", "<p>{}</p>", ((one,) for one in words)), type="html")
    atom.add(entry, "rights", rights(edition, request))


def heading(news):
    title = {"title": news.edition.title}
    return {
        "new": news.edition.title,
        "updated": _("Updated: %(title)s") % title,
        "safety": _("Safety change: %(title)s") % title,
        "withdrawn": _("Withdrawn: %(title)s") % title,
        "recalled": _("Recalled, do not use: %(title)s") % title,
    }[news.kind]


def paragraphs(news, request, moment):
    """What changed or why it is gone, and what the page is about as long as these are the words patients read."""
    if news.withdrawal:
        instead = news.withdrawal.leads_to(moment)
        return [news.withdrawal.reason, *([_link_to(instead, request)] if instead else [])]
    summary = news.edition.summary if news.is_live else ""
    note = news.edition.change_note if news.edition.number > 1 else ""
    return [words for words in (note, summary) if words]


def _link_to(edition, request):
    address = request.build_absolute_uri(edition.article.get_absolute_url())
    words = _("Read instead: %(title)s") % {"title": edition.title}
    return format_html('<a href="{}">{}</a>', address, words)
