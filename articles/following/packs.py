"""The packs among what somebody has written down, with what stands in the version that each address is about."""

from dataclasses import dataclass

from articles.models import InformationPack, PackVersion, PageInPack


@dataclass(frozen=True)
class Held:
    """pages: the primary key of each article, and the number of the edition that is held, or None"""

    pack: InformationPack
    newest: PackVersion
    is_retired: bool
    pages: list[tuple[int, int | None]]


def packs_among(named, moment) -> dict:
    """By what names it. No queries if nothing could be a pack, and else the same few for any number of them."""
    versions = _versions({one.pack or one.code for one in named} - {""}, moment)
    about = {}
    for one in named:
        several = versions.get(one.pack or one.code, {})
        if several and one.number in (None, *several):
            about[one] = several[max(several) if one.number is None else one.number]
    pages = _pages({version.pk for version in about.values()})
    held = {}
    for one, version in about.items():
        pack, several = version.pack, versions[version.pack.code]
        on_it = _as_printed(pages.get(version.pk, []), one.printed)
        if on_it is not None:
            held[one] = Held(pack, several[max(several)], pack.is_retired_at(moment), on_it)
    return held


def _as_printed(pages, printed):
    """The editions that a copy names, in their order: 0 for what had been left out. None if they are not as many."""
    if not printed:
        return pages
    if len(printed) != len(pages):
        return None
    return [(article, number) for (article, _held), number in zip(pages, printed, strict=True) if number]


def _versions(codes, moment):
    made = PackVersion.objects.filter(pack__code__in=codes, made_at__lte=moment).select_related("pack")
    found = {}
    for version in made.defer("note").order_by():
        found.setdefault(version.pack.code, {})[version.number] = version
    return found


def _pages(versions):
    rows = PageInPack.objects.filter(pack_version__in=versions).order_by("place")
    found = {}
    for version, *page in rows.values_list("pack_version", "article", "edition__number"):
        found.setdefault(version, []).append(tuple(page))
    return found
