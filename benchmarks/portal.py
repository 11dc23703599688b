"""A portal of its own for a benchmark: migrated, with a collection imported, on SQLite or PostgreSQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def on_both(module: str, *arguments: str) -> dict:
    """By the name of each database, what ``module`` tells as JSON in its last line when it is run there."""
    from tests.run import postgresql

    told = {"SQLite": _run(module, arguments, {})}
    with postgresql() as address:
        told["PostgreSQL"] = _run(module, arguments, {"TEST_DATABASE_URL": address})
    return told


def open_portal(collection: str):
    """Make the portal of this process and import ``collection``; returns the seconds that the import took."""
    from tests.environment import become_the_tests

    become_the_tests()
    import django

    django.setup()
    import time

    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    get_user_model().objects.create_user("benchmark")
    began = time.perf_counter()
    call_command("import_articles", collection, release=True, by="benchmark", verbosity=0, stdout=sys.stderr)
    return time.perf_counter() - began


def _run(module, arguments, environment):
    command = [sys.executable, "-m", module, *arguments]
    run = subprocess.run(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(run.stdout.splitlines()[-1])
