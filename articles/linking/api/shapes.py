"""Articles in the words of schema.org: a MedicalWebPage and what belongs to it, with nothing that is not stored."""

import re

from django.urls import reverse
from django.utils import translation

from articles.models import Part, clean_html, in_utc, site_name

from ..attribution import rights

_OWN_ADDRESS = re.compile(r'(href=")(/(?!/))')

# The fields of an article, in the order in which they are told. Those of the second list only if they are asked for
# in a list, and always for one article.
FIELDS = (
    *("identifier", "url", "name", "description", "alternateName", "inLanguage", "version", "edition"),
    *("datePublished", "dateModified", "lastReviewed", "reviewDue", "isReviewOverdue", "author", "reviewedBy"),
    *("about", "topics", "changeNote", "isSafetyChange", "isSample", "translations", "sha256", "creditText"),
)
LONG_FIELDS = ("hasPart", "citation")


class Teller:
    """Tells editions as JSON: for one request, at one moment."""

    def __init__(self, request, moment):
        self.absolute, self.request, self.moment = request.build_absolute_uri, request, moment
        self.site = site_name()

    def article(self, edition, translations, fields):
        """edition: live, with all that ``fields`` need; translations: live editions of the same group"""
        article = edition.article
        url = self.absolute(article.get_absolute_url())
        tellers = {
            "alternateName": lambda: [other.name for other in article.other_names.all()],
            "datePublished": lambda: in_utc(edition.first_release_at),
            "translations": lambda: [self.translation(one, edition) for one in translations],
            **self._words(edition, url),
        }
        told = {"@type": "MedicalWebPage", "@id": self.api_address("article", article=article.code)}
        told |= {"identifier": article.code, "url": url}
        with translation.override(article.language):
            return told | {name: tellers[name]() for name in fields if name in tellers}

    def edition(self, edition, state, withdrawal):
        """One edition for ever: what it says, and where it stands now."""
        url = self.absolute(edition.get_absolute_url())
        told = {"@type": "MedicalWebPage", "@id": self.api_edition(edition)}
        told |= {"identifier": edition.article.code, "url": url, "state": state}
        with translation.override(edition.article.language):
            told |= {name: tell() for name, tell in self._words(edition, url).items()}
        if withdrawal:
            told["withdrawal"] = {"from": in_utc(withdrawal.at), "reason": withdrawal.reason}
        return told

    def row(self, edition, state):
        """An edition in the list of all."""
        return {
            "@id": self.api_edition(edition),
            "url": self.absolute(edition.get_absolute_url()),
            "version": edition.number,
            "state": state,
            "dateModified": in_utc(edition.release_at),
            "changeNote": edition.change_note if state in {"live", "superseded"} else "",
            "isSafetyChange": edition.is_safety_change,
            "sha256": edition.fingerprint,
        }

    def _words(self, edition, url):
        article = edition.article
        return {
            "name": lambda: edition.title,
            "description": lambda: edition.summary,
            "inLanguage": lambda: article.language,
            "version": lambda: edition.number,
            "edition": lambda: self.api_edition(edition),
            "dateModified": lambda: in_utc(edition.release_at),
            "lastReviewed": lambda: _day(edition.last_reviewed_on),
            "reviewDue": lambda: _day(edition.next_review_due),
            "isReviewOverdue": lambda: edition.is_overdue_at(self.moment),
            "author": lambda: people(edition, Part.AUTHOR),
            "reviewedBy": lambda: reviewers(edition),
            "about": lambda: [code(one) for one in article.clinical_codes.all()],
            "topics": lambda: [self.topic(one) for one in article.topics.all()],
            "changeNote": lambda: edition.change_note,
            "isSafetyChange": lambda: edition.is_safety_change,
            "isSample": lambda: article.is_sample,
            "sha256": lambda: edition.fingerprint,
            "creditText": lambda: rights(edition, self.request),
            "hasPart": lambda: [self.part(one, url) for one in edition.sections.all()],
            "citation": lambda: [source(one) for one in edition.sources.all()],
        }

    def part(self, section, url):
        told = {
            "@type": "WebPageElement",
            "kind": section.kind,
            "name": section.heading,
            "url": f"{url}#{section.anchor}" if section.anchor else url,
            "text": _OWN_ADDRESS.sub(rf"\1{self.absolute('/')}", clean_html(section.body)),
        }
        if section.risk:
            told["risk"] = dict(zip(("count", "of"), section.risk, strict=True))
        if section.image:
            address = self.absolute(section.image.get_absolute_url())
            told["image"] = {"@type": "ImageObject", "url": address, "alternateText": section.alt}
        return told

    def translation(self, other, edition):
        """is_original: whether our words were translated from it"""
        origin = edition.translated_from
        return {
            "@id": self.api_address("article", article=other.article.code),
            "identifier": other.article.code,
            "url": self.absolute(other.article.get_absolute_url()),
            "name": other.title,
            "inLanguage": other.article.language,
            "isOriginal": origin is not None and origin.article_id == other.article_id,
        }

    def topic(self, topic):
        return {"identifier": topic.slug, "name": topic.name, "url": self.absolute(topic.get_absolute_url())}

    def api_address(self, name, **parts):
        return self.absolute(reverse(f"linking:api:{name}", kwargs=parts))

    def api_edition(self, edition):
        return self.api_address("edition", article=edition.article.code, number=edition.number)


def people(edition, part):
    return [
        {"name": credit.name, **({"jobTitle": credit.role} if credit.role else {})}
        for credit in edition.credits.all()
        if credit.part == part
    ]


def reviewers(edition):
    """A later look that changed no word is the work of whoever looked."""
    if edition.last_review:
        return [{"name": edition.last_review.reviewer}] if edition.last_review.reviewer else []
    return people(edition, Part.REVIEWER)


def code(code):
    told = {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": code.get_system_display()}
    return {**told, "codingSystemOid": code.system, "name": code.name}


def source(source):
    return {"name": source.title, "publisher": source.publisher, "url": source.url}


def _day(day):
    return day and day.isoformat()
