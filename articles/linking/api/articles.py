"""Articles as patients read them now, and their editions."""

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Edition,
    Review,
    Section,
    State,
    Withdrawal,
    belongings_of,
    is_code,
    keep_related,
    normal_code,
)
from articles.models.prepared import Prepared

from .operations import NotThere, operation
from .parameters import LANGUAGE, MODIFIED_SINCE, PAGE, SLUG_LANGUAGE, TOPIC, Parameter, one_of
from .shapes import FIELDS, LONG_FIELDS, Teller

ON_A_PAGE = 50
ALL_FIELDS = FIELDS + LONG_FIELDS
SECTIONS = Section.objects.select_related("image")

FIELDS_ASKED = Parameter(
    "fields",
    "Only these fields, with commas between. @id, identifier and url always come. In a list, hasPart and citation only "
    "come if they are named.",
    {"type": "string", "pattern": rf"^({'|'.join(ALL_FIELDS)})(,({'|'.join(ALL_FIELDS)}))*$"},
    one_of(ALL_FIELDS),
    example="name,dateModified,hasPart",
)


@operation(
    "/articles/",
    "All articles that patients read now",
    answers="ArticleList",
    parameters=[LANGUAGE, TOPIC, MODIFIED_SINCE, PAGE, FIELDS_ASKED],
    refusals=(404,),
)
def articles(request, moment, *, language, topic, modified_since, page, fields):
    editions = Edition.objects.live_at(moment).order_by("article_id")
    if language:
        editions = editions.filter(article__language=language)
    if topic:
        editions = editions.filter(Exists(Article.topics.through.objects.filter(_same_article(), topic__slug=topic)))
    if modified_since:
        editions = editions.filter(_modified_since(modified_since, moment))
    shown = page_of(editions, page)
    fields = fields or FIELDS
    found = list(_with_parts(editions.filter(pk__in=list(shown.object_list.values_list("pk", flat=True))), fields))
    groups = translations_of(found, moment) if "translations" in fields else {}
    teller = Teller(request, moment)
    return listed(request, shown, [teller.article(one, groups.get(one.pk, []), fields) for one in found])


def _same_article():
    return Q(article=OuterRef("article"))


def _modified_since(since, moment):
    """Also what was recorded later than its own date says, as an import does."""
    back = Withdrawal.objects.filter(edition=OuterRef("pk"), lifted_at__gte=since, lifted_at__lte=moment)
    looked = Review.objects.filter(edition=OuterRef("pk"), recorded_at__gte=since, recorded_at__lte=moment)
    return Q(release_at__gte=since) | Q(release_recorded_at__gte=since) | Exists(back) | Exists(looked)


def page_of(rows, number, size=ON_A_PAGE):
    try:
        return Paginator(rows, size).page(number)
    except InvalidPage:
        raise NotThere(_("The list has no page with that number."), parameter="page") from None


def listed(request, page, items):
    told = {"@context": "https://schema.org", "total": page.paginator.count, "page": page.number}
    told["pages"] = page.paginator.num_pages
    query = request.GET.copy()
    for name, has, number in [
        ("next", page.has_next(), page.number + 1),
        ("previous", page.has_previous(), page.number - 1),
    ]:
        if has:
            query["page"] = number
            told[name] = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {**told, "items": items}


def _with_parts(editions, fields):
    """With everything that is told of each, in a fixed number of queries."""
    related = ["credits", "reviews", "article__clinical_codes", "article__topics", "article__other_names"]
    if "hasPart" in fields:
        related.append(Prefetch("sections", SECTIONS))
    if "citation" in fields:
        related.append("sources")
    return _with_article(editions).prefetch_related(*related)


def _with_article(editions):
    first = Edition.objects.filter(article=OuterRef("article"), release_at__lte=OuterRef("release_at"))
    first = first.order_by("release_at").values("release_at")[:1]
    return editions.annotate(first_release_at=Subquery(first)).select_related("article", "translated_from")


def _with_all(edition):
    """With everything that is told of it, in three queries."""
    found = _with_article(Edition.objects.filter(pk=edition)).get()
    belongings_of(found)
    keep_related(found, {"sections": list(SECTIONS.filter(edition=edition))})
    return found


