"""On a second database, what never asks a database would be the same test again: it is left out there, and counted.

No test can slip through: pytest-django refuses every query of a test that does not say that it asks the database.
"""

import pytest

OPTION = "--only-what-asks-the-database"


def pytest_addoption(parser):
    parser.addoption(OPTION, action="store_true", help="leave out, and count, what has run on another database already")


def asks_the_database(item) -> bool:
    return bool(item.get_closest_marker("django_db")) or "django_db_setup" in item.fixturenames


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    others = [item for item in items if not asks_the_database(item)] if config.getoption(OPTION) else []
    config.left_out = len(others)
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = filter(asks_the_database, items)


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.left_out


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Each process has left out the same tests."""
    node.config.left_out = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter, config):
    if left_out := getattr(config, "left_out", 0):
        terminalreporter.write_line(f"{left_out} tests ask no database, and have run on another one.")
