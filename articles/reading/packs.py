"""How the versions of a pack differ, told from what each holds."""

from dataclasses import dataclass

from articles.models import Edition, PackVersion


@dataclass(frozen=True)
class MadeVersion:
    """A version beside the one before it. The titles are those that the pages have now."""

    version: PackVersion
    added: list[str]
    taken_out: list[str]
    is_first: bool
    is_in_other_order: bool
    is_reworded: bool
    is_held_otherwise: bool


def versions_told(pack, moment) -> list[MadeVersion]:
    """The newest first."""
    versions = list(pack.versions.prefetch_related("pages").order_by("number"))
    articles = {page.article_id for version in versions for page in version.pages.all()}
    newest = Edition.objects.newest_at(moment).filter(article__in=articles)
    titles = dict(newest.values_list("article", "title"))
    pairs = zip([None, *versions], versions, strict=False)
    return [_beside(before, version, titles) for before, version in pairs][::-1]


def _beside(before, version, titles):
    old, new = _held(before), _held(version)
    both = [article for article in old if article in new]
    return MadeVersion(
        version,
        added=[titles.get(article, "") for article in new if article not in old],
        taken_out=[titles.get(article, "") for article in old if article not in new],
        is_first=before is None,
        is_in_other_order=both != [article for article in new if article in old],
        is_reworded=before is not None and (before.title, before.note) != (version.title, version.note),
        is_held_otherwise=any(old[article] != new[article] for article in both),
    )


def _held(version):
    """The edition that is held of each article, or None, in order."""
    return {page.article_id: page.edition_id for page in version.pages.all()} if version else {}
