import ast
import inspect
from pathlib import Path

import pytest

from portal import virtualenv


class Checkout:
    """A checkout whose pip only remembers what it was asked to install, and can be told to fail."""

    def __init__(self, folder):
        self.folder, self.installed, self.pip_fails = folder, [], False
        self.pins("requirements.txt", "django==5.2")
        self.pins("requirements-dev.txt", "django==5.2\npytest==9")

    def pins(self, name, text):
        (self.folder / name).write_text(text)

    def call(self, command, **options):
        self.installed.append(Path(command[-1]).name)
        return int(self.pip_fails)


@pytest.fixture
def checkout(monkeypatch, tmp_path):
    checkout = Checkout(tmp_path)
    monkeypatch.setattr(virtualenv, "ROOT", str(tmp_path))
    monkeypatch.setattr(virtualenv, "INSTALLED", str(tmp_path / "installed.json"))
    monkeypatch.setattr(virtualenv, "works", lambda: True)
    monkeypatch.setattr(virtualenv.subprocess, "call", checkout.call)
    return checkout


def test_libraries_are_installed_once_and_again_when_a_pin_changes(checkout):
    virtualenv.install("requirements.txt")
    virtualenv.install("requirements.txt")
    assert checkout.installed == ["requirements.txt"]

    checkout.pins("requirements.txt", "django==5.3")
    virtualenv.install("requirements.txt")
    assert checkout.installed == ["requirements.txt"] * 2


def test_what_the_tests_installed_need_not_be_installed_to_run(checkout):
    virtualenv.install("requirements-dev.txt")
    virtualenv.install("requirements.txt")

    assert checkout.installed == ["requirements-dev.txt"]


def test_an_installation_that_failed_is_tried_again(checkout):
    virtualenv.install("requirements.txt")
    checkout.pins("requirements.txt", "django==5.3")
    checkout.pip_fails = True
    with pytest.raises(SystemExit, match="could not be installed"):
        virtualenv.install("requirements.txt")

    checkout.pins("requirements.txt", "django==5.2")
    checkout.pip_fails = False
    virtualenv.install("requirements.txt")

    assert len(checkout.installed) == 3


def test_a_python_that_is_too_old_is_one_sentence(checkout, monkeypatch):
    monkeypatch.setattr(virtualenv.sys, "version_info", (3, 9, 2, "final", 0))

    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later, and python3 is 3\.9 here"):
        virtualenv.install("requirements.txt")


def test_a_python_that_is_too_old_can_read_the_file_that_says_so():
    assert ast.parse(inspect.getsource(virtualenv), feature_version=(3, 4))


def test_a_python_without_its_venv_module_is_one_sentence(checkout, monkeypatch):
    monkeypatch.setitem(virtualenv.sys.modules, "ensurepip", None)

    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        virtualenv.install("requirements.txt")
