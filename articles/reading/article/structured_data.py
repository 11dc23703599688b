"""What a page is, for machines, in the words of schema.org, with nothing that is not so."""

import json

from django.conf import settings
from django.urls import reverse

from articles.models import Part

# Inside <script> nothing may look like markup.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_script_text(data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def medical_web_page(page, *, absolute, site):
    """page: what the template of a live article is given; absolute: makes a whole address; site: its name"""
    edition, article = page["edition"], page["article"]
    url = absolute(article.get_absolute_url())
    facts = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": edition.title,
        "description": edition.summary,
        "url": url,
        "inLanguage": article.language,
        "version": edition.number,
        "datePublished": page["timeline"].first.release_at.isoformat(timespec="seconds"),
        "dateModified": edition.release_at.isoformat(timespec="seconds"),
        "lastReviewed": edition.last_reviewed_on and edition.last_reviewed_on.isoformat(),
        "reviewedBy": reviewers(edition),
        "author": people(edition, Part.AUTHOR),
        "medicalAudience": {"@type": "Patient"},
        "about": [coded_thing(code) for code in article.clinical_codes.all()],
        "hasPart": [part(section, url) for section in page["contents"]],
        "citation": [work(source) for source in edition.sources.all()],
        "isPartOf": {"@type": "WebSite", "name": site, "url": absolute("/")},
        "translationOfWork": original(page, absolute),
        "workTranslation": translations(page, absolute),
    }
    return {name: value for name, value in facts.items() if value}


def web_site(*, absolute, site, language):
    """The portal itself, and where a search of it begins. ``absolute`` makes a whole address; ``site`` is its name."""
    search = absolute(reverse("reading:search"))
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": site,
        "url": absolute(reverse("reading:home")),
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def reviewers(edition):
    """A later look that changed no word is the work of whoever looked, and of nobody else."""
    if edition.last_review:
        return [{"name": edition.last_review.reviewer}] if edition.last_review.reviewer else []
    return people(edition, Part.REVIEWER) if edition.last_reviewed_on else []


def people(edition, part):
    return [contributor(credit) for credit in edition.credits.all() if credit.part == part]


def contributor(credit):
    """Without a role it may be a person or a team: then the type is left open."""
    return {"@type": "Person", "name": credit.name, "jobTitle": credit.role} if credit.role else {"name": credit.name}


def coded_thing(code):
    medical_code = {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": code.get_system_display()}
    return {"@type": "MedicalEntity", "name": code.name, "code": medical_code} if code.name else medical_code


def part(section, url):
    return {"@type": "WebPageElement", "name": section.heading, "url": f"{url}#{section.anchor}"}


def work(source):
    facts = {"@type": "CreativeWork", "name": source.title, "url": source.url}
    if source.publisher:
        facts["publisher"] = {"@type": "Organization", "name": source.publisher}
    return {name: value for name, value in facts.items() if value}


def original(page, absolute):
    """The page that this one translates, if it can be read now."""
    translated = page["edition"].translated_from
    live = translated and [one for one in page["translations"] if one.article_id == translated.article_id]
    return {"@type": "WebPage", "url": absolute(live[0].article.get_absolute_url())} if live else None


def translations(page, absolute):
    return [
        {"@type": "WebPage", "inLanguage": one.article.language, "url": absolute(one.article.get_absolute_url())}
        for one in page["translations"]
        if one.translated_from and one.translated_from.article_id == page["article"].pk
    ]


def alternates(page):
    """Pairs of a language and the address of the page in it; x-default is the portal's own language."""
    if not page["translations"]:
        return []
    articles = [page["article"], *(one.article for one in page["translations"])]
    pairs = [(article.language, article.get_absolute_url()) for article in articles]
    defaults = [("x-default", address) for language, address in pairs if language == settings.LANGUAGE_CODE]
    return sorted(pairs) + defaults


def picture(edition):
    """(address, alt text) of the first picture that says something, or None."""
    shown = [section for section in edition.sections.all() if section.image and not section.is_decorative]
    return (shown[0].image.get_absolute_url(), shown[0].alt) if shown else None
