"""Everything that is kept, as the Markdown that import reads: one file for each edition, topic and term."""

import re
from pathlib import Path

import yaml

from articles.models import Article, CodeSystem, Edition, GlossaryTerm, Image, Topic
from articles.releasing import approved_by

from .writing import body_of

# As facts.py writes it; the language may be missing, and the others may hold a slash.
_ORIGIN = re.compile(r"(.*?)/((?:[a-z]{2}(?:-[a-z]+)?)?)/(.*)")


def export_all(folder, watch=lambda articles: articles):
    """Write the whole portal below ``folder``; returns the number of files. ``watch`` wraps the articles."""
    folder = Path(folder)
    count = 0
    for name, text in _shelf_files():
        count += _write(folder / name, text.encode())
    for image in Image.objects.filter(section__isnull=False).distinct():
        count += _write(folder / image.path, image.read())
    return count + _write_articles(watch(_with_facts(Article.objects).order_by("pk")), folder)


def export_articles(articles, folder):
    """Write ``articles`` alone, with their pictures, below ``folder``; returns the number of files."""
    folder, count = Path(folder), 0
    for image in Image.objects.filter(section__edition__article__in=articles).distinct():
        count += _write(folder / image.path, image.read())
    return count + _write_articles(_with_facts(articles), folder)


def _with_facts(articles):
    articles = articles.prefetch_related("topics", "clinical_codes", "other_names", "past_addresses")
    return articles.select_related("translation_group")


def _write_articles(articles, folder):
    return sum(_write(folder / name, text.encode()) for article in articles for name, text in _article_files(article))


def _write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return 1


def _shelf_files():
    for topic in Topic.objects.prefetch_related("past_addresses"):
        facts = {"type": "topic", "name": topic.name, "slug": topic.slug, "language": topic.language}
        facts["past_slugs"] = [past.slug for past in topic.past_addresses.all() if past.language == topic.language]
        yield f"topics/{topic.language}-{topic.slug}.md", _file(facts, topic.description)
    for term in GlossaryTerm.objects.all():
        facts = {"type": "glossary-term", "term": term.term, "language": term.language}
        names = [name.strip() for name in term.other_names.split(",") if name.strip()]
        yield f"glossary/{term.language}-{term.slug}.md", _file(facts | {"also_known_as": names}, term.meaning)


def _article_files(article):
    editions = (
        Edition.objects.filter(article=article).with_words().select_related("article", "translated_from__article")
    )
    for edition in editions.prefetch_related("reviews", "withdrawals__replacement").order_by("number"):
        yield (
            f"{article.language}/{article.slug}/{edition.number}.md",
            _file(_facts(article, edition), body_of(edition)),
        )


def _file(facts, body):
    told = {key: value for key, value in facts.items() if value not in ("", None, [], False)}
    front_matter = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front_matter}---\n\n{body}\n"


def _facts(article, edition):
    collection, _language, number = _ORIGIN.fullmatch(article.origin).groups() if article.origin else ("", "", "")
    original, number_of_original = _original(article, edition)
    return {
        "title": edition.title,
        "code": article.code,
        "collection": collection,
        "id": number,
        "slug": article.slug,
        "past_slugs": [past.slug for past in article.past_addresses.all() if past.language == article.language],
        "language": article.language,
        "number": edition.number,
        "summary": edition.summary,
        "release_date": edition.release_at and edition.release_at.isoformat(),
        "draft": edition.is_draft,
        "reviewed_on": edition.reviewed_on,
        "review_due": edition.review_due,
        "reviews": [
            {"on": review.reviewed_on, "due": review.review_due, "by": review.reviewer}
            for review in edition.reviews.all()
        ],
        "change": edition.change,
        "safety_change": edition.is_safety_change,
        "change_note": edition.change_note,
        "urgent_reason": edition.urgent_reason,
        "approved_afterwards": bool(edition.urgent_reason) and approved_by(edition) is not None,
        "topics": [topic.slug for topic in article.topics.all()],
        "also_known_as": [other.name for other in article.other_names.all()],
        "codes": [
            {"system": CodeSystem(code.system).label, "code": code.code, "name": code.name}
            for code in article.clinical_codes.all()
        ],
        "sources": [_source(source) for source in edition.sources.all()],
        "contributors": [
            {"name": credit.name, "role": credit.role, "part": credit.part} for credit in edition.credits.all()
        ],
        "translation_of": original and original.code,
        "translated_from": number_of_original,
        "withdrawals": [_withdrawal(withdrawal) for withdrawal in edition.withdrawals.all()],
        "sample": article.is_sample,
    }


def _original(article, edition):
    """The article that ``edition`` translates, and the number of its edition, as far as they are known."""
    if edition.translated_from:
        return edition.translated_from.article, edition.translated_from.number
    if article.translation_group:
        first = article.translation_group.articles.order_by("pk").first()
        if first != article:
            return first, "unknown"
    return None, None


def _source(source):
    facts = {"title": source.title, "publisher": source.publisher, "url": source.url, "accessed_on": source.accessed_on}
    return {key: value for key, value in facts.items() if value}


def _withdrawal(withdrawal):
    facts = {
        "at": withdrawal.at.isoformat(),
        "kind": withdrawal.kind,
        "reason": withdrawal.reason,
        "replaced_by": withdrawal.replacement and withdrawal.replacement.code,
        "lifted_at": withdrawal.lifted_at and withdrawal.lifted_at.isoformat(),
        "lifted_reason": withdrawal.lifted_reason,
    }
    return {key: value for key, value in facts.items() if value}
