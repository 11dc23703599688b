"""Whoever is asked cannot keep the portal waiting, however slowly they speak."""

import socket
import threading
from contextlib import closing, suppress
from http.client import HTTPException

import pytest

from articles.reaching import Straight

RECORD_OF_16_KB = b"\x16\x03\x03\x40\x00"  # how the first words of TLS begin
PLAIN = b"HTTP/1.1 200 OK\r\nX-Long: "


@pytest.mark.parametrize(("scheme", "beginning"), [("https", RECORD_OF_16_KB), ("http", PLAIN)])
def test_who_speaks_byte_by_byte_is_cut_off_at_the_deadline(scheme, beginning):
    """Each byte comes in time, and all of them would take hours."""
    was_cut_off = threading.Event()

    def speak():
        here, _place = listener.accept()
        with here:
            here.settimeout(0.02)
            here.sendall(beginning)
            for _ in range(150):
                try:
                    here.send(b"a")
                    if here.recv(4096):
                        continue
                except TimeoutError:
                    continue
                except OSError:
                    pass
                was_cut_off.set()
                break

    with socket.create_server(("127.0.0.1", 0)) as listener:
        speaker = threading.Thread(target=speak)
        speaker.start()
        connection = Straight(scheme, "records.example.org", listener.getsockname(), seconds=5, in_all=0.4)
        with suppress(OSError, HTTPException), closing(connection):
            connection.request("GET", "/")
            connection.getresponse()
        speaker.join()

    assert was_cut_off.is_set()
