"""Asked to end, the server answers first what it has begun to."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from portal.environment import BASE_DIR
from portal.serve import server
from tests.nginx import free_ports, wait_for

SLOW = """
import time

def application(environ, start_response):
    open("asked", "w").close()
    time.sleep(0.5)
    start_response("200 OK", [("Content-Length", "5")])
    return [b"whole"]
"""


STARTING = """
from threading import Event

from portal.beginning import beginning

with beginning():
    open("asked", "w").close()
    Event().wait(60)
"""


@contextmanager
def serving(folder, application):
    """(what keeps a server of ``application`` running, its port)"""
    (folder / "made_up.py").write_text(application)
    (port,) = free_ports(1)
    command = [*server("127.0.0.1", port, 1)[:-1], "made_up:application"]
    command[command.index("--working-dir") + 1] = str(folder)
    keeper = [sys.executable, "-I", str(BASE_DIR / "portal" / "keep_serving.py"), *command]
    environment = os.environ | {"PYTHONPATH": str(BASE_DIR)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(keeper, **pipes, cwd=folder, env=environment) as kept:
        try:
            yield kept, port
        finally:
            kept.terminate()  # for the second time, if it was asked before: then at once


def wait_until_asked(folder):
    until = time.monotonic() + 10
    while not (folder / "asked").exists() and time.monotonic() < until:
        time.sleep(0.01)


@pytest.mark.slow
def test_a_request_that_runs_is_answered_when_the_server_is_asked_to_end(tmp_path):
    with serving(tmp_path, SLOW) as (kept, port), ThreadPoolExecutor() as pool:
        wait_for(port, kept)
        answer = pool.submit(lambda: urlopen(f"http://127.0.0.1:{port}/", timeout=10).read())
        wait_until_asked(tmp_path)
        kept.send_signal(signal.SIGINT)

        assert answer.result(10) == b"whole"
        said = kept.communicate(timeout=10)[0].split("\n\n")
        assert kept.returncode == 0
    assert said == [
        "\nWhat has begun is answered, and then the portal ends. Ctrl-C once more ends it now.",
        "The portal has ended.\n",
    ]


@pytest.mark.slow
def test_a_server_that_is_asked_to_end_while_it_begins_ends_at_once(tmp_path):
    with serving(tmp_path, STARTING) as (kept, _port):
        wait_until_asked(tmp_path)
        kept.send_signal(signal.SIGTERM)

        assert kept.wait(10) == 0
