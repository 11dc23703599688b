"""Sample content for an empty portal, marked as such on its pages."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction

from articles.models import Edition
from articles.releasing import release_imported

from .run import import_paths
from .sample_clinic import load_sample_clinic
from .wishes import Wishes

FOLDER = Path(__file__).parent / "sample"
SCHEDULED_AFTER = timedelta(days=10)


@transaction.atomic
def load_sample(*, by, now):
    """Import the sample and schedule its draft edition, so that a new portal also has something to come."""
    report = import_paths([FOLDER], Wishes(now=now, by=by, is_release=True))
    drafts = Edition.objects.drafts().filter(article__is_sample=True)
    release_imported({draft.pk: now + SCHEDULED_AFTER for draft in drafts}, by=by, now=now)
    load_sample_clinic(by=by, now=now)
    return report
