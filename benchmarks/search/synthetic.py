"""Articles that never were, with words as rare and as common as in a real collection."""

import random
from itertools import accumulate

AT_ONCE = 500
SECTIONS, WORDS = 4, 60


def add_articles(how_many):
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from articles.models import Article, Edition, SearchWord, Section
    from articles.searching import index

    words = list(SearchWord.objects.exclude(stem="").order_by("stem").values_list("word", "pages", "titles"))
    chance, every, now = random.Random(7), [word for word, *_counts in words], timezone.now()
    in_text = list(accumulate(pages for _word, pages, _titles in words))
    in_title = list(accumulate(titles for _word, _pages, titles in words))
    facts = {"release_at": now, "release_recorded_at": now, "released_by": get_user_model().objects.first()}
    facts |= {"fingerprint": "synthetic", "word_count": SECTIONS * WORDS}
    for first in range(0, how_many, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, how_many))
        articles = Article.objects.bulk_create(
            Article(slug=f"synthetic-{number}", code=f"S{number:06}") for number in numbers
        )
        titles = [" ".join(chance.choices(every, cum_weights=in_title, k=3)).capitalize() for _article in articles]
        editions = [
            Edition(article=one, number=1, title=title[:200]) for one, title in zip(articles, titles, strict=True)
        ]
        editions = Edition.objects.bulk_create(editions)
        Section.objects.bulk_create(
            Section(
                edition=edition,
                position=position,
                heading=" ".join(chance.choices(every, cum_weights=in_text, k=4)),
                anchor=f"section-{position}",
                body=f"<p>{' '.join(chance.choices(every, cum_weights=in_text, k=WORDS))}.</p>",
            )
            for edition in editions
            for position in range(SECTIONS)
        )
        Edition.objects.filter(pk__in=[edition.pk for edition in editions]).update(**facts)
        index(articles)
