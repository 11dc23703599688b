import pytest
import time_machine

from tests.makers import NOON


@pytest.fixture(autouse=True)
def clock():
    """It is noon, until a test shifts it."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
