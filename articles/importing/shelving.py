"""What an article is found by: topics, clinical codes, other names, past addresses, translations."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    ClinicalCode,
    GlossaryTerm,
    OtherName,
    PastAddress,
    PastTopicAddress,
    Topic,
    TranslationGroup,
)
from articles.searching import index

from .understanding.document import BadFile


def set_facts(article, document, wishes, brought):
    """Let ``article`` be found as ``document`` says; what it does not mention, and what editors did, stays.

    brought: what earlier files brought, as ``brought_by`` tells it; returns the same with this document
    """
    topics, codes, names = (_Merge(*each, brought) for each in _said(article, document))
    article.topics.add(*[topic_for(slug, article.language) for slug in [*topics.new, wishes.topic] if slug])
    article.topics.remove(*article.topics.filter(slug__in=topics.gone))
    article.clinical_codes.add(*[clinical_code(*code) for code in document.codes if _told(*code) in codes.new])
    article.clinical_codes.remove(*[code for code in article.clinical_codes.all() if _told_of(code) in codes.gone])
    OtherName.objects.bulk_create([OtherName(article=article, name=name) for name in names.new], ignore_conflicts=True)
    article.other_names.filter(name__in=names.gone).delete()
    for slug in document.past_slugs:
        if slug != article.slug and not is_taken(slug, article.language):
            article.past_addresses.create(language=article.language, slug=slug)
    if document.slug and document.slug not in (article.slug, brought.get("slug")):
        _move(article, document.slug)
    if document.translation_of:
        _tie(article, Article.objects.get(code=document.translation_of))
    index([article], moment=wishes.now)
    slug = document.slug or brought.get("slug", "")
    return {"topics": topics.brought, "codes": codes.brought, "names": names.brought, "slug": slug}


def _said(article, document):
    """(kind, what is there, what the document says) of topics, codes and names."""
    said = brought_by(document)
    yield "topics", {topic.slug for topic in article.topics.all()}, said["topics"]
    yield "codes", {_told_of(code) for code in article.clinical_codes.all()}, said["codes"]
    yield "names", {other.name for other in article.other_names.all()}, said["names"]


class _Merge:
    """What a file brings anew and what it no longer brings. Where an editor added the same, it stays the editor's."""

    def __init__(self, kind, there, said, brought):
        before = brought.get(kind, [])
        self.new = [one for one in said if one not in before]
        self.gone = [one for one in before if one not in said] if said else []
        self.brought = [one for one in said if one in before or one not in there] if said else before


def facts_of(article):
    """All that ``set_facts`` can change, to tell whether it did."""
    return [
        (article.slug, article.translation_group_id),
        set(article.topics.values_list("pk", flat=True)),
        set(article.clinical_codes.values_list("pk", flat=True)),
        set(article.other_names.values_list("name", flat=True)),
        set(article.past_addresses.values_list("slug", flat=True)),
    ]


def brought_so_far(article):
    last = article.imported_files.order_by("-pk").first()
    return last.brought if last else {}


def brought_by(document):
    """What a file puts its article under, as it is remembered with the file."""
    return {
        "topics": list(dict.fromkeys(document.topics)),
        "codes": list(dict.fromkeys(_told(*code) for code in document.codes)),
        "names": document.other_names,
        "slug": document.slug,
    }


def _told(system, code, _name=""):
    return f"{system} {code}"


def _told_of(code):
    return _told(code.system, code.code)


def keep_on_shelf(document, language):
    """A topic or term that is new, or a topic that so far only has a name; what an editor wrote stays. Notes."""
    if document.type == "topic":
        words = {"name": document.name, "description": document.text}
        stored, is_new = _topic_at(document.slug, language, words)
        if not is_new and not stored.description:
            stored.name, stored.description = document.name, document.text
            stored.save()
            index(stored.articles.all())
        _add_past_addresses(stored, document.past_slugs)
    else:
        words = {"term": document.name, "meaning": document.text, "other_names": document.other_names}
        slug = GlossaryTerm.slug_of(document.name)
        stored, _is_new = GlossaryTerm.objects.get_or_create(language=language, slug=slug, defaults=words)
    if all(getattr(stored, field) == value for field, value in words.items()):
        return []
    return [_("“%(name)s” is there already and was left as it is.") % {"name": document.name}]


def slug_of(title):
    return slugify(title)[:90].strip("-")


def topic_slugs(document, wishes):
    return list(dict.fromkeys([*document.topics, *([wishes.topic] if wishes.topic else [])]))


def other_names(article, document):
    return [OtherName(article=article, name=name) for name in document.other_names]


def topic_for(slug, language):
    name = slug.replace("-", " ").replace("_", " ").capitalize()[:100]
    return _topic_at(slug, language, {"name": name})[0]


def _topic_at(slug, language, words):
    """(the topic with this address, even a past one, or a new one of ``words``; whether it is new)"""
    if moved := Topic.objects.once_at(language, slug).first():
        return moved, False
    return Topic.objects.get_or_create(language=language, slug=slug, defaults=words)


def clinical_code(system, code, name):
    found, is_new = ClinicalCode.objects.get_or_create(system=system, code=code, defaults={"name": name})
    if name and not is_new and not found.name:
        found.name = name
        found.save()
        index(found.articles.all())
    return found


def _add_past_addresses(topic, slugs):
    for slug in slugs:
        if not Topic.objects.filter(language=topic.language, slug=slug).exists():
            PastTopicAddress.objects.get_or_create(language=topic.language, slug=slug, defaults={"topic": topic})


def _move(article, slug):
    own_past = article.past_addresses.filter(slug=slug, language=article.language).exists()
    if not own_past and is_taken(slug, article.language):
        raise BadFile(_("The address “%(slug)s” belongs to another article.") % {"slug": slug})
    article.slug = slug
    article.save()


def _tie(article, original):
    if original.translation_group is None:
        original.translation_group = TranslationGroup.objects.create()
        original.save()
    group = original.translation_group
    if group.articles.filter(language=article.language).exclude(pk=article.pk).exists():
        raise BadFile(_("“%(original)s” has another translation in this language.") % {"original": original})
    article.translation_group = group
    article.save()


def is_taken(slug, language):
    address = {"language": language, "slug": slug}
    here, once_here = Article.objects.filter(**address), PastAddress.objects.filter(**address)
    return here.values("pk").union(once_here.values("pk")).exists()
