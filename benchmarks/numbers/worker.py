"""One process: how long it takes to its first page, and the memory it has once it has given out a whole collection.

python -m benchmarks.numbers.worker [COLLECTION]: a folder or .tar.gz of articles, or else as many made-up ones.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.numbers.machine import PAGE, SERVER, fetch, free_port, on_core, portal, wait_for, workers_of
from benchmarks.portal import ROOT
from portal.serve import server as command_of

STARTS, ARTICLES = 5, 5483


def measure(collection):
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        with portal(folder) as address:
            fetch(address + "/")
        starts = [start(folder) for _each in range(STARTS)]
        fill(folder, collection)
        return {"starts": starts, "collection": bool(collection), **memory(folder)}


def start(folder):
    """Seconds from the beginning of the server to its first page, of which none is stored yet."""
    subprocess.run(["rm", "-rf", folder / "var" / "pages"], check=True)
    port = free_port()
    environment = os.environ | {"PORTAL_VAR": str(folder / "var"), "PORTAL_ENV_FILE": os.devnull}
    began = time.perf_counter()
    server = subprocess.Popen(on_core(SERVER, command_of("127.0.0.1", port, 1)), cwd=ROOT, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}{PAGE}", server)
        return time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(60)


def fill(folder, collection):
    environment = os.environ | {"PORTAL_VAR": str(folder / "var"), "PORTAL_ENV_FILE": os.devnull}
    if collection:
        command = ["manage.py", "import_articles", collection, "--release", "--by", "editor", "--verbosity", "0"]
    else:
        command = ["-c", MADE_UP]
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode:
        sys.exit(run.stderr)


MADE_UP = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import django
django.setup()
from benchmarks.search.synthetic import add_articles
add_articles({ARTICLES})
"""


def memory(folder):
    with portal(folder) as address:
        (worker,) = workers_of(address)
        at_first = megabytes(worker)
        found = re.findall(rb"<loc>[^<]*?(/[a-z]*/?articles/[^<]*)</loc>", fetch(address + "/sitemap-1.xml"))
        paths = [path.decode() for path in dict.fromkeys(found)][:ARTICLES]
        for path in paths:
            fetch(address + path, timeout=60)
        return {"pages": len(paths), "at first": at_first, "warm": megabytes(worker)}


def megabytes(process):
    """What it holds in memory, of which other processes may hold the same."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) / 1024


def rows(told):
    seconds = statistics.median(told["starts"])
    yield "start of the server to its first page", "at most 2 s", f"{seconds:.2f} s", seconds <= 2
    whose = "the corpus" if told["collection"] else "made-up articles"
    yield (
        f"memory of one process, {whose} in the store",
        "at most 150 MB",
        f"{told['warm']:.0f} MB with {told['pages']:,} pages given out; {told['at first']:.0f} MB at first",
        told["warm"] <= 150,
    )


if __name__ == "__main__":
    print(json.dumps(measure(*(sys.argv[1:2] or [""]))))
