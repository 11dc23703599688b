"""An Embedded as oEmbed 1.0 tells it, in JSON or XML."""

from xml.etree import ElementTree

from django.db.models import Min
from django.utils import translation

from articles.models import Withdrawal, site_name

CACHE_SECONDS = 3600


def told_of(embedded, moment) -> dict:
    article = embedded.edition.article
    with translation.override(article.language):
        return {
            "version": "1.0",
            "type": "rich",
            "title": embedded.edition.title,
            "provider_name": site_name(),
            "provider_url": f"{embedded.site}/",
            "cache_age": _seconds_it_is_true(article, moment),
            "width": embedded.width,
            "height": embedded.height,
            "html": str(embedded.markup),
        }


def _seconds_it_is_true(article, moment) -> int:
    """Not beyond the next release or withdrawal that is known."""
    withdrawals = Withdrawal.objects.filter(edition__article=article)
    changes = [
        article.editions.filter(release_at__gt=moment).aggregate(at=Min("release_at"))["at"],
        *(withdrawals.filter(**{f"{one}__gt": moment}).aggregate(at=Min(one))["at"] for one in ("at", "lifted_at")),
    ]
    return min([CACHE_SECONDS, *(int((at - moment).total_seconds()) for at in changes if at)])


def as_xml(told: dict) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
