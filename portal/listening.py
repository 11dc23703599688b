"""Ends the connections of phones that are gone. A phone that has left its network says nothing, and never will.

The server would keep such a connection for ever, and with it the thread that waits for the rest of a form. So the
system asks whoever is silent whether they are still there. What is said of the socket that listens holds for each
connection that comes in by it.
"""

import os
import socket
import stat
import threading
from contextlib import suppress

SILENT, EACH, TIMES = 60, 10, 6  # seconds before the first question and between two of them; how many
UNREAD = 60_000  # milliseconds for which nothing of an answer is taken
ON_EACH_CONNECTION = [("TCP_KEEPIDLE", SILENT), ("TCP_KEEPINTVL", EACH), ("TCP_KEEPCNT", TIMES)]
ON_EACH_CONNECTION += [("TCP_USER_TIMEOUT", UNREAD)]
SOON = 1  # second: the server begins to listen once it has loaded the application


def notice_soon_who_is_gone():
    later = threading.Timer(SOON, notice_who_is_gone)
    later.daemon = True
    later.start()


def notice_who_is_gone():
    """On every socket on which this process listens for readers."""
    for number in _sockets():
        with socket.socket(fileno=os.dup(number)) as one:
            if one.type == socket.SOCK_STREAM and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
                if one.family != socket.AF_UNIX:
                    _say_of_each(one)


def _say_of_each(one):
    for name, value in ON_EACH_CONNECTION:
        if hasattr(socket, name):  # not every system knows all of them
            one.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _sockets():
    for name in os.listdir("/dev/fd"):
        with suppress(OSError):  # the listing itself was one of them
            if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                yield int(name)
