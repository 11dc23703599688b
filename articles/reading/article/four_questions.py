"""What the page of an edition asks the database: four questions, however much there is to tell.

1. Which edition is it, of which article, and which one does it translate? (``edition_among``)
2. What does it say: its sections and their pictures? (``edition_among``)
3. What else belongs to it: sources, people, checks, topics, codes, hard words? (``belongings_of``)
4. Which editions stand beside it: those before and after, its original, its translations? (``family_of``)
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from articles.models import Article, Edition, NewsOfOriginal, Section, State, belongings_of, keep_related, news_among

from .glossary_words import Glossary, glossary_as_told

BELONGINGS = ("sources", "credits", "reviews", "topics", "clinical_codes", "withdrawals", "glossary")


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
    """All of the only one among ``editions``, as it is read at ``moment``."""
    edition = edition_among(editions)
    return edition and ask_of(edition, moment)


def edition_among(editions) -> Edition | None:
    sections = Prefetch("sections", Section.objects.select_related("image"))
    return editions.select_related("article", "translated_from").prefetch_related(sections).first()


def ask_of(edition, moment) -> Asked:
    """The last two questions, about an ``edition_among`` some."""
    belongings = belongings_of(edition, BELONGINGS)
    family = list(family_of(edition, moment))
    for one in [edition, *family]:
        taken = [withdrawal for withdrawal in belongings["withdrawals"] if withdrawal.edition_id == one.pk]
        keep_related(one, {"withdrawals": taken})
    return Asked(edition, moment, glossary_as_told(tuple(belongings["glossary"])), family)


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
