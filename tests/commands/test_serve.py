import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from urllib.request import Request, urlopen

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import serve
from tests.commands.conftest import ROOT, run


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def nothing_set(monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.delenv("ALLOWED_HOSTS")


@pytest.mark.slow
@pytest.mark.long
def test_the_portal_prepares_itself_serves_and_ends_cleanly(machine, tmp_path, port):
    log = tmp_path / "log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            [sys.executable, "-m", "portal.serve"],
            cwd=ROOT,
            env=machine | {"PORT": str(port)},
            stdout=output,
            stderr=output,
        ) as server,
    ):
        try:
            home = wait_for(f"http://127.0.0.1:{port}/", server, log)
            styles = re.search(rb'href="(/static/css/[^"]+\.css)"', home.read()).group(1).decode()
            sheet = urlopen(Request(f"http://127.0.0.1:{port}{styles}", headers={"Accept-Encoding": "br"}))
            urlopen(f"http://127.0.0.1:{port}/?q=lump")
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) in {0, 130}

    said = log.read_text()
    assert f"http://127.0.0.1:{port}/admin/" in said
    assert "Set-Cookie" not in home.headers
    assert sheet.headers["Content-Encoding"] == "br"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert said.count("  editor ") == 1
    assert "Traceback" not in said
    assert "lump" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "var"]
    written = [tmp_path / "var", *(tmp_path / "var").rglob("*")]
    assert [path for path in written if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def wait_for(address, server, log):
    until = time.monotonic() + 300  # it prepares all, perhaps on a machine with other work
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            return urlopen(address)
        except ConnectionError:
            pass
        except OSError as fault:
            if not isinstance(getattr(fault, "reason", None), ConnectionError):
                raise
        time.sleep(0.2)
    pytest.fail(log.read_text())


def test_a_port_that_is_taken_is_one_sentence(machine):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        answer = run(machine | {"PORT": str(taken)}, "-m", "portal.serve")

    assert answer.returncode == 1
    assert f"Nothing can listen at 127.0.0.1, port {taken}" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("127.0.0.1", 0, "PORT must be between"),
        ("127.0.0.1", 70000, "PORT must be between"),
        ("no such place", 8000, "HOST is “no such place”"),
        ("192.0.2.1", 8000, "Nothing can listen at 192.0.2.1"),
    ],
)
def test_an_address_that_cannot_be_is_one_sentence(host, port, said):
    with pytest.raises(ImproperlyConfigured, match=re.escape(said)):
        serve.free_address(host, port)


def test_a_key_is_made_once_and_only_its_owner_can_read_it(nothing_set, tmp_path):
    file = tmp_path / "portal.env"

    serve.keep_secrets(file, "127.0.0.1")
    made = file.read_text()
    serve.keep_secrets(file, "127.0.0.1")

    assert file.read_text() == made
    assert len(re.search("^SECRET_KEY=(.+)$", made, re.MULTILINE).group(1)) >= 50
    assert "ALLOWED_HOSTS=127.0.0.1,localhost,[::1]\n" in made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["portal.env"]


def test_what_was_written_when_all_could_read_it_is_closed_to_others(tmp_path):
    for name in ("portal.sqlite3", "portal.sqlite3-wal"):
        (tmp_path / name).touch(mode=0o644)
    (tmp_path / "portal.d").mkdir()

    serve.close_to_others(tmp_path)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir() if path.is_file()}
    assert modes == {"portal.sqlite3": 0o600, "portal.sqlite3-wal": 0o600}


def test_another_host_is_added_and_the_key_and_a_persons_own_lines_stay(nothing_set, tmp_path):
    file = tmp_path / "portal.env"
    file.write_text("# ours\nSECRET_KEY=kept\nALLOWED_HOSTS=localhost\nTIME_ZONE=Asia/Tokyo\n")

    serve.keep_secrets(file, "192.0.2.7")

    assert file.read_text().splitlines() == [
        "# ours",
        "SECRET_KEY=kept",
        "ALLOWED_HOSTS=localhost,127.0.0.1,[::1],192.0.2.7",
        "TIME_ZONE=Asia/Tokyo",
    ]


def test_what_the_environment_gives_is_not_made(tmp_path):
    file = tmp_path / "portal.env"

    serve.keep_secrets(file, "127.0.0.1")

    assert "SECRET_KEY=" not in file.read_text()
    assert "ALLOWED_HOSTS=" not in file.read_text()


def test_listening_everywhere_answers_to_the_name_of_the_machine():
    names = serve.names_for("0.0.0.0")

    assert socket.gethostname() in names
    assert "127.0.0.1" in names
    assert "0.0.0.0" not in names


def test_an_address_of_version_6_is_written_in_brackets():
    assert serve.reachable_at("::1") == "[::1]"
    assert serve.reachable_at("::") == "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "told", "is_simple"),
    [
        ("127.0.0.1", {}, True),
        ("localhost", {}, True),
        ("0.0.0.0", {}, False),
        ("127.0.0.1", {"HTTPS": "yes"}, False),
        ("127.0.0.1", {"BEHIND_PROXY": "yes"}, False),
        ("127.0.0.1", {"REQUIRE_SECOND_FACTOR": "yes"}, False),
    ],
)
def test_only_a_portal_that_nobody_else_can_reach_asks_for_no_second_factor(monkeypatch, host, told, is_simple):
    for name in ("HTTPS", "BEHIND_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REQUIRE_SECOND_FACTOR", "")
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    assert serve.only_for_oneself(host) is is_simple
    assert (os.environ["REQUIRE_SECOND_FACTOR"] == "no") is is_simple
