"""Hundreds who ask, read and send slowly, at the server of `make run`: everybody else is answered at once."""

import os
import resource
import select
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager

import pytest

from portal.giving import SLOWLY
from portal.receiving import FROM_ONE_PLACE
from portal.serve import server
from tests.nginx import free_ports, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("slow")]
PATIENCE = 10  # seconds, after which a test fails: an answer takes a thousandth of one


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < 2000:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(2000, hard), hard))
    (port,) = free_ports(1)
    command = [*server("127.0.0.1", port, 1)[:-1], "tests.faults.before_django:application"]
    command[command.index("--http1-header-read-timeout") + 1] = "1000"  # milliseconds, for whoever waits for them here
    environment = os.environ | {"PAGES": str(tmp_path_factory.mktemp("pages"))}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as serving:
        try:
            wait_for(port, serving)
            yield port
        finally:
            serving.terminate()


def begin(port, words, takes=None):
    """A connection on which ``words`` were said; it takes ``takes`` bytes at a time of what is answered."""
    one = socket.socket()
    one.settimeout(PATIENCE)
    if takes:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, takes)
    one.connect(("127.0.0.1", port))
    one.sendall(words.encode())
    return one


def head(method="GET", path="/", place="192.0.2.1", **more):
    said = {"Host": "portal.example", "X-Forwarded-For": place} | more
    lines = [f"{method} {path} HTTP/1.1", *(f"{name.replace('_', '-')}: {value}" for name, value in said.items())]
    return "\r\n".join([*lines, "", ""])


def answer(port, sent="", **asked):
    length = {"Content_Length": len(sent)} if sent else {}
    with begin(port, head(**asked, **length, Connection="close") + sent) as one:
        return rest_of(one)


def status(port, **asked):
    return answer(port, **asked)[9:12].decode()


def rest_of(one):
    told = b""
    while piece := one.recv(65536):
        told += piece
    return told


def answered(connections):
    return select.select(connections, [], [], 0)[0]


def wait_until(what):
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


@contextmanager
def all_of(connections):
    with ExitStack() as stack:
        yield [stack.enter_context(one) for one in connections]


def test_five_hundred_who_ask_and_read_a_byte_now_and_then_keep_nobody_waiting(port):
    ask_for_it = head(Connection="close")
    asking = all_of(begin(port, ask_for_it[:9]) for _each in range(250))
    reading = all_of(begin(port, ask_for_it, takes=1024) for _each in range(250))
    with asking as asking, reading as reading:
        for letter in ask_for_it[9:12]:
            for one in asking:
                one.sendall(letter.encode())
            begun = [one.recv(1) for one in reading]

            assert status(port) == status(port, path="/other/") == status(port, method="POST", sent="a=b") == "200"

        assert begun == [b"T"] * 250  # the third letter of each answer
        assert {len(rest_of(one)) for one in reading} == {len(answer(port)) - 3}
        assert {rest_of(one) for one in asking} == {b""}  # the server itself has closed them


def test_whoever_takes_a_long_file_byte_by_byte_keeps_only_long_files_from_others(port):
    with all_of(begin(port, head(path="/media/long"), takes=1024) for _each in range(20)) as reading:
        told = sorted(one.recv(12)[9:] for one in reading)

        assert told == [b"200"] * SLOWLY + [b"503"] * (20 - SLOWLY)
        assert status(port) == status(port, path="/new/") == status(port, method="POST", sent="a=b") == "200"

    wait_until(lambda: status(port, path="/media/long") == "200")


def test_forms_that_never_come_whole_keep_nobody_else_from_sending(port):
    form = head("POST", Content_Length=1000)
    with all_of(begin(port, form + "a=") for _each in range(20)) as sending:
        wait_until(lambda: len(answered(sending)) == 20 - FROM_ONE_PLACE)

        assert {one.recv(12)[9:] for one in answered(sending)} == {b"503"}
        assert status(port) == status(port, path="/newer/") == "200"
        assert status(port, method="POST", sent="a=b", place="198.51.100.7") == "200"
        assert status(port, method="POST", sent="a=b") == "503"

    wait_until(lambda: status(port, method="POST", sent="a=b") == "200")
