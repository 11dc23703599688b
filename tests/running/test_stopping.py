"""Asked to end, the server answers first what it has begun to."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
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


@pytest.mark.slow
def test_a_request_that_runs_is_answered_when_the_server_is_asked_to_end(tmp_path):
    (tmp_path / "slow.py").write_text(SLOW)
    (port,) = free_ports(1)
    command = [*server("127.0.0.1", port, 1)[:-1], "slow:application"]
    command[command.index("--working-dir") + 1] = str(tmp_path)
    keeper = [sys.executable, "-I", str(BASE_DIR / "portal" / "keep_serving.py"), *command]
    options = {"stderr": subprocess.PIPE, "text": True, "cwd": tmp_path}
    with subprocess.Popen(keeper, **options) as serving, ThreadPoolExecutor() as pool:
        wait_for(port, serving)
        answer = pool.submit(lambda: urlopen(f"http://127.0.0.1:{port}/", timeout=10).read())
        until = time.monotonic() + 10
        while not (tmp_path / "asked").exists() and time.monotonic() < until:
            time.sleep(0.01)
        serving.send_signal(signal.SIGTERM)

        assert answer.result(10) == b"whole"
        assert serving.wait(10) == 0
