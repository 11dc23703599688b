import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import OF_THE_PORTAL, SECRET_KEY

ROOT = Path(__file__).resolve().parents[2]
OF_THE_TESTS = ["DJANGO_ALLOW_ASYNC_UNSAFE", "ALLOWED_HOSTS", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "PORTAL_ENV_FILE"]


@pytest.fixture
def machine(tmp_path):
    """The environment of a machine that the portal was just put on: nothing is set, nothing is written yet."""
    unset = {*OF_THE_PORTAL, *OF_THE_TESTS}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return kept | {"PORTAL_ENV_FILE": os.devnull, "PORTAL_VAR": str(tmp_path / "var")}


@pytest.fixture
def configured(machine):
    return machine | {"SECRET_KEY": SECRET_KEY, "ALLOWED_HOSTS": "portal.example.org"}


def run(environment, *arguments):
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
