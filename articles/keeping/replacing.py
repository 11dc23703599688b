"""All rows of a portal put into the place of those of a database, and read back."""

from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connections

from .rows import Sum, fields_of, kept_models, lines_of, plain, row_from

AT_ONCE = 500  # rows


class NotTheSame(Exception):
    """label: of the table in which something else was read back than was put there"""

    def __init__(self, label):
        super().__init__(label)
        self.label = label


def replace_rows(lines_for, sum_of, *, database, watch):
    """Within a transaction. Raises NotTheSame.

    lines_for: model → its rows as lines
    sum_of: model → what Sum told of them, once all were read
    """
    models, connection = kept_models(), connections[database]
    for model in models:
        plain(model, database)._raw_delete(database)
    for model in watch(models):
        _put(model, lines_for(model), database)
        there = Sum()
        for _line in there.of(lines_of(model, database)):
            pass
        if there.told() != sum_of(model):
            raise NotTheSame(model._meta.label_lower)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    connection.check_constraints()
    ContentType.objects.clear_cache()


def _put(model, lines, database):
    fields = fields_of(model)
    size = min(connections[database].ops.bulk_batch_size(fields, range(AT_ONCE)), AT_ONCE)
    rows = (row_from(model, line, fields) for line in lines)
    while some := list(islice(rows, size)):
        # As it stood: nothing is worked out anew, not even the day on which a row was made.
        plain(model, database)._insert(some, fields, raw=True, using=database)
