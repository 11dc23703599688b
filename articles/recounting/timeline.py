from itertools import chain

from . import of_articles, of_editions
from .happenings import Happening

SOURCES = [
    *(of_articles.beginning, of_articles.imports, of_articles.changes, of_articles.deeds),
    *(of_editions.drafts, of_editions.requests, of_editions.comments, of_editions.links, of_editions.verdicts),
    *(of_editions.returns, of_editions.approvals, of_editions.reviews, of_editions.withdrawals),
]


def timeline_of(article, moment) -> list[Happening]:
    """All that happened until ``moment``, in order. To tell one more kind of fact, add its function to SOURCES."""
    everything = chain(*(source(article) for source in SOURCES), of_editions.releases(article, moment))
    return sorted((one for one in everything if one.at <= moment), key=lambda one: one.at)
