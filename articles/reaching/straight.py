import socket
import ssl
from http.client import HTTPConnection
from threading import Timer


class Straight(HTTPConnection):
    """To a place that was looked up, under the name that was asked for. It follows no redirect and no proxy.

    in_all: seconds after which it is cut, however slowly the other side speaks; each step may take ``seconds``
    """

    def __init__(self, scheme, host, place, *, seconds, in_all):
        super().__init__(host, place[1], timeout=seconds)
        self.default_port = 443 if scheme == "https" else 80  # which the Host header leaves out
        self._is_secret, self._place = scheme == "https", place
        self._deadline = Timer(in_all, self._cut)
        self._deadline.daemon = True
        self._deadline.start()

    def connect(self):
        self.sock = socket.create_connection(self._place, self.timeout)
        if self._is_secret:
            context = ssl.create_default_context()
            # In two steps, so that it can be cut while the other side has not even said who it is.
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def close(self):
        self._deadline.cancel()
        super().close()

    def _cut(self):
        if self.sock:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
