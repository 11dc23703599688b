import os
import re
import subprocess

import pytest
from django.core.management import call_command

from tests.house.tree import ROOT


def test_the_two_commands_of_the_readme_are_make_run_and_make_test():
    commands = re.findall(r"^(?:    |\$ )?(make [a-z-]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)

    assert commands[:2] == ["make run", "make test"]


def test_continuous_integration_runs_the_same_command_as_people_do():
    script = ROOT / ".ci" / "run"

    assert "\nmake test\n" in script.read_text("utf-8")
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("target", ["run", "test", "test-quick", "lint", "format", "pins", "bench", "clean"])
def test_make_knows_what_the_handbook_names(target):
    assert subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_cleaning_never_touches_what_the_portal_keeps():
    clean = subprocess.run(["make", "-n", "clean"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "var" not in clean
    assert ".env" not in clean


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_setting_that_the_environment_decides_is_explained_to_operators():
    sources = "".join(
        (ROOT / "portal" / f"{name}.py").read_text("utf-8") for name in ("settings", "environment", "places", "serve")
    )
    read = set(re.findall(r"""(?:env\.\w+|self\.list|environ\.get)\(\s*"([A-Z_]{3,})\"""", sources))
    explained = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "operators.md").read_text("utf-8"), re.MULTILINE))

    assert len(read) > 8
    assert read - explained == set()
