import hashlib
import json
import os
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from .refusals import CannotKeep
from .rows import Sum, kept_models, lines_of, names_of

KIND = "patient-information-portal backup"
LIST = "backup.json"  # written last: a file without it was not finished
# One state of the database for all that is read, while editors go on writing.
SNAPSHOT = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


def keep_all(file: Path, *, at, database="default", watch=lambda models: models) -> dict[str, int]:
    """Writes everything into ``file``, whole or not at all. Returns how many rows each table had.

    Raises OSError, and leaves no file, if it cannot be written; CannotKeep if the database is of another version.
    """
    if not is_migrated(database):
        raise CannotKeep("The database is not that of this version of the portal: run “manage.py migrate” first.")
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as new:
            with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
                rows = _write(archive, at, database, watch)
            new.flush()
            os.fsync(new.fileno())
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise
    return {label: kept["count"] for label, kept in rows.items()}


def migrations_of(database) -> list[str]:
    return sorted(" ".join(applied) for applied in MigrationRecorder(connections[database]).applied_migrations())


def is_migrated(database) -> bool:
    """Whether the tables are those that this version of the portal knows."""
    executor = MigrationExecutor(connections[database])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _write(archive, at, database, watch):
    rows, sums, columns = {}, {}, {}
    with snapshot(database):
        migrations = migrations_of(database)
        for model in watch(kept_models()):
            label = model._meta.label_lower
            columns[label] = names_of(model)
            kept = Sum()
            sums[f"rows/{label}"] = _add(archive, f"rows/{label}", kept.of(lines_of(model, database)))
            rows[label] = kept.told()
    for upload in uploads():
        name = f"media/{upload.relative_to(settings.MEDIA_ROOT).as_posix()}"
        sums[name] = _add(archive, name, _pieces(upload))
    told = {"kind": KIND, "made_at": at.isoformat(), "migrations": migrations, "columns": columns, "rows": rows}
    archive.writestr(LIST, json.dumps(told | {"sha256": sums}))
    return rows


def uploads():
    return sorted(one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file())


@contextmanager
def snapshot(database):
    connection = connections[database]
    if connection.in_atomic_block:  # whoever calls has begun one
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _add(archive, name, pieces):
    """Returns the SHA-256 of all ``pieces``."""
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as entry:
        for piece in pieces:
            digest.update(piece)
            entry.write(piece)
    return digest.hexdigest()


def _pieces(file):
    with file.open("rb") as opened:
        while piece := opened.read(1024 * 1024):
            yield piece
