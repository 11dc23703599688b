"""Tests of one ``xdist_group`` run in one process, which then makes once what they look at.

xdist tells their group in the name of each, by a field that pytest has no more since 9.2: the mark is then ignored
without a word. So we tell it. tests/house/test_once.py fails where it is ignored.
"""

import pytest
from _pytest.nodeid import NodeId


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if not config.getoption("loadgroup", default=False):  # set in a process that runs tests for another
        return
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if mark and not item.nodeid.endswith(f"@{mark.args[0]}"):
            item._id = NodeId.parse(f"{item.nodeid}@{mark.args[0]}")
