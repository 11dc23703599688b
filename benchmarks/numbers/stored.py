"""A stored page beside nginx with the same bytes, with 64 connections: medians of rounds in turns.

Each by itself, and the portal behind the nginx of deploy/ beside the same nginx with the page as a file: over TLS both,
and with the same log.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.numbers.machine import PAGE, SERVER, fetch, free_port, on_core, portal, wait_for, wrk
from tests.nginx import BUFFERED, as_shipped, main_as_shipped, make_certificate, replaced

ROUNDS = 9
FILES = """
{shipped}
server {{ listen 127.0.0.1:{plain}; access_log off; default_type text/html; root {folder}/files; }}
server {{
    listen 127.0.0.1:{secure} ssl;
    ssl_certificate {folder}/fullchain.pem; ssl_certificate_key {folder}/key.pem;
    access_log {folder}/files.log portal{buffered};
    default_type text/html; root {folder}/files;
}}
"""


def measure(rounds):
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name, ExitStack() as servers:
        folder = Path(name)
        alone = servers.enter_context(portal(folder))
        behind = servers.enter_context(portal(folder, BEHIND_PROXY="yes", HTTPS="yes"))
        page = fetch(alone + PAGE, Accept_Encoding="br")
        file, secure_file, shipped = servers.enter_context(nginx(folder, page, behind))
        asked = {"file": file, "stored": alone + PAGE, "file over TLS": secure_file, "behind nginx": shipped + PAGE}
        told = {what: [] for what in asked}
        for _round in range(rounds):
            for what, address in asked.items():
                told[what].append(wrk(address))
    medians = {what: [statistics.median(column) for column in zip(*rows, strict=True)] for what, rows in told.items()}
    return {"bytes": len(page), "rounds": rounds, **medians}


@contextmanager
def nginx(folder, page, behind):
    (folder / "files").mkdir(mode=0o755)
    (folder / "files" / "page").write_bytes(page)
    folder.chmod(0o755)
    make_certificate(folder)
    plain, secure, http, https = (free_port() for _each in range(4))
    portal_port = int(behind.rpartition(":")[2])
    # The programme that asks names the machine that it connects to.
    shipped = as_shipped(folder, portal_port, http, https).replace("portal.example.org", "localhost")
    files = FILES.format(folder=folder, plain=plain, secure=secure, shipped=shipped, buffered=BUFFERED)
    (folder / "portal.conf").write_text(files)
    one = ("worker_processes auto;", "worker_processes 1;")
    (folder / "nginx.conf").write_text(replaced(main_as_shipped(folder), one))
    command = on_core(SERVER, ["nginx", "-c", folder / "nginx.conf", "-p", folder, "-g", "daemon off;"])
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{plain}/page", server, folder / "portal.log")
        yield f"http://127.0.0.1:{plain}/page", f"https://localhost:{secure}/page", f"https://localhost:{https}"
    finally:
        server.terminate()
        server.wait(30)


def rows(told):
    (file, *_), (rate, middle, slowest) = told["file"], told["stored"]
    (secure_file, *_), (behind, *_) = told["file over TLS"], told["behind nginx"]
    yield (
        "stored page, one worker, beside nginx with a file",
        "0.5 ×",
        f"{rate / file:.2f} × ({rate:,.0f} and {file:,.0f} requests/s, {told['bytes']:,} bytes)",
        rate / file >= 0.5,
    )
    yield (
        "the same behind deploy/nginx, beside that nginx with a file (TLS)",
        "0.85 ×",
        f"{behind / secure_file:.2f} × ({behind:,.0f} and {secure_file:,.0f} requests/s)",
        behind / secure_file >= 0.85,
    )
    yield (
        "slowest hundredth at 64 connections, beside the median",
        "at most 5 ×",
        f"{slowest / middle:.1f} × ({slowest:.2f} and {middle:.2f} ms)",
        slowest / middle <= 5,
    )


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)))
