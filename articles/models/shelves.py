"""What articles are found on: topics, clinical codes, glossary terms."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .coding import CodeSystem, normal_clinical_code
from .constraints import not_blank, one_of
from .fields import InitialField, SortKeyField, language_field
from .moving import MovingQuerySet
from .plain_words import PlainWords

LONGEST_REVIEW = 120  # months


class Topic(PlainWords, models.Model):
    language = language_field()
    slug = models.SlugField(
        _("address"),
        max_length=100,
        help_text=_("The last part of the web address. If you change it, old links go on working."),
    )
    name = models.CharField(_("name"), max_length=100)
    description = models.TextField(_("description"), blank=True, help_text=_("One or two sentences for patients."))

    review_months = models.PositiveSmallIntegerField(
        _("months until a review"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_REVIEW)],
        help_text=_("In what time a page of this topic is usually looked at again. The shortest of its topics counts."),
    )

    objects = MovingQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["language", "name"]
        constraints = [
            UniqueConstraint(fields=["language", "slug"], name="topic_address_once"),
            not_blank("slug"),
            not_blank("name"),
            CheckConstraint(
                condition=Q(review_months=None) | Q(review_months__gte=1, review_months__lte=LONGEST_REVIEW),
                name="topic_review_months_within",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        with translation.override(self.language):
            return reverse("reading:topic", kwargs={"slug": self.slug})

    def clean(self):
        self.description = " ".join(self.description.split())  # one paragraph, as in files
        others = PastTopicAddress.objects.filter(language=self.language, slug=self.slug).exclude(topic_id=self.pk)
        if past := others.select_related("topic").first():
            raise ValidationError(
                {
                    "slug": _("This was the address of “%(topic)s”, and old links still lead there. Choose another.")
                    % {"topic": past.topic}
                }
            )

    def save(self, **options):
        """A changed address goes on leading here; one that is taken up again is no longer a past one."""
        with transaction.atomic():
            stored = self.pk and Topic.objects.filter(pk=self.pk).values("language", "slug").first()
            now = {"language": self.language, "slug": self.slug}
            if stored and stored != now:
                PastTopicAddress.objects.get_or_create(topic=self, **stored)
                self.past_addresses.filter(**now).delete()
            super().save(**options)


class PastTopicAddress(models.Model):
    """An address that once was a topic's, and redirects to it (promise 4)."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="past_addresses")
    language = language_field()
    slug = models.SlugField(_("address"), max_length=100)

    class Meta:
        verbose_name = _("past address of a topic")
        verbose_name_plural = _("past addresses of topics")
        constraints = [UniqueConstraint(fields=["language", "slug"], name="past_topic_address_once")]

    def __str__(self):
        return self.slug


class ClinicalCode(PlainWords, models.Model):
    """A code by which a clinic's record system asks for articles."""

    system = models.CharField(_("system"), max_length=40, choices=CodeSystem)
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("clinical code")
        verbose_name_plural = _("clinical codes")
        ordering = ["system", "code"]
        constraints = [
            UniqueConstraint(fields=["system", "code"], name="clinical_code_once"),
            not_blank("code"),
            one_of("system", CodeSystem.values),
        ]

    def __str__(self):
        return f"{self.get_system_display()} {self.code} {self.name}".rstrip()

    def clean(self):
        self.code = normal_clinical_code(self.system, self.code)

    def save(self, **options):
        self.code = normal_clinical_code(self.system, self.code)
        super().save(**options)


class GlossaryTerm(PlainWords, models.Model):
    """A hard word explained in plain ones."""

    language = language_field()
    term = models.CharField(_("term"), max_length=100)
    slug = models.SlugField(max_length=100, editable=False, allow_unicode=True)
    meaning = models.TextField(_("meaning"), help_text=_("One or two plain sentences."))
    other_names = models.CharField(
        _("other names"), max_length=300, blank=True, help_text=_("Other forms of the word, with commas between them.")
    )
    sort_key = SortKeyField(of="term")
    initial = InitialField(of="term")

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["language", "sort_key"]
        constraints = [
            UniqueConstraint(fields=["language", "slug"], name="glossary_term_once"),
            not_blank("term"),
            not_blank("meaning"),
        ]

    def __str__(self):
        return self.term

    def save(self, **options):
        self.slug = self.slug_of(self.term)
        super().save(**options)

    def clean(self):
        """Names and meaning as an export writes them, so that they come back as they are."""
        self.meaning = " ".join(self.meaning.split())
        self.other_names = ", ".join(name.strip() for name in self.other_names.split(",") if name.strip())
        if len(self.other_names) > 300:
            raise ValidationError({"other_names": _("The other names may have 300 characters together.")})

    def validate_unique(self, exclude=None):
        """However it is written: the address of the term is what must be its own, and no form shows that."""
        super().validate_unique(exclude)
        same = GlossaryTerm.objects.filter(language=self.language, slug=self.slug_of(self.term)).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"term": _("The glossary has this term already. Change what stands there.")})

    @staticmethod
    def slug_of(term):
        return slugify(term, allow_unicode=True)[:100]
