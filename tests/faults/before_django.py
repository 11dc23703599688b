"""All of the portal that stands before Django, and in its place three answers: tests/faults/test_slow.py serves it."""

import os
from pathlib import Path

import django

from tests.environment import become_the_tests

become_the_tests()
django.setup()

from django.conf import settings  # noqa: E402

settings.PROXIES = 1  # each request says where it comes from

from articles.storing import Front  # noqa: E402
from articles.storing.looking import Known, Looker  # noqa: E402
from portal.giving import AT_ONCE, Given  # noqa: E402
from portal.receiving import Received  # noqa: E402
from tests.storing.doors import Number  # noqa: E402

PAGE = b"<p>Words for a reader who reads them slowly.</p>" * 1000


def answers(environ, start_response):
    if environ["REQUEST_METHOD"] == "POST":
        start_response("503 Away" if environ.get("portal.database_away") else "200 OK", [])
        return [b"sent"]
    if environ["PATH_INFO"] == "/media/long":
        start_response("200 OK", [])
        return (PAGE for _each in range(AT_ONCE * 5 // 4 // len(PAGE)))
    start_response("200 OK", [("Content-Type", "text/html")])
    return [PAGE]


application = Front(Given(Received(answers)), Path(os.environ["PAGES"]))
application.looker = Looker(Number(), application.disk.last_known, ask=lambda known: Known(1))
