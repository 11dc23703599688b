import threading
from http.server import HTTPServer
from ipaddress import ip_network

import pytest

from tests.following.clinics import LONG_AGO, Program, register
from tests.makers import make_article, make_clinic, make_edition


@pytest.fixture
def mail_server(settings):
    settings.MAIL_IS_SET, settings.PORTAL_URL = True, "https://portal.example.org"
    settings.WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8")]


@pytest.fixture
def clinic():
    return make_clinic(name="North clinic", slug="north")


@pytest.fixture
def biopsy(clinic):
    article = make_article(code="K52V6XC", slug="biopsy")
    make_edition(article=article, title="A biopsy", release_at=LONG_AGO)
    register(clinic, article, "/articles/biopsy/")
    return article


@pytest.fixture
def program():
    server = HTTPServer(("127.0.0.1", 0), Program)
    server.heard, server.answers = [], []
    server.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
