"""Every page patients can read at a moment, for search engines (sitemaps.org, with the translations of each)."""

from collections import defaultdict
from html import escape

from django.conf import settings
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import translation

from articles.models import Edition, Topic

LISTS = ("home", "topics", "a_to_z", "glossary")
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


class Sitemap:
    """absolute: makes a whole address"""

    LONGEST = 50_000  # addresses in one file, by the rules of sitemaps.org

    def __init__(self, moment, absolute):
        self.moment, self.absolute = moment, absolute
        self.editions = Edition.objects.live_at(moment).order_by("article")
        self.patterns = {code: self._pattern(code) for code, _name in settings.LANGUAGES}

    def pages(self) -> int:
        """How many files it takes: the lists stand in the first, before the articles."""
        return -(-(self.editions.count() + self._room_for_lists()) // self.LONGEST)

    def index(self, pages) -> str:
        rows = "".join(
            f"<sitemap><loc>{escape(self.absolute(reverse('plain:sitemap_page', args=[number])))}</loc></sitemap>\n"
            for number in range(1, pages + 1)
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>\n'
        )

    def page(self, number) -> str:
        """The file with that number, from 1 on."""
        begin, end = (number - 1) * self.LONGEST, number * self.LONGEST
        room = self._room_for_lists()
        written = self._lists() if number == 1 else []
        written += self._articles(max(begin - room, 0), end - room)
        return f"{_OPENING}{''.join(written)}</urlset>\n"

    def _articles(self, begin, end):
        shown = self.editions[begin:end].annotate(looked_at=Max("reviews__recorded_at"))
        rows = list(
            shown.values_list(
                "article__language", "article__slug", "article__translation_group", "release_at", "looked_at"
            )
        )
        together = self._translations({group for *_rest, group, _released, _looked in rows if group})
        for language, slug, group, release_at, looked_at in rows:
            changed_at = max(filter(None, (release_at, looked_at)))
            yield self._entry(self._address(language, slug), together.get(group, []), changed_at)

    def _translations(self, groups):
        """The pages of each group of translations, where there are several."""
        live = Edition.objects.live_at(self.moment).exclude(article__translation_group=None)
        rows = live.order_by("article__translation_group", "article__language").values_list(
            "article__translation_group", "article__language", "article__slug"
        )
        pages = defaultdict(list)
        for group, language, slug in rows.iterator():
            if group in groups:
                pages[group].append((language, self._address(language, slug)))
        return {group: found for group, found in pages.items() if len(found) > 1}

    def _lists(self):
        """The start page, the topics and the other lists of each language in which there is something to read."""
        languages = self._languages()
        written = []
        for name in LISTS:
            alternates = [(code, self._list(code, name)) for code in languages]
            written += [
                self._entry(address, alternates if len(alternates) > 1 else []) for _code, address in alternates
            ]
        return written + [self._entry(self.absolute(topic.get_absolute_url())) for topic in self._topics()]

    def _room_for_lists(self):
        return len(LISTS) * len(self._languages()) + self._topics().count()

    def _languages(self):
        return sorted(set(self.editions.order_by().values_list("article__language", flat=True).distinct()))

    def _topics(self):
        live = self.editions.order_by().values("article")
        return Topic.objects.annotate(pages=Count("articles", filter=Q(articles__in=live))).filter(pages__gt=0)

    def _entry(self, address, alternates=(), changed_at=None):
        changed = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(other)}"/>' for code, other in alternates
        )
        return f"<url><loc>{escape(address)}</loc>{changed}{others}</url>\n"

    def _pattern(self, code):
        """An address with a gap for the slug: asking for each of 50,000 would take seconds."""
        with translation.override(code):
            return self.absolute(reverse("reading:article", args=["SLUG"]))

    def _address(self, language, slug):
        return self.patterns[language].replace("SLUG", slug)

    def _list(self, code, name):
        with translation.override(code):
            return self.absolute(reverse(f"reading:{name}"))
