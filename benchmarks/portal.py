"""A portal of its own for a benchmark: migrated, with a collection imported, on SQLite or PostgreSQL."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "benchmarks"  # imported portals, one for each collection and database; remove it to import anew


def on_both(module: str, *arguments: str) -> dict:
    """By the name of each database, what ``module`` tells as JSON in its last line when it is run there."""
    from tests.run import postgresql

    told = {"SQLite": _run(module, arguments, {})}
    with postgresql() as address:
        told["PostgreSQL"] = _run(module, arguments, {"TEST_DATABASE_URL": address})
    return told


def open_portal(collection: str):
    """Make the portal of this process and import ``collection``; returns the seconds that the import took."""
    _begin()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    get_user_model().objects.create_user("benchmark")
    began = time.perf_counter()
    call_command("import_articles", collection, release=True, by="benchmark", verbosity=0, stdout=sys.stderr)
    return time.perf_counter() - began


def open_kept_portal(collection: str):
    """As ``open_portal``, from what it made the first time: an import takes minutes, and nobody measures it here."""
    _begin()
    from django.core.management import call_command
    from django.db import connection

    name = hashlib.sha256(f"{Path(collection).resolve()} {Path(collection).stat().st_mtime}".encode()).hexdigest()[:12]
    kept = KEPT / f"{name}.{connection.vendor}"
    if kept.exists():
        _restore(connection, kept)
        call_command("migrate", verbosity=0)
    else:
        open_portal(collection)
        KEPT.mkdir(parents=True, exist_ok=True)
        _keep(connection, kept)


def _begin():
    from tests.environment import become_the_tests

    become_the_tests()
    import django

    django.setup()


def _keep(connection, kept):
    unfinished = kept.with_suffix(".unfinished")
    if connection.vendor == "sqlite":
        connection.cursor().execute("VACUUM INTO %s", [str(unfinished)])
    else:
        _postgresql("pg_dump", "--format=custom", "--compress=0", f"--file={unfinished}", connection=connection)
    unfinished.rename(kept)


def _restore(connection, kept):
    if connection.vendor == "sqlite":
        shutil.copy(kept, connection.settings_dict["NAME"])
    else:
        _postgresql("pg_restore", "--no-owner", "--jobs=2", str(kept), connection=connection)
        connection.cursor().execute("ANALYZE")


def _postgresql(program, *options, connection):
    facts = connection.settings_dict
    where = [f"--host={facts['HOST']}", f"--port={facts['PORT']}", f"--username={facts['USER']}"]
    around = os.environ | {"PGPASSWORD": facts["PASSWORD"]}
    into = f"--dbname={facts['NAME']}"
    subprocess.run([program, *where, into, *options], env=around, check=True)


def _run(module, arguments, environment):
    command = [sys.executable, "-m", module, *arguments]
    run = subprocess.run(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(run.stdout.splitlines()[-1])
