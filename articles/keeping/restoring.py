import hashlib
import json
import shutil
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import transaction

from articles.recording import opened

from .backup import KIND, LIST, is_migrated, migrations_of
from .refusals import CannotRestore
from .replacing import NotTheSame, replace_rows
from .rows import names_of


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
    def lines_for(model):
        label = model._meta.label_lower
        if told["columns"].get(label) != names_of(model):
            raise CannotRestore(f"This backup tells other things of “{label}” than this version of the portal keeps.")
        with archive.open(f"rows/{label}") as lines:
            yield from lines

    try:
        replace_rows(lines_for, lambda model: told["rows"][model._meta.label_lower], database=database, watch=watch)
    except NotTheSame as fault:
        sentence = f"What came back of “{fault.label}” is not what was kept, so nothing was restored."
        raise CannotRestore(sentence) from None


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
