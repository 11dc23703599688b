"""An answer as a feed: the elements and their order as the schema of Infobutton's answers has them."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import CodeSystem, day_of, in_utc, site_name, start_of

from .. import atom
from ..attribution import reviewers, rights
from .question import CRITERION

MINTED = date(2026, 11, 22)  # from when on our names for answers hold


def feed_of(answer, request, moment):
    """As an element tree, in the language of the first page."""
    with translation.override(answer.language):
        question, base = answer.question, request.build_absolute_uri("/")
        feed = atom.feed(answer.language, base)
        atom.add(feed, "title", site_name(), type="text")
        atom.add(feed, "subtitle", subtitle(answer), type="text")
        atom.add_person(feed, "author", site_name(), base)
        changes = [edition.release_at for edition in answer.entries]
        atom.add(feed, "updated", in_utc(max(changes, default=start_of(day_of(moment)))))
        for number, criterion in enumerate(question.criteria):
            ending = str(number or "")
            atom.add(feed, "category", scheme=f"{CRITERION}c{ending}", term=criterion.code)
            atom.add(feed, "category", scheme=f"{CRITERION}cs{ending}", term=criterion.system)
            atom.add(feed, "category", scheme=f"{CRITERION}dn{ending}", term=criterion.name)
        atom.add(feed, "category", scheme="informationRecipient", term=question.recipient)
        atom.add(feed, "id", id_of_answer(answer, request))
        for edition in answer.entries:
            add_entry(feed, edition, request, moment)
        return feed


def fault_feed(fault, request, moment):
    """A feed without entries, for whoever can read nothing else."""
    base = request.build_absolute_uri("/")
    feed = atom.feed(settings.LANGUAGE_CODE, base)
    atom.add(feed, "title", site_name(), type="text")
    atom.add(feed, "subtitle", sentence_about(fault), type="text")
    atom.add_person(feed, "author", site_name(), base)
    atom.add(feed, "updated", in_utc(start_of(day_of(moment))))
    atom.add(feed, "id", atom.tag(request, MINTED, "/connect/fault"))
    return feed


def sentence_about(fault):
    return f"{fault.parameter}: {fault}" if fault.parameter else str(fault)


def subtitle(answer):
    if answer.reason == "code-system-not-supported":
        return _("We have no pages for codes of this system.")
    if answer.reason:
        return _("We have no page about this yet.")
    asked = ", ".join(shown(criterion) for criterion in answer.question.criteria)
    return _("Results for %(asked)s") % {"asked": asked}


def shown(criterion):
    """A criterion for people: “ICD-10-CM G93.3”, or its name."""
    if not criterion.code:
        return criterion.name
    label = CodeSystem(criterion.system).label if criterion.has_known_system else criterion.system
    return f"{label} {criterion.code}"


def id_of_answer(answer, request):
    parts = [f"{one.system}/{one.code}" if one.code else "name" for one in answer.question.criteria]
    return atom.tag(request, MINTED, "/".join(["/connect", *parts, answer.language]).replace(" ", ""))


def add_entry(feed, edition, request, moment):
    article, absolute = edition.article, request.build_absolute_uri
    with translation.override(article.language):
        entry = atom.add(feed, "entry", lang=article.language)
        atom.add(entry, "title", edition.title, type="text")
        # RFC 7089 calls an earlier wording with an address of its own a memento.
        for relation, title, address in [
            ("alternate", edition.title, article.get_absolute_url()),
            ("memento", _("Edition %(number)s") % {"number": edition.number}, edition.get_absolute_url()),
        ]:
            link = {"rel": relation, "type": "text/html", "hreflang": article.language, "title": title}
            atom.add(entry, "link", **link, href=absolute(address))
        atom.add(entry, "id", f"{atom.id_of_article(request, article)}/{edition.number}")
        atom.add(entry, "updated", in_utc(edition.release_at))
        for name in reviewers(edition):
            atom.add_person(entry, "contributor", name)
        atom.add(entry, "summary", summary(edition, moment), type="html")
        atom.add(entry, "published", in_utc(edition.first_release_at))
        atom.add(entry, "rights", rights(edition, request), type="text")


def summary(edition, moment):
    """Escaped HTML; a page whose check is overdue says so before anything else."""
    words = [f"<p><strong>{overdue_notice(edition)}</strong></p>"] if edition.is_overdue_at(moment) else []
    return "".join([*words, f"<p>{escape(edition.summary or edition.title)}</p>"])


def overdue_notice(edition):
    due = date_format(edition.next_review_due, pgettext("how a day is written", "j F Y"))
    return _("This page was due to be checked again on %(day)s.") % {"day": due}
