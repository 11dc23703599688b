from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import CheckConstraint, Max, Q, UniqueConstraint
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .article import Article, ReleasedWordsNeverChange
from .clock import day_of
from .constraints import both_or_neither, one_of
from .edition_at import EditionQuerySet
from .fields import InitialField, PlainTextField, SortKeyField, user_field
from .fingerprint import count_words, fingerprint, seal, words_of
from .plain_words import PlainWords
from .state import Change, State

RELEASE_FACTS = frozenset(
    {"release_at", "released_by", "release_recorded_at", "fingerprint", "word_count", "urgent_reason"}
)


class Edition(PlainWords, models.Model):
    """One numbered wording of an article. Once it has a ``release_at``, its words never change."""

    article = models.ForeignKey(Article, verbose_name=_("article"), on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"), editable=False)

    title = models.CharField(_("title"), max_length=200)
    summary = PlainTextField(
        _("summary"), max_length=400, blank=True, help_text=_("One or two sentences that say what the page is about.")
    )
    change = models.CharField(_("change"), max_length=5, choices=Change, default=Change.MAJOR)
    is_safety_change = models.BooleanField(_("safety change"), default=False)
    change_note = PlainTextField(
        _("what changed"), max_length=500, blank=True, help_text=_("In plain words, for patients and clinics.")
    )
    reviewed_on = models.DateField(
        _("last reviewed"), null=True, blank=True, help_text=_("When a clinician last checked all of it.")
    )
    review_due = models.DateField(
        _("review due"), null=True, blank=True, help_text=_("Patients see this as “next review”.")
    )
    translated_from = models.ForeignKey(
        "self",
        verbose_name=_("translated from"),
        on_delete=models.PROTECT,
        related_name="translations",
        null=True,
        blank=True,
        help_text=_("The edition of the original that these words translate."),
    )
    sort_key = SortKeyField(of="title")
    initial = InitialField(of="title", db_index=True)

    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    words_changed_at = models.DateTimeField(_("words last changed at"), default=timezone.now, editable=False)
    words_changed_by = user_field(_("words last changed by"), null=True, editable=False)

    release_at = models.DateTimeField(_("release"), null=True, editable=False, db_index=True)
    released_by = user_field(_("released by"), null=True, editable=False)
    release_recorded_at = models.DateTimeField(null=True, editable=False)
    urgent_reason = models.TextField(_("reason for releasing without approval"), blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    word_count = models.PositiveIntegerField(default=0, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        base_manager_name = "objects"  # also where Django writes rows behind a relation
        ordering = ["-words_changed_at", "-pk"]
        permissions = [
            ("approve_edition", "Can approve an edition"),
            ("release_edition", "Can release an edition"),
            ("withdraw_edition", "Can withdraw an edition"),
        ]
        constraints = [
            UniqueConstraint(fields=["article", "number"], name="edition_number_once_per_article"),
            UniqueConstraint(fields=["article"], condition=Q(release_at=None), name="one_draft_per_article"),
            UniqueConstraint(fields=["article", "release_at"], name="one_edition_per_article_and_moment"),
            CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_begin_at_1"),
            both_or_neither("release_at", "released_by"),
            both_or_neither("release_at", "release_recorded_at"),
            CheckConstraint(
                condition=Q(release_at=None, fingerprint="")
                | (Q(release_at__isnull=False, word_count__gte=1) & ~Q(title="") & ~Q(fingerprint="")),
                name="released_edition_has_words",
            ),
            CheckConstraint(
                condition=Q(reviewed_on=None) | Q(review_due=None) | Q(review_due__gt=models.F("reviewed_on")),
                name="edition_review_due_after_review",
                violation_error_message=_("The review is due before the last one: check both dates."),
            ),
            CheckConstraint(
                condition=Q(translated_from=None) | ~Q(translated_from=models.F("pk")),
                name="edition_is_no_translation_of_itself",
                violation_error_message=_("An edition cannot be a translation of itself."),
            ),
            one_of("change", Change.values),
        ]

    def __str__(self):
        return _("%(title)s, edition %(number)s") % {"title": self.title, "number": self.number}

    def clean(self):
        if self.translated_from and self.translated_from.article_id == self.article_id:
            raise ValidationError(
                {"translated_from": _("Choose an edition of another article: this is one of the same.")}
            )

    @property
    def is_draft(self):
        return self.release_at is None

    def must_be_draft(self):
        if not self.is_draft:
            raise ReleasedWordsNeverChange(
                _("“%(edition)s” has been released. Its words never change: write a new edition.") % {"edition": self}
            )

    def state_at(self, moment):
        return State(Edition.objects.with_state_at(moment).values_list("state", flat=True).get(pk=self.pk))

    def withdrawal_at(self, moment):
        """The withdrawal or recall in force at ``moment``, or None."""
        in_force = [withdrawal for withdrawal in self.withdrawals.all() if withdrawal.is_in_force_at(moment)]
        return in_force[0] if in_force else None

    @cached_property
    def last_review(self):
        """The newest look that changed no word, or None: then the edition's own dates hold."""
        reviews = sorted(self.reviews.all(), key=lambda review: (review.reviewed_on, review.pk))
        return reviews[-1] if reviews else None

    @property
    def last_reviewed_on(self):
        return self.last_review.reviewed_on if self.last_review else self.reviewed_on

    @property
    def next_review_due(self):
        return self.last_review.review_due if self.last_review else self.review_due

    def is_overdue_at(self, moment):
        return self.next_review_due is not None and self.next_review_due < day_of(moment)

    @property
    def opens_with_summary(self):
        """Whether the first section begins with the very words of the summary, as imported plain text does."""
        first = next(iter(self.sections.all()), None)
        return bool(self.summary and first and first.first_paragraph == self.summary)

    @property
    def begins_with_emergency(self):
        """Whether the first section says when to get help now: nothing may stand between it and the title."""
        first = next(iter(self.sections.all()), None)
        return first is not None and first.kind == "emergency"

    def current_fingerprint(self):
        """SHA-256 of the words as they stand; the stored ``fingerprint`` is that of the released words."""
        return fingerprint(words_of(self))

    def current_seal(self):
        """What an approval is for."""
        return seal(self)

    def current_word_count(self):
        return count_words(self)

    def get_absolute_url(self):
        return self.article.address_of("edition", number=self.number)

    def save(self, **options):
        with transaction.atomic():
            if self.pk:
                self._refuse_if_locked(options.get("update_fields"))
            elif self.number is None:
                self.number = (self.article.editions.aggregate(last=Max("number"))["last"] or 0) + 1
            super().save(**options)

    def delete(self, **options):
        with transaction.atomic():
            self._refuse_if_locked()
            return super().delete(**options)

    def _refuse_if_locked(self, update_fields=None):
        """A released row is closed; a scheduled one may only lose its release again."""
        stored = Edition.objects.select_for_update().filter(pk=self.pk).order_by()
        release_at = stored.values_list("release_at", flat=True).first()
        if release_at is None:
            return
        loses_release = self.release_at is None and set(update_fields or ["all"]) <= RELEASE_FACTS
        if not (loses_release and release_at > timezone.now()):
            Edition.objects.get(pk=self.pk).must_be_draft()
