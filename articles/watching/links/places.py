"""Which links stand in which words: what is live, what is scheduled, and the drafts."""

import re
from html import unescape
from urllib.parse import urldefrag

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from articles.checking.sentences import sentences_in
from articles.models import Edition, Link, LinkPlace, Section, Source, plain_text

LONGEST_ADDRESS, LONGEST_SENTENCE = 2000, 400

_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_BLOCK = re.compile(r"<(?:p|li|h3|h4|td|th|dt|dd|caption)[ >]|</(?:p|li|h3|h4|td|th|dt|dd|caption)>")


def note_places(now) -> int:
    """Write down where each link stands now, and forget the others; returns how many links there are."""
    editions = Edition.objects.live_at(now) | Edition.objects.filter(Q(release_at=None) | Q(release_at__gt=now))
    editions = list(editions.order_by().values_list("pk", flat=True))
    found = dict(_in_words(editions) | _in_sources(editions))
    with transaction.atomic():
        urls = {url for _edition, url in found}
        Link.objects.bulk_create([Link(url=url) for url in urls], ignore_conflicts=True, batch_size=500)
        pks = dict(Link.objects.values_list("url", "pk"))
        LinkPlace.objects.all().delete()
        LinkPlace.objects.bulk_create(
            [
                LinkPlace(link_id=pks[url], edition_id=edition, href=href, sentence=sentence)
                for (edition, url), (href, sentence) in found.items()
            ],
            batch_size=500,
        )
        Link.objects.filter(places=None).delete()
    return len(urls)


def address_of(href: str) -> str:
    """What to ask for: an address elsewhere, the path of a page of ours, or nothing (mail, telephone, “#” here)."""
    url = urldefrag(unescape(href).strip())[0]
    if settings.PORTAL_URL and f"{url}/".startswith(f"{settings.PORTAL_URL}/"):
        url = url[len(settings.PORTAL_URL) :] or "/"
    is_meant = url.startswith(("https://", "http://")) or (url.startswith("/") and not url.startswith("//"))
    return url if is_meant and len(url) <= LONGEST_ADDRESS else ""


def _in_words(editions):
    found = {}
    for part in _in_parts(editions):
        sections = Section.objects.filter(edition__in=part, body__contains="<a ")
        for edition, body in sections.order_by("edition", "position").values_list("edition", "body"):
            for link in _LINK.finditer(body):
                if url := address_of(link[1]):
                    found.setdefault((edition, url), (link[1], _sentence_around(link, body)))
    return found


def _in_sources(editions):
    found = {}
    for part in _in_parts(editions):
        sources = Source.objects.filter(edition__in=part).exclude(url="")
        for edition, href, title in sources.values_list("edition", "url", "title"):
            if url := address_of(href):
                found[edition, url] = (href, title[:LONGEST_SENTENCE])
    return found


def _in_parts(editions, size=500):
    return (editions[at : at + size] for at in range(0, len(editions), size))


def _sentence_around(link, body):
    """The sentence that a person would look for."""
    ends = [found.end() for found in _BLOCK.finditer(body, 0, link.start())]
    following = _BLOCK.search(body, link.end())
    block = body[ends[-1] if ends else 0 : following.start() if following else len(body)].partition(">")
    block = plain_text(block[2] if "<" not in block[0] and block[1] else "".join(block))
    words = plain_text(link[2])
    with_link = [sentence for sentence in sentences_in(block) if words and words in sentence]
    return (with_link[0] if with_link else block or words)[:LONGEST_SENTENCE]
