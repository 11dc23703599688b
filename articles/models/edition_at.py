"""Where editions stand at a moment: every question about time takes it."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Subquery, Value, When
from django.db.models.functions import Coalesce

from .released_words import WordsQuerySet
from .state import Progress, State


class EditionQuerySet(WordsQuerySet):
    def editions(self):
        return self.model.objects.filter(pk__in=self.order_by().values("pk"))

    def released_by_moment(self, moment):
        return self.filter(release_at__lte=moment)

    def newest_at(self, moment):
        """The newest released edition of each article, taken away or not."""
        return self.released_by_moment(moment).filter(~Exists(self._newer(moment)))

    def live_at(self, moment):
        """What patients read at ``moment``: the newest released edition of each article.

        An article whose newest edition is withdrawn has none. It never falls back to
        an older edition, which may hold the very error that was withdrawn.
        """
        return self.newest_at(moment).filter(~Exists(_taken_away(moment)))

    def readable_at(self, moment):
        """Every edition with an address patients can open: live, superseded or withdrawn, but not recalled."""
        return self.released_by_moment(moment).filter(~Exists(_taken_away(moment).filter(kind="recalled")))

    def with_state_at(self, moment):
        """Annotated with ``state``: the one place that tells where an edition stands."""
        return self.annotate(
            state=Case(
                When(release_at=None, then=Value(State.DRAFT)),
                When(release_at__gt=moment, then=Value(State.SCHEDULED)),
                When(Exists(_taken_away(moment).filter(kind="recalled")), then=Value(State.RECALLED)),
                When(Exists(_taken_away(moment)), then=Value(State.WITHDRAWN)),
                When(Exists(self._newer(moment)), then=Value(State.SUPERSEDED)),
                default=Value(State.LIVE),
                output_field=models.CharField(),
            )
        )

    def with_next_review_due(self):
        """Annotated with ``due``: the day of ``next_review_due``."""
        from .events import Review

        reviews = Review.objects.filter(edition=OuterRef("pk")).order_by("-reviewed_on", "-pk")
        return self.annotate(due=Coalesce(Subquery(reviews.values("review_due")[:1]), "review_due"))

    def with_words(self):
        """With everything a fingerprint is made of, in a fixed number of queries."""
        from .section import Section

        sections = Prefetch("sections", Section.objects.select_related("image"))
        return self.select_related("article").prefetch_related(sections, "sources", "credits")

    def drafts(self):
        return self.filter(release_at=None)

    def with_progress(self):
        """Annotated with ``progress``, but for whether an approval still holds, which only the whole words tell."""
        mine = {"pk": OuterRef("pk")}
        drafts = self.model.objects
        return self.annotate(
            progress=Case(
                When(Exists(drafts.in_review().filter(**mine)), then=Value(Progress.IN_REVIEW)),
                When(Exists(drafts.returned().filter(**mine)), then=Value(Progress.RETURNED)),
                default=Value(Progress.WRITTEN),
                output_field=models.CharField(),
            )
        )

    def in_review(self):
        """Drafts that were sent for approval and neither approved nor returned since."""
        from .approving import ApprovalRequest

        return self.drafts().filter(Exists(ApprovalRequest.objects.unanswered().filter(edition=OuterRef("pk"))))

    def returned(self):
        from .approving import standing_returns

        return self.drafts().filter(Exists(standing_returns().filter(edition=OuterRef("pk"))))

    def _newer(self, moment):
        released = self.model.objects.released_by_moment(moment)
        return released.filter(article=OuterRef("article"), number__gt=OuterRef("number"))


def _taken_away(moment):
    from .events import Withdrawal

    return Withdrawal.objects.in_force_at(moment).filter(edition=OuterRef("pk"))
