"""What `make test` does once the libraries are there: every rule and every test, on both databases, in a browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from urllib.parse import quote

from tests import migrated
from tests.chromium import WITHOUT_WINDOWS, find_chromium, first_of
from tests.nginx import find_nginx
from tests.once import OPTION as ONLY_WHAT_ASKS_THE_DATABASE

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
TOOLS = Path(sys.executable).parent
PYTEST = [PYTHON, "-m", "pytest", "-q"]
ON_TWO = ("-n", "2", "--dist", "loadgroup")
# Settings of this machine must not reach the tests; tests/conftest.py makes their own.
MANAGE = [PYTHON, "-m", "tests.manage"]

# The database that all processes of a run begin from.
MIGRATED = [PYTHON, "-m", "tests.migrated"]

FOR_DJANGO = ("--target-version", "5.2")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PINS = [
    *(TOOLS / "pip-compile", "--quiet", "--generate-hashes", "--strip-extras", "--no-annotate", "--no-header"),
    *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-emit-options"),
]


RULES = [
    (TOOLS / "ruff", "check", "."),
    (TOOLS / "ruff", "format", "--check", "."),
    (TOOLS / "djade", *FOR_DJANGO, "--check", *TEMPLATES),
    (TOOLS / "lint-imports",),
    (*MANAGE, "check", "--fail-level", "WARNING"),
    (*MANAGE, "makemigrations", "--check", "--dry-run"),
]


def lint():
    say("The rules about the code")
    side_by_side(*RULES)


def quick():
    lint()
    say("The suite on SQLite, without a browser")
    sys.exit(pytest("-m", "not browser and not slow", *ON_TWO))


def everything():
    began = time.monotonic()
    provide_chromium()
    provide_postgresql()
    provide_nginx()

    with TemporaryDirectory(prefix="portal-tests-") as folder, postgresql() as address:
        os.environ["TEST_VAR"] = folder  # what all processes of this run share
        say("The rules about the code, and a database of each kind to begin from")
        side_by_side(*RULES, (*MIGRATED, "make"), (*MIGRATED, "make", address))
        os.environ[migrated.DONE] = "yes"
        failed = both_suites(address)
        step(*MIGRATED, "remove", address)

    print(f"All of it took {time.monotonic() - began:.0f} seconds.", file=sys.stderr)
    if failed:
        sys.exit(f"Failed: {'; '.join(failed)}.")


def both_suites(address):
    """Beside one another: what waits for a browser leaves half of the machine to others. Returns those that failed."""
    # What a browser shows does not depend on the database; the whole way through the portal is walked on both.
    of_the_other = ("-m", "not browser or whole_way", ONLY_WHAT_ASKS_THE_DATABASE)
    say("The suite on SQLite, with Chromium; that on PostgreSQL runs beside it, and is told when both are over")
    with ThreadPoolExecutor(1) as beside, TemporaryFile() as told:
        other = beside.submit(pytest, *of_the_other, *ON_TWO, told=told, TEST_DATABASE_URL=address)
        suites = {"The suite on SQLite": pytest(*ON_TWO), "The suite on PostgreSQL": other.result()}
        say("The suite on PostgreSQL")
        told.seek(0)
        shutil.copyfileobj(told, sys.stdout.buffer)
    return [name for name, status in suites.items() if status]


def fuzz():
    """FUZZ= and FUZZ_SEED= change how many requests are made up, and which."""
    provide_postgresql()
    os.environ.setdefault("FUZZ", "20000")
    os.environ.setdefault("FUZZ_SEED", str(int(time.time())))
    with postgresql() as address:
        for what, on in [("SQLite", {}), ("PostgreSQL", {"TEST_DATABASE_URL": address})]:
            say(f"{os.environ['FUZZ']} requests on {what}, FUZZ_SEED={os.environ['FUZZ_SEED']}")
            if pytest("tests/fuzz", "-n", "0", "-s", **on):
                sys.exit(1)


def format_the_code():
    step(TOOLS / "ruff", "check", "--fix", ".")
    step(TOOLS / "ruff", "format", ".")
    step(TOOLS / "djade", *FOR_DJANGO, *TEMPLATES)


def html():
    step(PYTHON, "-m", "tests.html_checker")


def pins():
    step(*PINS, "--output-file", "requirements.txt", "pyproject.toml")
    for_tests = ("--allow-unsafe", "--extra", "dev", "--constraint", "requirements.txt")
    step(*PINS, *for_tests, "--output-file", "requirements-dev.txt", "pyproject.toml")


def pytest(*arguments: str, told=None, **environment: str) -> int:
    """told: the file that its words go into, if not to the screen"""
    # All processes of a run read the same two hundred files of tests: what one has compiled, the others need not.
    around = os.environ | {"PYTHONDONTWRITEBYTECODE": ""} | environment
    return subprocess.run([*PYTEST, *arguments], cwd=ROOT, env=around, stdout=told, stderr=told, check=False).returncode


def step(*command):
    if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(status)


def side_by_side(*commands):
    """All of them, each told in its turn; ends if one of them fails."""
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(lambda one: subprocess.run(one, cwd=ROOT, capture_output=True, check=False), commands))
    for one in ended:
        sys.stdout.buffer.write(one.stdout + one.stderr)
    sys.stdout.flush()
    if any(one.returncode for one in ended):
        sys.exit(1)


def say(sentence: str):
    print(f"\n=== {sentence}", flush=True)


def provide_chromium():
    # Whoever is root sits in a container, where one more package is in nobody's way.
    if not os.environ.get("CHROMIUM") and os.geteuid() == 0 and not first_of(WITHOUT_WINDOWS):
        install("Chromium without windows", "chromium-headless-shell")
    if not find_chromium():
        install("Chromium", "chromium")
    if not find_chromium():
        sys.exit("The tests walk the portal in Chromium. Install it, or name it: CHROMIUM=/path/to/chromium make test")


def provide_postgresql():
    if os.environ.get("TEST_POSTGRESQL_URL"):
        return
    if not has_postgresql():
        install("PostgreSQL", "postgresql", "postgresql-common")
    if not has_postgresql():
        sys.exit(
            "The tests run on PostgreSQL too, and start one of their own with pg_virtualenv. Install postgresql and "
            "postgresql-common, or name a server to use: TEST_POSTGRESQL_URL=postgres://… make test"
        )


def provide_nginx():
    if not find_nginx():
        install("nginx", "nginx-light")
    if not find_nginx():
        sys.exit("The tests start the nginx of deploy/ with its configuration. Install nginx, and run make test again.")


def has_postgresql() -> bool:
    return bool(shutil.which("pg_virtualenv") and list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def install(name: str, *packages: str):
    """Where apt-get may be used without asking for a password. Otherwise the caller says what to install."""
    apt = shutil.which("apt-get")
    if not apt:
        return
    if os.geteuid() == 0:
        as_root = []
    elif shutil.which("sudo") and succeeds("sudo", "-n", "true"):
        as_root = ["sudo", "-n"]
    else:
        return
    say(f"Installing {name}")
    # Without a network it gives up soon: what is missing may be no more than a quicker browser.
    patience = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15", "-o", "Acquire::https::Timeout=15")
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq", "-o", "Dpkg::Use-Pty=0", *patience]
    for command in (["update"], ["install", "--yes", *packages]):
        subprocess.run([*as_root, *quietly, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


SHOW_ADDRESS_AND_WAIT = """
import os, sys
print("ready", *(os.environ[name] for name in ("PGUSER", "PGPASSWORD", "PGPORT", "PGDATABASE")), flush=True)
sys.stdin.read()
"""


@contextmanager
def postgresql():
    """The address of a server made for this run alone. It ends with us, however we end: its input closes then."""
    if given := os.environ.get("TEST_POSTGRESQL_URL"):
        yield given
        return
    # Nothing here outlives the tests, so nothing needs to reach the disk.
    options = ["-o", "fsync=off", "-o", "synchronous_commit=off", "-o", "full_page_writes=off"]
    with subprocess.Popen(
        ["pg_virtualenv", "-t", *options, PYTHON, "-c", SHOW_ADDRESS_AND_WAIT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PGPORT": str(free_port())},
        start_new_session=True,  # Ctrl-C is for the tests; the server is closed in order
    ) as server:
        answer = next((line.split() for line in server.stdout if line.startswith("ready ")), None)
        if not answer:
            sys.exit("PostgreSQL did not start: the reason stands above.")
        _, user, password, port, database = answer
        try:
            yield f"postgres://{quote(user)}:{quote(password)}@127.0.0.1:{port}/{quote(database)}"
        finally:
            server.stdin.close()
            server.stdout.read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def bench():
    provide_nginx()
    for tool in ("nginx", "wrk"):
        if not shutil.which(tool, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"):
            sys.exit(f"The figures are taken with {tool}, which is not here: install it first.")
    step(PYTHON, "-m", "benchmarks.numbers")


COMMANDS = {
    "bench": bench,
    "test": everything,
    "test-quick": quick,
    "lint": lint,
    "fuzz": fuzz,
    "format": format_the_code,
    "html": html,
    "pins": pins,
}

if __name__ == "__main__":
    try:
        COMMANDS[sys.argv[1]]()
    except KeyboardInterrupt:
        sys.exit(130)
