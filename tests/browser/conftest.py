import os
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpResponse

from articles.reading.stylesheet import STYLESHEETS, in_one_piece
from tests.chromium import find_chromium

# Playwright keeps an event loop in this thread, and Django would refuse every query of the test itself.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

QUIET = [
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # nothing leaves this machine
]
HERE = ("http://localhost:", "http://127.0.0.1:", "data:", "blob:")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = find_chromium()
    if not chromium:
        pytest.fail("These tests need Chromium: “make test” installs it where it may.")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*QUIET, *as_root]}


def is_fault(line):
    """An error in the console. That a page answers 404 or 410 is none: tests ask for such pages."""
    return line.type == "error" and not line.text.startswith("Failed to load resource")


@pytest.fixture
def context(context):
    """No page asks another site, does what its Content-Security-Policy forbids, or fails in a script."""
    faults = []

    def asked(request):
        if not request.url.startswith(HERE):
            faults.append(f"asked another site: {request.url}")

    context.on("request", asked)
    context.on("weberror", lambda error: faults.append(f"script fault: {error.error}"))
    context.on("console", lambda line: faults.append(line.text) if is_fault(line) else None)
    yield context
    assert not faults


@pytest.fixture
def page_for_axe(browser):
    """Axe tries styles of its own, which the policy of the pages forbids."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@cache
def whole(stylesheet):
    folder = Path(settings.BASE_DIR) / "static"
    return in_one_piece(lambda name: (folder / name).read_text("utf-8"), stylesheet)


@pytest.fixture(autouse=True)
def stylesheets_in_one_piece(monkeypatch):
    """As they are delivered: a page that asks for forty small files is slow here and nowhere else."""
    serve = StaticFilesHandler.serve

    def serve_whole(handler, request):
        name = handler.file_path(request.path)
        if name in STYLESHEETS:
            return HttpResponse(whole(name), content_type="text/css; charset=utf-8")
        return serve(handler, request)

    monkeypatch.setattr(StaticFilesHandler, "serve", serve_whole)
