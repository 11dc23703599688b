"""A pack while it is being put together: the form holds all of it, and nothing is kept before it is saved.

Each press of a button (find, add, up, down, remove) answers with the same form, one step on. So it works without a
script; static/js/desk/packing.js asks for the same answers without leaving the page.
"""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Article,
    Clinic,
    Edition,
    PackedPage,
    PackVersion,
    PageInPack,
    is_code,
    met_on,
    normal_code,
)
from articles.releasing import pages_of
from articles.searching import CannotSearch, find

MOST_FOUND = 10


def newest_of(pack):
    return pack.newest_version if pack.pk else None


class PackForm(forms.Form):
    clinic = forms.ModelChoiceField(Clinic.objects.none(), label=_("Clinic"), empty_label=None)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("What the pack is for, as patients say it: Before your operation"),
    )
    note = forms.CharField(
        label=_("Note to patients"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("In plain words: what to read first, what to bring. Nothing about one patient."),
    )

    def __init__(self, data, pack, clinics):
        """The clinic and the language of a pack that is there are its own for ever."""
        newest = newest_of(pack)
        super().__init__(data, initial={"title": newest.title, "note": newest.note} if newest else None)
        self.fields["clinic"].queryset = clinics
        if pack.pk:
            del self.fields["clinic"], self.fields["language"]


@dataclass(frozen=True)
class Row:
    article: Article
    held: Edition | None
    editions: list[Edition]  # that may be held, the newest first
    met: PackedPage | None  # what a patient would meet


class Packing:
    """What stands in the form: its pages in order, and what was found to add."""

    def __init__(self, pack, data, moment):
        self.pack, self.data, self.moment = pack, data, moment
        self.newest, self.faults = newest_of(pack), []
        # The version that this form began with: whoever saves must have seen the newest.
        self.seen = data.get("seen", "") if data is not None else self.newest and self.newest.number
        self.pages = self._read() if data is not None else self._stored()

    @property
    def language(self):
        return self.pack.language if self.pack.pk else (self.data or {}).get("language", settings.LANGUAGE_CODE)

    def _stored(self):
        return pages_of(self.newest) if self.newest else []

    def _read(self):
        """Pairs of an article and the edition that is held or None, as they stand in the form."""
        codes, numbers = self.data.getlist("page"), self.data.getlist("held")
        articles = {article.code: article for article in self._released().filter(code__in=codes)}
        pages = []
        for code, number in zip(codes, numbers + [""] * len(codes), strict=False):
            article = articles.get(code)
            held = self._held(article, number) if article else None
            if article is None or (number and held is None):
                self.faults.append(_("One of the pages was not understood, and is left out. Add it again."))
            else:
                pages.append((article, held))
        return pages

    def _released(self):
        """Pages that patients could read at some time: others have no words to give."""
        return Article.objects.filter(editions__in=Edition.objects.released_by_moment(self.moment)).distinct()

    def _held(self, article, number):
        if not (number.isascii() and number.isdigit() and len(number) < 7):
            return None
        return article.editions.released_by_moment(self.moment).filter(number=int(number)).first()

    def step(self):
        """Does what one of the small buttons says."""
        data = self.data
        if place := self._place("_remove"):
            del self.pages[place - 1]
        for name, step in (("_up", -1), ("_down", 1)):
            place = self._place(name)
            if place and 1 <= place + step <= len(self.pages):
                self.pages.insert(place - 1 + step, self.pages.pop(place - 1))
        if code := data.get("_add"):
            article = self._released().filter(code=code).first()
            if article and article not in [one for one, _held in self.pages]:
                self.pages.append((article, None))

    def _place(self, name):
        written = self.data.get(name, "")
        is_place = written.isascii() and written.isdigit() and len(written) < 4
        return int(written) if is_place and 1 <= int(written) <= len(self.pages) else 0

    @property
    def unsaved(self):
        """The version that a save would make, with what a patient meets on its pages."""
        number = self.newest.number + 1 if self.newest else 1
        return PackVersion(pack=self.pack, number=number, made_at=self.moment)

    @cached_property
    def met(self):
        pages = [
            PageInPack(place=place, article=article, edition=held)
            for place, (article, held) in enumerate(self.pages, start=1)
        ]
        return met_on(pages, self.moment)

    def rows(self):
        articles = [article.pk for article, _held in self.pages]
        editions, met = {}, {page.article.pk: page for page in self.met}
        readable = Edition.objects.readable_at(self.moment).filter(article__in=articles)
        for edition in readable.order_by("-number"):
            editions.setdefault(edition.article_id, []).append(edition)
        for article, held in self.pages:
            choices = editions.get(article.pk, [])
            if held and held not in choices:
                choices = [held, *choices]
            yield Row(article, held, choices, met.get(article.pk))

    def found(self):
        """(live editions that answer what was typed and are not in the pack, a sentence if there are none)."""
        words = (self.data or {}).get("q", "").strip()
        if not words:
            return [], ""
        there = {article.pk for article, _held in self.pages}
        if is_code(normal_code(words)):
            coded = Edition.objects.live_at(self.moment).filter(article__code=normal_code(words))
            found = list(coded.select_related("article"))
        else:
            try:
                answer = find(words, language=self.language, moment=self.moment)
            except CannotSearch as fault:
                return [], str(fault)
            found = [one.edition for one in answer.results] or answer.nearest
        new = [edition for edition in found if edition.article_id not in there][:MOST_FOUND]
        if new:
            return new, ""
        return [], _("All that was found is in the pack.") if found else _("No page was found. Try other words.")
