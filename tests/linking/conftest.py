import pytest
import time_machine

from tests.makers import NOON


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield
