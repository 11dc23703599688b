import hashlib
import json
import shutil
import zipfile
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connections, transaction

from articles.recording import opened

from .backup import KIND, LIST, is_migrated, migrations_of
from .refusals import CannotRestore
from .rows import Sum, fields_of, kept_models, lines_of, plain, row_from

AT_ONCE = 500  # rows


@contextmanager
def open_backup(file: Path):
    """(archive, what its list says) once every byte in it is known to be as it was written.

    Raises CannotRestore for a file that is torn, changed, or something else.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            told = _list_of(archive)
            for name, expected in told["sha256"].items():
                if _sum(archive, name) != expected:
                    raise CannotRestore(f"{file} has been changed since it was written: “{name}” is not what it was.")
            yield archive, told
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, NotImplementedError) as fault:
        raise CannotRestore(f"{file} is not a whole backup of a portal. Look for another copy of it.") from fault


def restore(archive, told, *, database="default", watch=lambda models: models):
    """Puts back everything as it was, in the place of all that is there now: all of it, or nothing.

    Raises CannotRestore if the backup was made by another version of the portal.
    """
    if not is_migrated(database):
        raise CannotRestore("The database is not that of this version of the portal: run “manage.py migrate” first.")
    if told["migrations"] != migrations_of(database):
        raise CannotRestore(
            "This backup was made by another version of the portal. Install that version, restore there, then upgrade."
        )
    new_files = _put_uploads(archive, told)
    try:
        with transaction.atomic(using=database), opened(database):
            _replace_rows(archive, told, database, watch)
    except BaseException:
        for file in new_files:
            file.unlink(missing_ok=True)
        raise
    shutil.rmtree(settings.VAR / "pages", ignore_errors=True)  # stored from another history


def _replace_rows(archive, told, database, watch):
    models, connection = kept_models(), connections[database]
    for model in models:
        plain(model, database)._raw_delete(database)
    for model in watch(models):
        _add_rows(archive, told, model, database)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    connection.check_constraints()
    ContentType.objects.clear_cache()


def _add_rows(archive, told, model, database):
    label, fields = model._meta.label_lower, fields_of(model)
    size = min(connections[database].ops.bulk_batch_size(fields, range(AT_ONCE)), AT_ONCE)
    if told["columns"].get(label) != [field.attname for field in fields]:
        raise CannotRestore(f"This backup tells other things of “{label}” than this version of the portal keeps.")
    with archive.open(f"rows/{label}") as lines:
        rows = (row_from(model, line, fields) for line in lines)
        while some := list(islice(rows, size)):
            # As it stood: nothing is worked out anew, not even the day on which a row was made.
            plain(model, database)._insert(some, fields, raw=True, using=database)
    there = Sum()
    for _line in there.of(lines_of(model, database)):
        pass
    if there.told() != told["rows"][label]:
        raise CannotRestore(f"What came back of “{label}” is not what was kept, so nothing was restored.")


def _put_uploads(archive, told):
    """Returns the files that were not there. One that is there has the name of its content, or is written anew."""
    new = []
    for name in told["sha256"]:
        kind, *parts = PurePosixPath(name).parts
        if kind != "media" or ".." in parts or not parts:
            continue
        file = Path(settings.MEDIA_ROOT).joinpath(*parts)
        if not file.exists():
            new.append(file)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with archive.open(name) as source, file.open("wb") as target:
            shutil.copyfileobj(source, target)
        file.chmod(0o600)
    return new


def _list_of(archive):
    told = json.loads(archive.read(LIST))
    if told.get("kind") != KIND or not isinstance(told.get("sha256"), dict):
        raise ValueError
    return told


def _sum(archive, name):
    digest = hashlib.sha256()
    with archive.open(name) as entry:
        while piece := entry.read(1024 * 1024):
            digest.update(piece)
    return digest.hexdigest()
