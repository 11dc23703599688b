"""What `make run` does once the libraries are there: prepare the portal, then serve it until Ctrl-C."""

import os
import re
import resource
import secrets
import signal
import socket
import stat
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    # Whoever presses Ctrl-C while the portal is prepared wants it to stop now, and to read no traceback.
    # Whatever was half done is undone by the database or done again next time.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # What the portal writes, from here to the last worker, is for its own account alone.
    os.umask(0o077)

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from portal.environment import BASE_DIR, env, in_one_sentence
from portal.keep_serving import REQUESTS_TO_END

# Each phone that has read a page keeps its connection for a while: far more of them than requests at one time.
CONNECTIONS = 4096  # for each process
BESIDE_THEM = 256  # files that a process has open for other things
# For the head of a request, and for the next one on a connection that is kept.
HEAD_COMES_WITHIN = 20_000  # milliseconds

ON_EVERY_ADDRESS = {"0.0.0.0", "::"}
ON_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    with in_one_sentence():
        env.read_env(os.environ.get("PORTAL_ENV_FILE", BASE_DIR / ".env"))
        host = (os.environ.get("HOST") or "127.0.0.1").strip("[]")
        port = env.whole_number("PORT", default=8000)
        workers = env.whole_number("WORKERS", default=2)
        address = free_address(host, port)
        var = env.var_to_write_in()
        keep_secrets(var / "portal.env", host)
        close_to_others(var)
        stays_simple = only_for_oneself(host)
        django.setup()
        call_command("prepare_portal")

    place = f"{reachable_at(host)}:{port}"
    print(f"\n  The portal  http://{place}/\n  The admin   http://{place}/admin/\n\nCtrl-C ends it.", flush=True)
    if stays_simple:
        print("Nobody else can reach it, so no second factor is asked for (REQUIRE_SECOND_FACTOR=yes changes that).")
    signal.pthread_sigmask(signal.SIG_BLOCK, REQUESTS_TO_END)
    keeper = str(BASE_DIR / "portal" / "keep_serving.py")
    os.execv(sys.executable, [sys.executable, "-I", keeper, *server(address, port, workers)])


def only_for_oneself(host: str) -> bool:
    """Whether the portal is tried on one's own machine: then the password is enough, unless somebody says otherwise."""
    served = env.yes_or_no("HTTPS", default=False) or env.yes_or_no("BEHIND_PROXY", default=False)
    if served or host not in ON_THIS_MACHINE or os.environ.get("REQUIRE_SECOND_FACTOR"):
        return False
    os.environ["REQUIRE_SECOND_FACTOR"] = "no"
    return True


def server(address: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", address, "--port", str(port)),
        *("--workers", str(max(workers, 1)), "--blocking-threads", "8"),
        # Told apart by its first bytes, a connection that sends none would be kept for ever.
        *("--http", "1", "--http1-header-read-timeout", str(HEAD_COMES_WITHIN)),
        *("--backlog", str(CONNECTIONS), "--backpressure", str(connections_allowed())),
        *("--respawn-failed-workers", "--workers-kill-timeout", "20"),
        *("--no-access-log", "--log-level", "error"),
        *("--working-dir", str(BASE_DIR)),
        "portal.wsgi:application",
    ]


def connections_allowed() -> int:
    """As many as may be open for each process, once it has the files that the system lets it have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + BESIDE_THEM
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(min(CONNECTIONS, soft - BESIDE_THEM), 1)


def free_address(host: str, port: int) -> str:
    """The address that ``host`` stands for, once it is known that ``port`` can be listened on there."""
    if not 1 <= port <= 65535:
        raise ImproperlyConfigured(f"PORT must be between 1 and 65535, not {port}.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as fault:
        raise ImproperlyConfigured(
            f"HOST is “{host}”, which is no name or address of this machine: use 127.0.0.1, or 0.0.0.0 for all of them."
        ) from fault
    family, *_, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except PermissionError as fault:
            raise ImproperlyConfigured(
                f"Port {port} is kept for the system: choose one above 1023, such as PORT=8000."
            ) from fault
        except OSError as fault:
            raise ImproperlyConfigured(
                f"Nothing can listen at {host}, port {port} ({(fault.strerror or str(fault)).lower()}): "
                f"stop what runs there, or choose another, such as make run PORT={port % 65535 + 1}."
            ) from fault
    return address[0]


def reachable_at(host: str) -> str:
    if host in ON_EVERY_ADDRESS:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def names_for(host: str) -> list[str]:
    """The names that a browser may use for this portal."""
    names = ["127.0.0.1", "localhost", "[::1]", reachable_at(host)]
    if host in ON_EVERY_ADDRESS:
        machine = socket.gethostname()
        names += [machine, f"{machine}.local"]
        try:
            names += [reachable_at(found[4][0]) for found in socket.getaddrinfo(machine, None)]
        except OSError:
            pass  # a machine that does not know its own name is reached by the others
    return list(dict.fromkeys(names))


def keep_secrets(file: Path, host: str):
    """Make what the environment does not give: a key, once, and the names the portal answers to.

    ``manage.py`` reads the same file, so it works after `make run` without anything being set.
    """
    text = file.read_text("utf-8") if file.exists() else "# Made by `make run`. The key stays secret.\n"
    kept = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    if not os.environ.get("SECRET_KEY") and not kept.get("SECRET_KEY"):
        text += f"SECRET_KEY={secrets.token_urlsafe(50)}\n"
    if not os.environ.get("ALLOWED_HOSTS"):
        known = [name for name in kept.get("ALLOWED_HOSTS", "").split(",") if name]
        names = ",".join(dict.fromkeys([*known, *names_for(host)]))
        if "ALLOWED_HOSTS" in kept:
            text = re.sub(r"^ALLOWED_HOSTS=.*$", f"ALLOWED_HOSTS={names}", text, flags=re.MULTILINE)
        else:
            text += f"ALLOWED_HOSTS={names}\n"
    if not file.exists() or text != file.read_text("utf-8"):
        write_at_once(file, text)


def close_to_others(folder: Path):
    """Also the database of a portal that was begun when it was readable by all."""
    for file in folder.glob("portal.*"):
        if file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            file.chmod(0o600)


def write_at_once(file: Path, text: str):
    """Whole or not at all, and readable by its owner only: mkstemp sees to that."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    os.replace(name, file)


if __name__ == "__main__":
    main()
