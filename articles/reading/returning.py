"""What readers are told who come back to a page that has changed. When they were here, only their device knows."""

from articles.models import Edition

MOST_NOTES = 5


def changes_before(edition, moment):
    """The newest change notes up to ``edition``. A first edition has changed nothing, and costs no query."""
    if edition.number == 1:
        return []
    noted = Edition.objects.released_by_moment(moment).exclude(change_note="", is_safety_change=False)
    noted = noted.filter(article=edition.article_id, number__gt=1, number__lte=edition.number)
    return list(noted.order_by("-number")[:MOST_NOTES])
