"""A phone that has left its network says nothing more: its connection ends, and keeps no thread."""

import socket

import pytest

from portal.listening import SILENT, UNREAD, notice_who_is_gone


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="this system does not say so of each connection")
def test_each_connection_that_is_taken_up_is_asked_whether_somebody_is_there():
    with socket.create_server(("127.0.0.1", 0)) as listening, socket.socketpair()[0]:
        notice_who_is_gone()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as taken_up:
            assert taken_up.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            assert taken_up.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == SILENT
            assert taken_up.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == UNREAD
