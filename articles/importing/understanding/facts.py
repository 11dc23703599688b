"""From front matter to the facts of a document. docs/import-format.md says what each key means."""

from urllib.parse import urlsplit

from django.core.validators import slug_re
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Change, CodeSystem, TakenAway, is_code, normal_clinical_code, normal_code

from .document import ArticleDocument, ShelfDocument, WithdrawalFacts

ARTICLE_KEYS = (
    "type title summary code collection id slug past_slugs language number release_date draft reviewed_on review_due "
    "reviews change safety_change change_note urgent_reason approved_afterwards topics also_known_as codes sources "
    "source_url contributors translation_of translated_from withdrawals sample"
).split()
ENTRY_KEYS = {
    "codes": ["system", "code", "name"],
    "reviews": ["on", "due", "by"],
    "sources": ["title", "publisher", "url", "accessed_on"],
    "contributors": ["name", "role", "part"],
    "withdrawals": ["at", "kind", "reason", "replaced_by", "lifted_at", "lifted_reason"],
}
SHELF_KEYS = "type name term slug past_slugs language also_known_as".split()

_SYSTEMS = {label.lower(): value for value, label in CodeSystem.choices} | {value: value for value in CodeSystem.values}


def shelf_document(values, body):
    notes = values.require_known(SHELF_KEYS)
    name_key = "name" if values.text("type") == "topic" else "term"
    name = values.text(name_key, limit=100)
    if not name:
        raise values.fault(name_key, _("Say its “%(key)s” in the front matter.") % {"key": name_key})
    document = ShelfDocument(
        type=values.text("type"),
        name=name,
        text=" ".join(body.split()),
        slug=_slug(values, "slug", values.text("slug")) or slugify(name),
        past_slugs=[_slug(values, "past_slugs", slug) for slug in values.texts("past_slugs")],
        language=values.text("language") or None,
        other_names=", ".join(values.texts("also_known_as", limit=300)),
        notes=notes,
    )
    if document.type == "topic" and not document.slug:
        raise values.fault("slug", _("Say its “%(key)s” in the front matter.") % {"key": "slug"})
    if document.type != "topic" and not document.text:
        raise values.fault(name_key, _("Say below the front matter what “%(term)s” means.") % {"term": name})
    if len(document.other_names) > 300:
        raise values.fault("also_known_as", _("The other names may have 300 characters together."))
    return document


def article_document(values, title):
    """Everything but the sections.

    title: what the body gives as title, used where the front matter gives none
    """
    notes = values.require_known(ARTICLE_KEYS)
    title = values.text("title", limit=200) or title
    if not title:
        raise values.fault("title", _("The file has no title: add “title: …” or a first line “# …”."))
    return ArticleDocument(
        title=title,
        summary=values.text("summary", limit=400, is_one_line=False),
        language=values.text("language") or None,
        code=_code(values, "code"),
        origin=_origin(values),
        slug=_slug(values, "slug", values.text("slug")),
        past_slugs=[_slug(values, "past_slugs", slug) for slug in values.texts("past_slugs")],
        topics=[_slug(values, "topics", slug) for slug in values.texts("topics")],
        other_names=list(dict.fromkeys(values.texts("also_known_as"))),
        codes=[_clinical_code(code) for code in _entries(values, "codes", "line")],
        translation_of=_code(values, "translation_of"),
        is_sample=values.truth("sample"),
        number=values.number("number"),
        is_draft=values.truth("draft"),
        release_at=values.moment("release_date"),
        reviewed_on=values.day("reviewed_on"),
        review_due=_review_due(values),
        reviews=[_review(review) for review in _entries(values, "reviews", "on")],
        change=values.one_of("change", Change.values, Change.MAJOR),
        is_safety_change=values.truth("safety_change"),
        change_note=values.text("change_note", limit=500, is_one_line=False),
        urgent_reason=values.text("urgent_reason", is_one_line=False),
        was_approved_afterwards=values.truth("approved_afterwards"),
        translated_from=_translated_from(values),
        sources=[_source(source) for source in _entries(values, "sources", "title")] + _source_url(values),
        people=list(dict.fromkeys(_person(person) for person in _entries(values, "contributors", "name"))),
        withdrawals=_withdrawals(values),
        notes=notes,
    )


def _entries(values, key, shorthand):
    return values.mappings(key, shorthand, ENTRY_KEYS[key])


def _origin(values):
    number = values.text("id", limit=100)
    return f"{values.text('collection', limit=80)}/{values.text('language')}/{number}" if number else ""


