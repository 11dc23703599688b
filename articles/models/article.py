from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Min, UniqueConstraint
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .clock import months_after
from .code import is_code, new_code, spoken_code
from .constraints import not_blank
from .fields import InitialField, SortKeyField, language_field
from .moving import MovingQuerySet
from .plain_words import PlainWords


class ReleasedWordsNeverChange(Exception):
    """Somebody tried to alter or delete words that were released, or are locked for their release (promise 2)."""


def must_be_code(value):
    if not is_code(value):
        raise ValidationError(
            _("“%(value)s” is not a code of ours: a character may be mistyped."), params={"value": value}
        )


class TranslationGroup(models.Model):
    """Ties the articles that say the same in several languages, one of each."""

    class Meta:
        verbose_name = _("translation group")

    def __str__(self):
        return " / ".join(str(article) for article in self.articles.all())


class ArticleQuerySet(MovingQuerySet):
    def coded(self, system, code):
        """Articles that carry the clinical ``code`` of ``system`` (a CodeSystem)."""
        return self.filter(clinical_codes__system=system, clinical_codes__code=code)


@cache
def _around_slug(language, _prefix, _default) -> tuple[str, str]:
    """What stands before and after the name in the address of a page: lists tell thousands of them at once."""
    with translation.override(language):
        before, _slug, after = reverse("reading:article", kwargs={"slug": "the-name"}).partition("the-name")
    return before, after


def address_of_article(language: str, slug: str) -> str:
    before, after = _around_slug(language, get_script_prefix(), settings.LANGUAGE_CODE)
    return f"{before}{slug}{after}"


class Article(PlainWords, models.Model):
    """What keeps its address and its code for ever, while its words come in editions."""

    code = models.CharField(
        _("code"), max_length=7, unique=True, default=new_code, editable=False, validators=[must_be_code]
    )
    language = language_field()
    slug = models.SlugField(
        _("address"),
        max_length=100,
        help_text=_("The last part of the web address. If you change it, old links go on working."),
    )
    topics = models.ManyToManyField("Topic", verbose_name=_("topics"), related_name="articles", blank=True)
    clinical_codes = models.ManyToManyField(
        "ClinicalCode", verbose_name=_("clinical codes"), related_name="articles", blank=True
    )
    translation_group = models.ForeignKey(
        TranslationGroup,
        verbose_name=_("translation group"),
        on_delete=models.PROTECT,
        related_name="articles",
        null=True,
        blank=True,
        help_text=_("Shared by the articles that say the same in other languages."),
    )
    in_charge = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("in charge"),
        on_delete=models.PROTECT,
        related_name="articles_in_charge",
        null=True,
        blank=True,
        limit_choices_to={"is_staff": True, "is_active": True},
        help_text=_("Who is reminded first when a review is due."),
    )
    # Where it was imported from and its number there. Not unique: real collections use a number twice.
    origin = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    is_sample = models.BooleanField(
        _("sample content"),
        default=False,
        help_text=_("Tells patients that this page must be checked locally before use."),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["slug"]
        base_manager_name = "objects"  # also where Django writes rows behind a relation
        constraints = [
            UniqueConstraint(fields=["language", "slug"], name="article_address_once"),
            UniqueConstraint(fields=["translation_group", "language"], name="one_article_per_language_in_a_group"),
            not_blank("slug"),
        ]

    def __str__(self):
        return f"{self.slug} ({self.language})"

    @property
    def spoken_code(self):
        return spoken_code(self.code)

    @cached_property
    def newest_edition(self):
        return self.editions.order_by("-number").first()

    def usual_review_due(self, day):
        """When what is reviewed on ``day`` is to be looked at again, by the shortest time of its topics; or None."""
        months = self.topics.aggregate(least=Min("review_months"))["least"]
        return months and months_after(day, months)

    def get_absolute_url(self):
        return address_of_article(self.language, self.slug) if self.slug else self.address_of("article")

    def address_of(self, page, **more):
        """The address of one of the article's pages, in the article's own language."""
        with translation.override(self.language):
            return reverse(f"reading:{page}", kwargs={"slug": self.slug, **more})

    def clean(self):
        others = PastAddress.objects.filter(language=self.language, slug=self.slug).exclude(article_id=self.pk)
        if past := others.select_related("article").first():
            raise ValidationError(
                {
                    "slug": _("This was the address of “%(article)s”, and old links still lead there. Choose another.")
                    % {"article": past.article}
                }
            )

    def save(self, **options):
        if self._state.adding:
            super().save(**options)
            return
        with transaction.atomic():
            self._remember_past_address()
            super().save(**options)

    def _remember_past_address(self):
        """A changed address goes on leading here; one that is taken up again is no longer a past one."""
        stored = Article.objects.filter(pk=self.pk).values("code", "language", "slug").first()
        if stored and stored.pop("code") != self.code:
            raise ValueError("The code of an article stands on paper and never changes.")
        now = {"language": self.language, "slug": self.slug}
        if stored is None or stored == now:
            return
        if stored["language"] != self.language and self.editions.exclude(release_at=None).exists():
            raise ReleasedWordsNeverChange(_("The language of a released article cannot change: write a translation."))
        PastAddress.objects.get_or_create(article=self, **stored)
        self.past_addresses.filter(**now).delete()


class PastAddress(models.Model):
    """An address that once was an article's, and redirects to it for ever (promise 4)."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="past_addresses")
    language = language_field()
    slug = models.SlugField(_("address"), max_length=100)

    class Meta:
        verbose_name = _("past address")
        verbose_name_plural = _("past addresses")
        constraints = [UniqueConstraint(fields=["language", "slug"], name="past_address_once")]

    def __str__(self):
        return self.slug


class OtherName(PlainWords, models.Model):
    """A name people use for what an article is about: a synonym, an abbreviation, a brand."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=200)
    sort_key = SortKeyField(of="name")
    initial = InitialField(of="name", db_index=True)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("names people use")
        ordering = ["sort_key"]
        constraints = [
            UniqueConstraint(fields=["article", "name"], name="other_name_once_per_article"),
            not_blank("name"),
        ]

    def __str__(self):
        return self.name
