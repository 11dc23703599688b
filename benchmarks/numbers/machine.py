"""Servers on one core, and those who ask them on another, so that neither takes the other's time."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from benchmarks.portal import ROOT

CORES = sorted(os.sched_getaffinity(0))
SERVER, LOAD = CORES[0], CORES[-1]
PAGE = "/articles/breast-cancer-in-men/"
PATIENCE = 180  # seconds for a portal to prepare itself on a machine that has other work to do


def on_core(core, command):
    return ["taskset", "-c", str(core), *map(str, command)]


@contextmanager
def portal(folder: Path, *, core=SERVER, workers=1, page=PAGE, **settings):
    """The address of a portal that `make run` would serve from ``folder``, once it answers with ``page``."""
    port = free_port()
    facts = {"PORTAL_VAR": str(folder / "var"), "PORT": str(port), "WORKERS": str(workers)}
    environment = os.environ | {"PORTAL_ENV_FILE": os.devnull, "RATE_LIMITS": "0"} | facts | settings
    command = on_core(core, [sys.executable, "-m", "portal.serve"])
    with (folder / "portal.log").open("a") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address + page, server, folder / "portal.log", **settings)
        yield address
    finally:
        server.terminate()
        server.wait(60)


def workers_of(address):
    """The ids of the processes that answer there: whoever listens, but for the one that began the others."""
    said = subprocess.run(["ss", "-ltnpH", f"sport = :{port_of(address)}"], capture_output=True, text=True, check=True)
    found = sorted({int(one) for one in re.findall(r"pid=(\d+)", said.stdout)})
    parents = {int(re.search(r"PPid:\s+(\d+)", Path(f"/proc/{one}/status").read_text())[1]) for one in found}
    return [one for one in found if one not in parents]


def port_of(address):
    return int(address.rpartition(":")[2].split("/")[0])


def wrk(address, seconds=3, connections=64):
    """(requests a second, milliseconds of the middle request, of the slowest hundredth)"""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: br", address]
    said = subprocess.run(on_core(LOAD, command), capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        sys.exit(f"{address} did not answer with the page.")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    return rate, *(_milliseconds(re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", said)) for share in (50, 99))


def _milliseconds(found):
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


def fetch(address, timeout=10, **headers):
    asked = urllib.request.Request(address, headers={name.replace("_", "-"): said for name, said in headers.items()})
    with urllib.request.urlopen(asked, timeout=timeout) as answer:
        return answer.read()


def wait_for(address, server=None, log=None, **settings):
    proxied = {"X_Forwarded_Proto": "https"} if settings.get("BEHIND_PROXY") else {}
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return fetch(address, **proxied)
        except OSError:
            if server and server.poll() is not None:
                sys.exit(log.read_text())
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
