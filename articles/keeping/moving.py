"""Everything from one database into another, as from SQLite to PostgreSQL: all of it, or nothing."""

import shutil

from django.conf import settings
from django.db import transaction

from articles.recording import opened

from .backup import is_migrated, migrations_of, snapshot
from .refusals import CannotMove
from .replacing import NotTheSame, replace_rows
from .rows import Sum, lines_of


def move_rows(source, target, *, watch=lambda models: models) -> dict[str, int]:
    """Leaves ``source`` as it is. Returns how many rows each table had.

    Raises CannotMove, and changes nothing, if the two are of different versions or something else is read back.
    """
    if not (is_migrated(source) and migrations_of(source) == migrations_of(target)):
        raise CannotMove("The database is not that of this version of the portal: run “manage.py migrate” first.")
    sums = {}

    def lines_for(model):
        sums[model] = Sum()
        yield from sums[model].of(lines_of(model, source))

    try:
        with snapshot(source), transaction.atomic(using=target), opened(target):
            replace_rows(lines_for, lambda model: sums[model].told(), database=target, watch=watch)
    except NotTheSame as fault:
        sentence = f"What was read back of “{fault.label}” is not what was there, so nothing was moved."
        raise CannotMove(sentence) from None
    shutil.rmtree(settings.VAR / "pages", ignore_errors=True)  # stored from another history
    return {model._meta.label_lower: one.told()["count"] for model, one in sums.items()}
