"""`make test` never leaves anything out without saying so."""

from types import SimpleNamespace

import pytest

from tests import run

ALL = {"chromium-headless-shell", "nginx-light", "postgresql"}


@pytest.fixture
def machine(monkeypatch):
    """A machine with nothing that the tests need, where ``apt_get`` says whether it may install them."""
    machine = SimpleNamespace(has=set(), installs=True, asked=[])

    def call(command, **options):
        machine.asked.append(command)
        if machine.installs and "install" in command:
            machine.has |= {name for name in command if name in ALL}
        return SimpleNamespace(returncode=0)

    monkeypatch.delenv("TEST_POSTGRESQL_URL", raising=False)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(run, "first_of", lambda names: next(filter(machine.has.__contains__, names), None))
    monkeypatch.setattr(run, "find_chromium", lambda: any("chromium" in name for name in machine.has))
    monkeypatch.setattr(run, "find_nginx", lambda: "nginx-light" in machine.has)
    monkeypatch.setattr(run, "has_postgresql", lambda: "postgresql" in machine.has)
    monkeypatch.setattr(run.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(run.os, "geteuid", lambda: 0)
    monkeypatch.setattr(run.subprocess, "run", call)
    return machine


def test_what_is_missing_is_installed_where_that_is_allowed(machine):
    run.provide_chromium()
    run.provide_postgresql()
    run.provide_nginx()

    assert machine.has == ALL
    assert [("update" in command, "install" in command) for command in machine.asked] == [
        (True, False),
        (False, True),
    ] * 3


def test_what_is_there_is_not_installed_again(machine):
    machine.has = ALL

    run.provide_chromium()
    run.provide_postgresql()
    run.provide_nginx()

    assert machine.asked == []


@pytest.mark.parametrize(
    ("provide", "said"),
    [("chromium", "Install it, or name it"), ("postgresql", "Install postgresql"), ("nginx", "Install nginx")],
)
def test_what_cannot_be_installed_is_asked_for_in_one_sentence(machine, provide, said):
    machine.installs = False

    with pytest.raises(SystemExit, match=said):
        getattr(run, f"provide_{provide}")()


def test_somebody_who_may_not_install_is_asked_to(machine, monkeypatch):
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit, match="Install it"):
        run.provide_chromium()

    assert machine.asked == []
