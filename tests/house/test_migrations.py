"""The version before a migration goes on working beside it, so that an upgrade needs no pause (docs/operators.md)."""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q
from django.db.models.functions import Now

# Those that stood before anybody ran the portal.
BEFORE_THE_RULE = 34
# Named with what makes it safe: such as that the version before it no longer asks for the column.
SAFE_ALL_THE_SAME = {
    "0036_receivers_stop": "the version before writes rows without the new column, which then satisfy the rule",
}

TAKES_AWAY_OR_FORBIDS = (
    *(migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel),
    *(migrations.AlterModelTable, migrations.AddConstraint, migrations.RunSQL),
)


def breaks_the_version_before(operations):
    """What in ``operations`` would make its questions or its writing fail."""
    new = {operation.name.lower() for operation in operations if isinstance(operation, migrations.CreateModel)}
    for operation in operations:
        if getattr(operation, "model_name", "").lower() in new:
            continue
        if isinstance(operation, TAKES_AWAY_OR_FORBIDS) or _needs_a_value(operation):
            yield operation.describe()


def _needs_a_value(operation):
    """Of a column that the version before knows nothing of when it writes a row."""
    if not isinstance(operation, migrations.AddField):
        return False
    field = operation.field
    return not (field.null or field.many_to_many or field.has_db_default())


def test_each_migration_leaves_the_version_before_it_working():
    loader = MigrationLoader(None)
    found = {
        name: faults
        for (app, name), migration in loader.disk_migrations.items()
        if app == "articles" and int(name[:4]) > BEFORE_THE_RULE and name not in SAFE_ALL_THE_SAME
        if (faults := list(breaks_the_version_before(migration.operations)))
    }

    assert not found


TEXT = models.CharField(max_length=9, default="")


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("article", "note", TEXT),  # the version before writes rows without it
        migrations.RemoveField("article", "slug"),
        migrations.RenameField("article", "slug", "name"),
        migrations.DeleteModel("topic"),
        migrations.AddConstraint("article", models.CheckConstraint(condition=Q(pk__gt=0), name="x")),
        migrations.RunSQL("DROP TABLE articles_topic"),
    ],
)
def test_what_breaks_the_version_before_is_found(operation):
    assert list(breaks_the_version_before([operation]))


@pytest.mark.parametrize(
    "operations",
    [
        [migrations.AddField("article", "note", models.CharField(max_length=9, null=True))],
        [migrations.AddField("article", "at", models.DateTimeField(db_default=Now()))],
        [migrations.AddField("article", "topics", models.ManyToManyField("articles.topic"))],
        [migrations.CreateModel("note", [("words", TEXT)]), migrations.AddField("note", "more", TEXT)],
        [migrations.AddIndex("article", models.Index(fields=["slug"], name="x"))],
    ],
)
def test_what_adds_without_asking_anything_is_safe(operations):
    assert not list(breaks_the_version_before(operations))