def translations_of(editions, moment):
    """By primary key, the live editions of the same group in other languages."""
    groups = {one.article.translation_group_id for one in editions} - {None}
    if not groups:
        return {}
    live = Edition.objects.live_at(moment).filter(article__translation_group__in=groups)
    live = list(live.select_related("article").order_by("article__language"))
    return {
        one.pk: [
            other
            for other in live
            if other.article.translation_group_id == one.article.translation_group_id
            and other.article_id != one.article_id
        ]
        for one in editions
        if one.article.translation_group_id
    }


@operation(
    "/articles/{article}/",
    "One article as patients read it now",
    answers="Article",
    parameters=[SLUG_LANGUAGE, FIELDS_ASKED],
    refusals=(404, 410),
)
def article(request, moment, *, article, language, fields):
    """article: its code, however it is written, or the name in its address"""
    fields = fields or ALL_FIELDS
    live = _LIVE.rows(code=normal_code(article), moment=moment) if is_code(normal_code(article)) else []
    if not live:  # by an address, or not there
        found = article_called(article, language, moment)
        live = _LIVE.rows(code=found.code, moment=moment)
    if not live:
        newest = Edition.objects.newest_at(moment).filter(article=found).prefetch_related("withdrawals").first()
        raise taken_away(request, found, newest.withdrawal_at(moment), moment)
    edition = _with_all(*live[0])
    translations = translations_of([edition], moment).get(edition.pk, []) if "translations" in fields else []
    told = Teller(request, moment).article(edition, translations, fields)
    return {"@context": "https://schema.org", **told}


def _live_with(code, moment):
    return Edition.objects.live_at(moment).order_by().filter(article__code=code).values_list("pk")


_LIVE = Prepared(_live_with)


def article_called(name, language, moment):
    """By code, or by a present or past address. Raises NotThere for what was never released."""
    released = Article.objects.filter(
        Exists(Edition.objects.released_by_moment(moment).filter(article=OuterRef("pk")))
    ).order_by()
    normal, language = normal_code(name), language or settings.LANGUAGE_CODE
    asked = [Q(code=normal)] if is_code(normal) else []
    if name.isprintable():  # PostgreSQL looks for no NUL
        asked += [Q(slug=name, language=language), Q(past_addresses__slug=name, past_addresses__language=language)]
    for condition in asked:
        if found := released.filter(condition).first():
            return found
    raise NotThere(_("No article has this code or, in this language, this address."))


def taken_away(request, article, withdrawal, moment):
    """Instead: what the article says now, or else what took its place."""
    instead = Edition.objects.live_at(moment).filter(article=article).select_related("article").first()
    instead = instead or withdrawal.leads_to(moment)
    more = {"kind": str(withdrawal.kind), "reason": withdrawal.reason}
    if instead:
        more["replacement"] = Teller(request, moment).api_address("article", article=instead.article.code)
    sentence = _("It was recalled as unsafe.") if withdrawal.kind == "recalled" else _("It was withdrawn as outdated.")
    return NotThere(sentence, 410, **more)


@operation(
    "/articles/{article}/editions/",
    "All editions of an article, the newest first",
    answers="EditionList",
    parameters=[SLUG_LANGUAGE],
    refusals=(404,),
)
def editions(request, moment, *, article, language):
    found = article_called(article, language, moment)
    released = Edition.objects.filter(article=found).released_by_moment(moment).with_state_at(moment)
    teller = Teller(request, moment)
    rows = released.select_related("article").order_by("-number")
    return {
        "@context": "https://schema.org",
        "total": len(rows),
        "items": [teller.row(one, one.state) for one in rows],
    }


@operation(
    "/articles/{article}/editions/{number}/",
    "One edition, as it was released",
    answers="Edition",
    parameters=[SLUG_LANGUAGE],
    refusals=(404, 410),
)
def edition(request, moment, *, article, number, language):
    found = article_called(article, language, moment)
    released = Edition.objects.filter(article=found, number=number).released_by_moment(moment).with_state_at(moment)
    asked = released.prefetch_related("withdrawals").first()
    if asked is None:
        raise NotThere(_("The article has no edition with this number."))
    withdrawal = asked.withdrawal_at(moment)
    if asked.state == State.RECALLED:
        raise taken_away(request, found, withdrawal, moment)
    told = Teller(request, moment).edition(_with_all(asked.pk), asked.state, withdrawal)
    return {"@context": "https://schema.org", **told}
