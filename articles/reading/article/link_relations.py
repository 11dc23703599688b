"""How the pages of one article hang together in time, for machines.

Sources: RFC 5829 (version-history, latest-version, predecessor-version, successor-version); RFC 7089, Memento
(original, timegate, timemap, memento). The article's own page is the Original Resource, its editions are the Mementos.
"""

from dataclasses import dataclass, field
from datetime import UTC, timedelta

from django.utils.http import http_date


@dataclass
class Link:
    address: str
    relations: list[str]
    more: dict = field(default_factory=dict)

    def written(self, request, between="; "):
        values = {"rel": " ".join(self.relations), **self.more}
        parts = [
            f"<{request.build_absolute_uri(self.address)}>",
            *(f'{name}="{value}"' for name, value in values.items()),
        ]
        return between.join(parts)


def memento_datetime(point) -> str:
    """From when on these words were live: in whole seconds, so never before they were."""
    moment = point.release_at.astimezone(UTC)
    if moment.microsecond:
        moment = moment.replace(microsecond=0) + timedelta(seconds=1)
    return http_date(moment.timestamp())


def memento(timeline, point, *relations) -> Link:
    address = timeline.article.address_of("edition", number=point.number)
    return Link(address, [*relations, "memento"], {"datetime": memento_datetime(point)})


def original(timeline):
    return Link(timeline.article.get_absolute_url(), ["original"])


def timegate(timeline):
    return Link(timeline.article.address_of("timegate"), ["timegate"])


def timemap(timeline):
    return Link(timeline.article.address_of("timemap"), ["timemap"], {"type": "application/link-format"})


def version_history(timeline):
    return Link(timeline.article.address_of("history"), ["version-history"])


def of_article(timeline) -> list[Link]:
    links = [timegate(timeline), timemap(timeline), version_history(timeline)]
    return [*links, memento(timeline, timeline.live, "latest-version")] if timeline.live else links


def of_timegate(timeline) -> list[Link]:
    return [original(timeline), timemap(timeline), *ends(timeline)]


def ends(timeline) -> list[Link]:
    readable = timeline.readable
    if len(readable) == 1:
        return [memento(timeline, readable[0], "first", "last")]
    return [memento(timeline, readable[0], "first"), memento(timeline, readable[-1], "last")] if readable else []


def of_edition(timeline, number) -> list[Link]:
    links = [original(timeline), timegate(timeline), timemap(timeline), version_history(timeline)]
    return links + [
        memento(timeline, point, *relations)
        for point in timeline.readable
        if (relations := _relations(timeline, point, number))
    ]


def _relations(timeline, point, number):
    """What ``point`` is to the edition with that number."""
    readable = timeline.readable
    at = next(index for index, one in enumerate(readable) if one.number == number)
    place = readable.index(point)
    facts = {
        "first": place == 0,
        "prev": place == at - 1,
        "predecessor-version": place == at - 1,
        "next": place == at + 1,
        "successor-version": place == at + 1,
        "last": place == len(readable) - 1,
        "latest-version": point is timeline.live,
    }
    return [relation for relation, is_so in facts.items() if is_so]


def with_links(response, request, links):
    response.headers["Link"] = ", ".join(link.written(request) for link in links)
    return response
