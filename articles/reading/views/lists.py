from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Edition, GlossaryTerm, Topic
from articles.models.alphabet import sort_key
from articles.storing import worked_out_once

from ..a_to_z import AToZ, by_letter
from ..moment import moment_of
from ..order import by_title
from .refusals import moved_to, not_found

NEWEST = 5
TOPIC_PAGE = 50
LETTER_PAGE = 100
ONE_PAGE_A_TO_Z = 100
FIRST, LATER = {"number": 1}, {"number__gt": 1}


@worked_out_once
def pages_on_topics(language, *, moment):
    """How many pages each topic holds, by its key; those with none are left out."""
    live = Edition.objects.live_at(moment).filter(article__language=language).values("article")
    topics = Topic.objects.filter(language=language).order_by()
    topics = topics.annotate(pages=Count("articles", filter=Q(articles__in=live))).filter(pages__gt=0)
    return dict(topics.values_list("pk", "pages"))


@worked_out_once
def newest_pages(language, *, moment):
    """(the keys of what was released for the first time, of what was released anew), the newest first."""
    live = Edition.objects.live_at(moment).filter(article__language=language).order_by("-release_at", "-pk")
    return tuple(list(live.filter(**which).values_list("pk", flat=True)[:NEWEST]) for which in (FIRST, LATER))


@worked_out_once
def pages_on(topic, language, *, moment):
    """The keys of what stands in that language on the topic with that key, in alphabetical order."""
    live = Edition.objects.live_at(moment).filter(article__topics=topic, article__language=language)
    return list(by_title(live).values_list("pk", flat=True))


_ARTICLE = ("article__language", "article__slug")
_SHOWN = Edition.objects.select_related("article").only(
    "number", "title", "summary", "release_at", "is_safety_change", "change_note", *_ARTICLE
)


class Editions:
    """Editions by their keys, in that order, fetched when they are looked at."""

    def __init__(self, keys):
        self.keys = keys

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, part):
        found = _SHOWN.in_bulk(self.keys[part])
        return [found[key] for key in self.keys[part] if key in found]


def topics_with_pages(request, language=None):
    """Topics that hold something to read, with how many pages in ``pages``, in alphabetical order."""
    pages = pages_on_topics(language or request.LANGUAGE_CODE, moment=moment_of(request))
    topics = list(Topic.objects.filter(pk__in=pages))
    for topic in topics:
        topic.pages = pages[topic.pk]
    return sorted(topics, key=lambda topic: (sort_key(topic.name), topic.pk))


def page_numbered(rows, number, size):
    """The page that the reader asked for, or None if there is no such page."""
    try:
        return Paginator(rows, size).page(number)
    except InvalidPage:
        return None


@require_safe
def home(request):
    released, updated = newest_pages(request.LANGUAGE_CODE, moment=moment_of(request))
    newest = Editions(released + updated)[:]
    context = {
        "topics": topics_with_pages(request),
        "released": [edition for edition in newest if edition.number == 1],
        "updated": [edition for edition in newest if edition.number > 1],
    }
    return render(request, "reading/home.html", context)


@require_safe
def topics(request):
    return render(request, "reading/topics.html", {"topics": topics_with_pages(request)})


def topics_readers_know(request):
    """Topics under which something was released once: the name of another may tell what is still being written."""
    released = Edition.objects.released_by_moment(moment_of(request)).filter(article__topics=OuterRef("pk"))
    return Topic.objects.filter(Exists(released), language=request.LANGUAGE_CODE)


@require_safe
def topic(request, slug):
    topic = topics_readers_know(request).filter(slug=slug).first()
    if topic is None:
        return moved_to(get_object_or_404(topics_readers_know(request).once_at(request.LANGUAGE_CODE, slug)), request)
    editions = pages_on(topic.pk, topic.language, moment=moment_of(request))
    page = page_numbered(Editions(editions), request.GET.get("page", 1), TOPIC_PAGE)
    if page is None:
        return not_found(request, _("This topic has no page with that number."))
    return render(request, "reading/topic.html", {"topic": topic, "page": page})


@require_safe
def a_to_z(request):
    everything = AToZ(request.LANGUAGE_CODE, moment_of(request))
    letter = request.GET.get("letter")
    letter = letter and letter.upper()
    if letter is None and everything.total > ONE_PAGE_A_TO_Z:
        letter = next(filter(str.isalpha, everything.letters), everything.letters[0])  # 17-beta … can wait
    if letter is not None and letter not in everything.letters:
        return not_found(request, _("Nothing in the A to Z stands under that letter."))
    # Without a letter all of it fits on one page.
    size = LETTER_PAGE if letter else ONE_PAGE_A_TO_Z
    page = page_numbered(everything.entries(letter), request.GET.get("page", 1), size)
    if page is None:
        return not_found(request, _("The A to Z has no page with that number."))
    context = {"letters": everything.letters, "letter": letter, "page": page, "groups": by_letter(page)}
    return render(request, "reading/a_to_z.html", context)


@require_safe
def glossary(request):
    groups = by_letter(by_title(GlossaryTerm.objects.filter(language=request.LANGUAGE_CODE)))
    context = {"groups": groups, "letters": [letter for letter, terms in groups]}
    return render(request, "reading/glossary.html", context)
