"""What happened to an edition besides its release. Facts are added, never altered."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .article import Article
from .constraints import both_or_neither, not_blank, one_of
from .edition import Edition
from .fields import PlainTextField, user_field


class Approval(models.Model):
    """Somebody stood up for exactly what has this seal: other words, or another note or date, need another approval."""

    # A draft that is thrown away takes what was said of it along; a released edition never goes.
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="approvals")
    fingerprint = models.CharField(max_length=64)
    # Empty where it was given for the words alone, before there were seals.
    seal = models.CharField(max_length=64, blank=True)
    by = user_field(_("approved by"))
    at = models.DateTimeField(_("approved at"))
    was_outside = models.BooleanField(_("approved outside the portal, before an import"), default=False)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["at"]
        constraints = [not_blank("fingerprint")]

    def __str__(self):
        return f"{self.edition}: {self.by}"


class Return(models.Model):
    """Somebody read a draft and asked for something else before it is approved."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="returns")
    seal = models.CharField(max_length=64)
    by = user_field(_("returned by"))
    at = models.DateTimeField(_("returned at"))
    comments = PlainTextField(_("comments"))

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        ordering = ["at", "pk"]
        constraints = [not_blank("seal"), not_blank("comments")]

    def __str__(self):
        return f"{self.edition}: {self.by}"


class Review(models.Model):
    """“Reviewed, no change needed”: a clinician looked again, and the words stand."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField(_("reviewed on"))
    review_due = models.DateField(_("next review due"))
    reviewer = models.CharField(_("reviewer, as patients read it"), max_length=240, blank=True)
    recorded_by = user_field(_("recorded by"))
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["reviewed_on", "pk"]
        constraints = [
            CheckConstraint(condition=Q(review_due__gt=F("reviewed_on")), name="review_due_after_review"),
        ]

    def __str__(self):
        return f"{self.edition}: {self.reviewed_on}"


class TakenAway(models.TextChoices):
    WITHDRAWN = "withdrawn", _("Withdrawn: out of date. Old copies stay readable, with a notice")
    RECALLED = "recalled", _("Recalled: unsafe. Every copy is taken away")


class WithdrawalQuerySet(models.QuerySet):
    def in_force_at(self, moment):
        return self.filter(at__lte=moment).exclude(lifted_at__lte=moment)


class Withdrawal(models.Model):
    """An edition taken away: withdrawn because out of date, or recalled because unsafe."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="withdrawals")
    kind = models.CharField(_("kind"), max_length=9, choices=TakenAway)
    at = models.DateTimeField(_("from"))
    reason = models.TextField(_("reason"), max_length=500, help_text=_("In plain words. Patients read it."))
    replacement = models.ForeignKey(
        Article, verbose_name=_("read instead"), on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    by = user_field(_("taken away by"))
    recorded_at = models.DateTimeField(_("recorded at"))
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = user_field(_("lifted by"), null=True, blank=True)
    lifted_reason = models.TextField(_("reason for lifting"), blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-at"]
        constraints = [
            one_of("kind", TakenAway.values),
            not_blank("reason"),
            both_or_neither("lifted_at", "lifted_by"),
            CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gt=F("at")), name="withdrawal_lifted_after_it_began"
            ),
            UniqueConstraint(
                fields=["edition"], condition=Q(lifted_at=None), name="one_withdrawal_in_force_per_edition"
            ),
        ]

    def __str__(self):
        return f"{self.edition}: {self.kind}"

    def leads_to(self, moment):
        """The live edition of what took its place, however often that was replaced in turn; or None."""
        article, seen = self.replacement_id, set()
        while article and article not in seen:
            seen.add(article)
            newest = Edition.objects.newest_at(moment).filter(article=article).select_related("article").first()
            withdrawal = newest and newest.withdrawal_at(moment)
            if not withdrawal:
                return newest
            article = withdrawal.replacement_id
        return None

    def is_in_force_at(self, moment):
        return self.at <= moment and (self.lifted_at is None or self.lifted_at > moment)


class ImportedFile(models.Model):
    """A file that was read, so that reading it again changes nothing."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="imported_files")
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, null=True)
    name = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64, db_index=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    # What files have put the article under so far, beside what editors did: {"topics": [slug, …], "names": …}
    brought = models.JSONField(default=dict, editable=False)
    # For whoever uploaded it at the desk: {"kept": [sentence, …], "look": [sentence, …]}
    told = models.JSONField(default=dict, editable=False)
    imported_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.name
