"""How a test shows that the database itself refuses a row, and the rows that others belong to."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, Edition
from tests.makers import make_article, make_edition


@contextmanager
def refuses(constraint):
    """The name is told by both databases, but for uniqueness, which SQLite tells by its columns."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield


def is_not_stored(row, constraint):
    with refuses(constraint):
        type(row).objects.bulk_create([row])


def is_stored_once(row, constraint):
    first = row()
    type(first).objects.bulk_create([first])
    is_not_stored(row(), constraint)


def an_article():
    return Article.objects.first() or make_article()


def an_edition():
    return Edition.objects.first() or make_edition()
