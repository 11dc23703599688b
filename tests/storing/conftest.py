import pytest

from tests.storing.doors import Clock, Facts


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def facts():
    return Facts()
