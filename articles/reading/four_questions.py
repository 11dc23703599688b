"""What the page of an article asks the database: four questions, however much there is to tell.

1. Which edition do patients read, of which article, and which one does it translate? (``live_edition``)
2. What does it say: its sections and their pictures? (``live_edition``)
3. What else belongs to it: sources, people, checks, topics, codes, hard words? (``belongings_of``)
4. Which editions stand beside it: those before, its original, its translations? (``family_of``)
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from articles.models import Article, Edition, NewsOfOriginal, Section, State, news_among

from .belongings import belongings_of
from .glossary_words import Glossary, glossary_as_told, glossary_of

OF_EDITION, OF_ARTICLE = ("sources", "credits", "reviews"), ("topics", "clinical_codes")


@dataclass
class Asked:
    """An edition with everything, and what its page tells besides.

    family: see ``family_of``
    """

    edition: Edition
    moment: datetime
    glossary: Glossary
    family: list[Edition]

    @property
    def own(self) -> list[Edition]:
        return [one for one in self.family if one.article_id == self.edition.article_id]

    @property
    def translations(self) -> list[Edition]:
        article = self.edition.article
        others = [one for one in self.family if one.article_id != article.pk and one.state == State.LIVE]
        group = article.translation_group_id
        return [one for one in others if group and one.article.translation_group_id == group]

    @property
    def news(self) -> NewsOfOriginal | None:
        translated = self.edition.translated_from
        of_original = [one for one in self.family if translated and one.article_id == translated.article_id]
        return news_among(of_original, translated, self.moment) if translated else None


def ask(editions, moment) -> Asked | None:
    """The one that patients read at ``moment``, which is looked for among the editions of one article."""
    edition = live_edition(editions, moment)
    if edition is None:
        return None
    belongings = belongings_of(edition)
    _keep(edition, belongings, OF_EDITION)
    _keep(edition.article, belongings, OF_ARTICLE)
    family = family_of(edition, moment)
    for one in family:
        taken = [withdrawal for withdrawal in belongings["withdrawals"] if withdrawal.edition_id == one.pk]
        _keep(one, {"withdrawals": taken}, ["withdrawals"])
    return Asked(edition, moment, glossary_as_told(tuple(belongings["glossary"])), list(family))


def ask_beside(edition, moment) -> Asked:
    """For an edition that was found otherwise, with everything that belongs to it."""
    family = family_of(edition, moment)
    if edition.translated_from:
        family = family.prefetch_related("withdrawals")
    return Asked(edition, moment, glossary_of(edition.article.language), list(family))


def live_edition(editions, moment) -> Edition | None:
    sections = Prefetch("sections", Section.objects.select_related("image"))
    live = editions.live_at(moment).select_related("article", "translated_from")
    return live.prefetch_related(sections).first()


def family_of(edition, moment):
    """Released editions with their state, in order: all of its own article, those of its original since it was
    translated, and what patients read of it in other languages.
    """
    article, original = edition.article, edition.translated_from
    editions = Edition.objects.released_by_moment(moment).with_state_at(moment).order_by("article__language", "number")
    editions = editions.select_related("article", "translated_from")
    if original is None and article.translation_group_id is None:
        return editions.filter(article=article)
    articles, told = Q(pk=article.pk), Q(article=article) | Q(state=State.LIVE)
    if article.translation_group_id:
        articles |= Q(translation_group=article.translation_group_id)
    if original:
        articles |= Q(pk=original.article_id)
        told |= Q(article=original.article_id, number__gte=original.number)
    return editions.filter(told, article__in=Article.objects.filter(articles).values("pk"))


def _keep(row, belongings, kinds):
    """As ``prefetch_related`` does with what it has read."""
    row.__dict__.setdefault("_prefetched_objects_cache", {}).update({kind: belongings[kind] for kind in kinds})