def _code(values, key):
    code = normal_code(values.text(key))
    if code and not is_code(code):
        raise values.fault(
            key, _("“%(code)s” is not a code of an article: a character may be mistyped.") % {"code": code}
        )
    return code


def _slug(values, key, slug):
    if slug and not slug_re.fullmatch(slug):
        raise values.fault(key, _("“%(slug)s” may hold only the letters a to z, figures and hyphens.") % {"slug": slug})
    if len(slug) > 100:
        raise values.fault(key, _("“%(slug)s…” is too long: it may have 100 characters.") % {"slug": slug[:40]})
    return slug


def _translated_from(values):
    """The number of the edition; 0 where it is not known."""
    return 0 if values.text("translated_from") == "unknown" else values.number("translated_from")


def _review_due(values):
    due, done = values.day("review_due"), values.day("reviewed_on")
    if due and done and due <= done:
        raise values.fault("review_due", _("The review is due before the last one: check both dates."))
    return due


def _review(review):
    done, due = review.day("on"), review.day("due")
    if not (done and due and due > done):
        raise review.fault("on", _("A review needs “on” and, later, “due”."))
    return done, due, review.text("by", limit=240)


def _clinical_code(entry):
    """``{system: ICD-10-CM, code: C50.9, name: …}`` or the line ``ICD-10-CM C50.9 …``."""
    if line := entry.text("line"):
        label = next(
            (label for label in sorted(_SYSTEMS, key=len, reverse=True) if line.lower().startswith(f"{label} ")), ""
        )
        code, _blank, name = line[len(label) :].strip().partition(" ")
        system = _SYSTEMS.get(label)
    else:
        system, code, name = _SYSTEMS.get(entry.text("system").lower()), entry.text("code"), entry.text("name")
    if not (system and code):
        known = ", ".join(CodeSystem.labels)
        raise entry.fault("code", _("A clinical code needs a system (%(known)s) and a code.") % {"known": known})
    if len(code) > 40 or len(name) > 250:
        raise entry.fault("code", _("A clinical code may have 40 characters, and its name 250."))
    return system, normal_clinical_code(system, code), name


def _source(entry):
    source = {
        "title": entry.text("title", limit=300) or entry.text("publisher", limit=200),
        "publisher": entry.text("publisher", limit=200),
        "url": _web_address(entry, "url"),
        "accessed_on": entry.day("accessed_on"),
    }
    if not source["title"]:
        raise entry.fault("title", _("A source needs a title."))
    return source


def _source_url(values):
    url = _web_address(values, "source_url")
    if not url:
        return []
    title = urlsplit(url).hostname.removeprefix("www.")[:300]
    return [{"title": title, "publisher": "", "url": url, "accessed_on": None}]


def _web_address(values, key):
    url = values.text(key, limit=500)
    if url and not _is_web_address(url):
        raise values.fault(key, _("“%(url)s” is not a web address: it begins with https:// or http://.") % {"url": url})
    return url


def _is_web_address(url):
    try:
        return url.startswith(("https://", "http://")) and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _person(entry):
    part = entry.one_of("part", ["author", "reviewer"], "author")
    name = entry.text("name", limit=120)
    if not name:
        raise entry.fault("name", _("A contributor needs a name."))
    return part, name, entry.text("role", limit=120)


def _withdrawals(values):
    withdrawals = [_withdrawal(entry) for entry in _entries(values, "withdrawals", "reason")]
    if sum(facts.lifted_at is None for facts in withdrawals) > 1:
        raise values.fault(
            "withdrawals", _("Only one withdrawal can be in force: say when each of the others was lifted (lifted_at).")
        )
    return sorted(withdrawals, key=lambda facts: facts.at)


def _withdrawal(entry):
    facts = WithdrawalFacts(
        at=entry.moment("at"),
        kind=entry.one_of("kind", TakenAway.values, TakenAway.WITHDRAWN),
        reason=entry.text("reason", limit=500, is_one_line=False),
        replaced_by=_code(entry, "replaced_by"),
        lifted_at=entry.moment("lifted_at"),
        lifted_reason=entry.text("lifted_reason", is_one_line=False),
    )
    if not (facts.at and facts.reason):
        raise entry.fault("at", _("A withdrawal needs “at” and “reason”."))
    if facts.lifted_at and facts.lifted_at <= facts.at:
        raise entry.fault("at", _("A withdrawal cannot be lifted before it began."))
    return facts
