"""What a clinic hands out for one visit: pages in order, in numbered versions that never change."""

from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .article import Article, ReleasedWordsNeverChange, must_be_code
from .clinic import Clinic
from .code import new_code, spoken_code
from .constraints import both_or_neither, not_blank
from .edition import Edition
from .fields import PlainTextField, language_field, user_field
from .plain_words import PlainWords


class InformationPackQuerySet(models.QuerySet):
    def given_by(self, moment):
        """Packs with something in them by ``moment``, retired ones too: their addresses stand on paper."""
        made = PackVersion.objects.filter(pack=OuterRef("pk"), made_at__lte=moment)
        return self.filter(Exists(made)).select_related("clinic__logo")

    def in_use_at(self, moment):
        return self.exclude(retired_at__lte=moment)

    def holding(self, pages):
        """Packs whose newest version has one of ``pages`` in it."""
        newest = PackVersion.objects.newest().filter(pack=OuterRef("pack_version__pack"))
        held = pages.filter(Exists(newest.filter(pk=OuterRef("pack_version"))))
        return self.filter(pk__in=held.order_by().values("pack_version__pack"))


class InformationPack(models.Model):
    """What keeps its address and its code for ever, while what is in it comes in versions."""

    clinic = models.ForeignKey(Clinic, verbose_name=_("clinic"), on_delete=models.PROTECT, related_name="packs")
    code = models.CharField(
        _("code"), max_length=7, unique=True, default=new_code, editable=False, validators=[must_be_code]
    )
    language = language_field()
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    # A retired pack is given to nobody any more. Its address says so, and its code stays its own.
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True, editable=False)
    retired_by = user_field(_("retired by"), null=True, blank=True, editable=False)

    objects = InformationPackQuerySet.as_manager()

    class Meta:
        verbose_name = _("information pack")
        verbose_name_plural = _("information packs")
        ordering = ["clinic", "pk"]
        constraints = [both_or_neither("retired_at", "retired_by")]

    def __str__(self):
        return self.newest_version.title if self.newest_version else self.spoken_code

    @property
    def spoken_code(self):
        return spoken_code(self.code)

    @property
    def newest_version(self):
        """The last that was made, or None; from memory where the versions were fetched along."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)

    def version_at(self, moment):
        """What the clinic gave at ``moment``, or None before its first version."""
        return self.versions.filter(made_at__lte=moment).order_by("-number").first()

    def is_retired_at(self, moment):
        return self.retired_at is not None and self.retired_at <= moment

    def get_absolute_url(self):
        return reverse("packs:pack", args=[self.code])


class _FactsQuerySet(models.QuerySet):
    def update(self, **values):
        raise _never_changes()

    def delete(self):
        raise _never_changes()

    update.alters_data = delete.alters_data = True
    delete.queryset_only = True


class _Fact(models.Model):
    """Added once; from then on it can be relied on."""

    class Meta:
        abstract = True

    def save(self, **options):
        if not self._state.adding:
            raise _never_changes()
        super().save(**options)

    def delete(self, **options):
        raise _never_changes()


def _never_changes():
    return ReleasedWordsNeverChange(_("A version of a pack never changes: make a new one."))


class PackVersionQuerySet(_FactsQuerySet):
    def newest(self):
        """The last version of each pack."""
        newer = self.model.objects.filter(pack=OuterRef("pack"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))


class PackVersion(PlainWords, _Fact):
    """What a pack is called, what the clinic says in it, and its pages, as somebody put them together."""

    pack = models.ForeignKey(InformationPack, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    note = PlainTextField(_("note"), max_length=1000, blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = user_field(_("made by"))

    objects = PackVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a pack")
        verbose_name_plural = _("versions of packs")
        ordering = ["-number"]
        base_manager_name = "objects"
        constraints = [
            UniqueConstraint(fields=["pack", "number"], name="version_number_once_per_pack"),
            CheckConstraint(condition=Q(number__gte=1), name="version_numbers_begin_at_1"),
            not_blank("title"),
        ]

    def __str__(self):
        return _("%(title)s, version %(number)s") % {"title": self.title, "number": self.number}

    def get_absolute_url(self):
        return reverse("packs:version", args=[self.pack.code, self.number])


class PageInPack(_Fact):
    """One page in its place: what patients read of it at the time, or one edition of it."""

    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="pages")
    place = models.PositiveIntegerField(_("place"))
    article = models.ForeignKey(Article, verbose_name=_("page"), on_delete=models.PROTECT, related_name="+")
    # Empty where the pack follows what is live.
    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = _FactsQuerySet.as_manager()

    class Meta:
        verbose_name = _("page in a pack")
        verbose_name_plural = _("pages in packs")
        ordering = ["place"]
        base_manager_name = "objects"
        constraints = [
            UniqueConstraint(fields=["pack_version", "place"], name="one_page_in_each_place_of_a_pack"),
            UniqueConstraint(fields=["pack_version", "article"], name="a_page_once_in_a_pack"),
            CheckConstraint(condition=Q(place__gte=1), name="places_in_a_pack_begin_at_1"),
        ]

    def __str__(self):
        return f"{self.place}. {self.edition or self.article}"


def packs_to_look_at(moment):
    """Packs in use that do not give everything that was put into them, or give what is no longer the newest."""
    newer = Edition.objects.released_by_moment(moment).filter(
        article=OuterRef("article"), number__gt=OuterRef("edition__number")
    )
    live = Edition.objects.live_at(moment).filter(article=OuterRef("article"))
    # One that is held and was taken away is the newest, and none is live; or a newer one exists.
    pages = PageInPack.objects.filter(~Exists(live) | Q(edition__isnull=False) & Exists(newer))
    return InformationPack.objects.in_use_at(moment).holding(pages)
