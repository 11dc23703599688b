"""How many readers a stored page serves, beside nginx with the same bytes.

.venv/bin/python -m benchmarks.stored [ROUNDS] starts the server of `make run` with one process and the sample content
in a folder of its own, and nginx with the page as a file, and asks both in turns with 64 connections for three seconds
each (wrk, one thread). Needs nginx and wrk. Prints medians: requests a second, and the time of the middle request and
of the slowest hundredth.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from benchmarks.portal import ROOT

PAGE = "/articles/breast-cancer-in-men/"
COMPRESSED = {"Accept-Encoding": "br"}
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{ access_log off; default_type text/html; server {{ listen 127.0.0.1:{port}; root {folder}/files; }} }}
"""


def main(rounds):
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name, serving(Path(name)) as portal:
        page = fetch(portal + PAGE)
        with nginx(Path(name), page) as file:
            told = {"nginx, a file": [], "the portal, stored": []}
            for _round in range(rounds):
                told["nginx, a file"].append(wrk(file))
                told["the portal, stored"].append(wrk(portal + PAGE))
        print(f"{len(page)} bytes, {rounds} rounds")
        for what, measured in told.items():
            rate, middle, slowest = (statistics.median(column) for column in zip(*measured, strict=True))
            print(f"{what:20} {rate:8.0f} requests/s, median {middle:6.2f} ms, 99 % under {slowest:6.2f} ms")


@contextmanager
def serving(folder):
    port = free_port()
    facts = {"PORTAL_VAR": str(folder / "var"), "PORT": str(port), "WORKERS": "1", "PORTAL_ENV_FILE": os.devnull}
    command = [sys.executable, "-m", "portal.serve"]
    with (folder / "portal.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | facts, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address + PAGE)
        yield address
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def nginx(folder, page):
    (folder / "files").mkdir(mode=0o755)
    (folder / "files" / "page").write_bytes(page)
    folder.chmod(0o755)
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    server = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/page")
        yield f"http://127.0.0.1:{port}/page"
    finally:
        server.terminate()
        server.wait(30)


def wrk(address):
    """(requests a second, milliseconds of the middle request, of the slowest hundredth)."""
    command = ["wrk", "-t1", "-c64", "-d3s", "--latency", "-H", "Accept-Encoding: br", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        sys.exit(f"{address} did not answer with the page.")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    return rate, *(milliseconds(re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", said)) for share in (50, 99))


def milliseconds(found):
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


def fetch(address):
    with urllib.request.urlopen(urllib.request.Request(address, headers=COMPRESSED), timeout=5) as answer:
        return answer.read()


def wait_for(address):
    until = time.monotonic() + 120
    while True:
        try:
            return fetch(address)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
