"""It is noon, and there is a file."""

from datetime import timedelta

import pytest
import time_machine

from tests.importing.running import markdown, write
from tests.makers import NOON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def asthma(tmp_path):
    return write(tmp_path, "asthma.md", markdown(release_date="2025-03-03"))
