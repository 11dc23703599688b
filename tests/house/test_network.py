import re
import socket

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.house.tree import ROOT


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_tests_reach_no_other_machine():
    with socket.socket() as attempt, pytest.raises(SocketConnectBlockedError):
        attempt.connect(("192.0.2.1", 80))


def test_there_is_one_way_out_and_it_is_guarded():
    """Whoever connects to what others name does it through articles.reaching, which looks it up once."""
    opens = re.compile(r"create_connection|getaddrinfo|HTTPS?Connection\(|urlopen|build_opener|import requests")
    # The address of a hospital's sign-in stands in the settings, and no one at the desk can write another.
    known = {"articles/reaching/places.py", "articles/reaching/straight.py", "articles/entering/hospital.py"}

    files = {
        str(file.relative_to(ROOT)) for file in (ROOT / "articles").rglob("*.py") if opens.search(file.read_text())
    }

    assert files <= known
