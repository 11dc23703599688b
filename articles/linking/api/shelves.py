"""Topics and glossary terms."""

from django.db.models import Count, Q

from articles.models import Edition, GlossaryTerm, Topic

from .articles import listed, page_of
from .operations import operation
from .parameters import LANGUAGE, PAGE
from .shapes import Teller

ON_A_PAGE = 200


@operation(
    "/topics/",
    "Topics under which there is something to read",
    answers="TopicList",
    parameters=[LANGUAGE, PAGE],
    refusals=(404,),
)
def topics(request, moment, *, language, page):
    live = Edition.objects.live_at(moment).order_by().values("article")
    rows = Topic.objects.annotate(pages=Count("articles", filter=Q(articles__in=live))).filter(pages__gt=0)
    rows = rows.order_by("language", "slug")
    shown = page_of(rows.filter(language=language) if language else rows, page, ON_A_PAGE)
    teller = Teller(request, moment)
    return listed(
        request,
        shown,
        [
            {
                "@type": "DefinedTerm",
                **teller.topic(one),
                "inLanguage": one.language,
                "description": one.description,
                "articles": one.pages,
            }
            for one in shown
        ],
    )


@operation(
    "/glossary/",
    "Hard words explained",
    answers="GlossaryList",
    parameters=[LANGUAGE, PAGE],
    refusals=(404,),
)
def glossary(request, moment, *, language, page):
    terms = GlossaryTerm.objects.filter(language=language) if language else GlossaryTerm.objects.all()
    shown = page_of(terms.order_by("language", "sort_key", "pk"), page, ON_A_PAGE)
    return listed(
        request,
        shown,
        [
            {
                "@type": "DefinedTerm",
                "identifier": one.slug,
                "name": one.term,
                "alternateName": [name.strip() for name in one.other_names.split(",") if name.strip()],
                "description": one.meaning,
                "inLanguage": one.language,
            }
            for one in shown
        ],
    )
