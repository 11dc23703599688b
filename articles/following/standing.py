"""Where each of many addresses stands at a moment, in a number of queries that does not grow with them."""

from dataclasses import dataclass, replace

from articles.models import Article, Edition, InformationPack, PackVersion, PastAddress, TakenAway, Withdrawal, day_of

from .addresses import Named, named_in
from .packs import packs_among

# What is told of the newest edition: a thousand whole ones take half as long again.
_TOLD = ("number", "title", "summary", "release_at", "article__code", "article__language", "article__slug")
STATES = ("live", "moved", "outdated", "gone", "unknown")


@dataclass(frozen=True)
class Standing:
    """What one address or code leads to.

    state: "live"; "moved": its page has another address now; "outdated": the edition it names is not the newest;
    "gone": withdrawn or recalled; "unknown": no page of ours

    newest: what patients read now. instead: what took the place of what is gone

    Of a pack, its newest version, and where each page of the one that is named stands. It is "outdated" too if a page
    in it is, or is gone; and "gone" if the clinic gives it no more, or nothing is left in it. A recalled page is a
    matter of safety.
    """

    written: str
    state: str = "unknown"
    article: Article | None = None
    number: int | None = None
    newest: Edition | None = None
    withdrawal: Withdrawal | None = None
    instead: Edition | None = None
    is_overdue: bool = False
    is_safety_change: bool = False
    pack: InformationPack | None = None
    version: PackVersion | None = None
    pages: tuple["Standing", ...] = ()

    @property
    def is_recalled(self):
        return self.withdrawal is not None and self.withdrawal.kind == TakenAway.RECALLED


def standings(written, moment) -> list[Standing]:
    """One for each of ``written``, in their order."""
    named = {text: named_in(text) for text in written}
    wanted = set(named.values()) - {None}
    found = _articles(wanted)
    packs = packs_among(wanted - found.keys(), moment)
    packed = {article for held in packs.values() for article, _number in held.pages}
    places = Places({article for article, _is_here in found.values()} | packed, moment)
    of_packs = {one: _of_pack(one, held, places) for one, held in packs.items()}

    def standing(text):
        one = named[text]
        if one in of_packs:
            return replace(of_packs[one], written=text)
        return _of_article(text, one, *found[one], places) if one in found else Standing(text)

    return [standing(text) for text in written]


def _articles(named) -> dict:
    """By what names it: the primary key of the article, and whether that is still its address."""
    codes = {one.code for one in named if one.code}
    slugs = {slug for one in named if one.slug for slug in (one.slug, one.slug.lower())}
    by_code = dict(Article.objects.filter(code__in=codes).order_by().values_list("code", "pk"))
    here = Article.objects.filter(slug__in=slugs).order_by().values_list("language", "slug", "pk")
    past = PastAddress.objects.filter(slug__in=slugs).values_list("language", "slug", "article")
    here, past = ({(language, slug): pk for language, slug, pk in rows} for rows in (here, past))
    found = {}
    for one in named:
        place, small = (one.language, one.slug), (one.language, one.slug.lower())
        if article := by_code.get(one.code) or here.get(place):
            found[one] = article, True
        elif article := past.get(place) or here.get(small) or past.get(small):
            found[one] = article, False
    return found


def _of_pack(named, held, places):
    pages = [_of_article("", Named(number=number), article, True, places) for article, number in held.pages]
    pages = tuple(replace(page, written=_short(page)) for page in pages if page.state != "unknown")
    states = {page.state for page in pages}
    state = "live"
    if held.is_retired or states == {"gone"}:
        state = "gone"
    elif states - {"live"} or named.number not in (None, held.newest.number):
        state = "outdated"
    facts = {"pack": held.pack, "version": held.newest, "number": named.number, "pages": pages}
    facts["is_overdue"] = any(page.is_overdue for page in pages)
    facts["is_safety_change"] = any(page.is_safety_change or page.is_recalled for page in pages)
    return Standing("", state, **facts)


def _short(page):
    return page.article.code if page.number is None else f"{page.article.code}/{page.number}"


def _of_article(written, named, article, is_here, places):
    released, number = places.released.get(article, {}), named.number
    if not released or number not in (None, *released):
        return Standing(written)
    newest = places.newest[article]
    withdrawal = places.recall_of(article, number) or places.withdrawal_of(newest)
    facts = {"written": written, "article": newest.article, "number": number}
    if withdrawal:
        live = None if places.withdrawal_of(newest) else newest
        instead = live or places.leads_to(withdrawal)
        return Standing(state="gone", newest=live, withdrawal=withdrawal, instead=instead, **facts)
    facts |= {"newest": newest, "is_overdue": places.is_overdue(newest)}
    if number is not None and number < newest.number:
        is_safety_change = any(released[later] for later in released if later > number)
        return Standing(state="outdated", is_safety_change=is_safety_change, **facts)
    return Standing(state="live" if is_here else "moved", **facts)


class Places:
    """Where articles stand at a moment.

    released: by article, whether each released edition was a safety change; newest: by article
    """

    def __init__(self, articles, moment):
        self.moment = moment
        self.released, self.newest, self._taken = {}, {}, {}
        waiting = articles
        while waiting:  # once, and once more for each step of a replacement that was replaced in turn
            self._look_at(waiting)
            replaced = {one.replacement_id for taken in self._taken.values() for one in taken.values()}
            waiting = replaced - self.released.keys() - {None}

    def _look_at(self, articles):
        editions = Edition.objects.released_by_moment(self.moment).filter(article__in=articles).order_by()
        self.released |= {article: {} for article in articles}
        for article, number, is_safety_change in editions.values_list("article", "number", "is_safety_change"):
            self.released[article][number] = is_safety_change
        newest = editions.newest_at(self.moment).with_next_review_due().select_related("article").only(*_TOLD)
        self.newest |= {one.article_id: one for one in newest}
        taken = Withdrawal.objects.in_force_at(self.moment).filter(edition__article__in=articles).order_by()
        for one in taken.select_related("edition"):
            self._taken.setdefault(one.edition.article_id, {})[one.edition.number] = one

    def withdrawal_of(self, edition):
        return self._taken.get(edition.article_id, {}).get(edition.number)

    def recall_of(self, article, number):
        withdrawal = self._taken.get(article, {}).get(number)
        return withdrawal if withdrawal and withdrawal.kind == "recalled" else None

    def is_overdue(self, edition):
        return edition.due is not None and edition.due < day_of(self.moment)

    def leads_to(self, withdrawal):
        """As ``Withdrawal.leads_to``, from what is known already."""
        article, seen = withdrawal.replacement_id, set()
        while article and article not in seen:
            seen.add(article)
            newest = self.newest.get(article)
            taken = newest and self.withdrawal_of(newest)
            if not taken:
                return newest
            article = taken.replacement_id
        return None
