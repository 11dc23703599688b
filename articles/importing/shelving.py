"""What an article is found by: topics, clinical codes, other names, past addresses, translations."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Article, ClinicalCode, GlossaryTerm, OtherName, PastAddress, Topic, TranslationGroup

from .document import BadFile


def set_facts(article, document, wishes):
    """Let ``article`` be found as ``document`` says; what the document does not mention stays."""
    slugs = topic_slugs(document, wishes)
    if slugs:
        article.topics.set([topic_for(slug, article.language) for slug in slugs])
    if document.codes:
        article.clinical_codes.set([clinical_code(*code) for code in document.codes])
    if document.other_names:
        article.other_names.exclude(name__in=document.other_names).delete()
        OtherName.objects.bulk_create(other_names(article, document), ignore_conflicts=True)
    for slug in document.past_slugs:
        if slug != article.slug and not is_taken(slug, article.language):
            article.past_addresses.create(language=article.language, slug=slug)
    if document.slug and document.slug != article.slug:
        _move(article, document.slug)
    if document.translation_of:
        _tie(article, Article.objects.get(code=document.translation_of))


def keep_on_shelf(document, language):
    """A topic or term that is new, or a topic that so far only has a name; what an editor wrote stays. Notes."""
    if document.type == "topic":
        words = {"name": document.name, "description": document.text}
        stored, is_new = Topic.objects.get_or_create(language=language, slug=document.slug, defaults=words)
        if not is_new and not stored.description:
            stored.name, stored.description = document.name, document.text
            stored.save()
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
    return Topic.objects.get_or_create(language=language, slug=slug, defaults={"name": name})[0]


def clinical_code(system, code, name):
    found, is_new = ClinicalCode.objects.get_or_create(system=system, code=code, defaults={"name": name})
    if name and not is_new and not found.name:
        found.name = name
        found.save()
    return found


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
