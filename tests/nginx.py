"""The nginx of deploy/, on ports and in a folder of its own."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection, HTTPSConnection
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tests.house.tree import ROOT

DEPLOYED = ROOT / "deploy" / "nginx"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
NAME = "portal.example.org"
BUFFERED = " buffer=64k flush=2s"  # as the log of deploy/ is written


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_words):
        pass


class InThreads(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def verify_request(self, *_request):
        """A machine that is gone ends the connection without a word."""
        return not self.application.is_gone


def find_nginx():
    return shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin")


@contextmanager
def served(application, port=0):
    with make_server("127.0.0.1", port, application, server_class=InThreads, handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def as_shipped(folder, portal, plain, secure):
    """The configuration as it is, but for ports, folders and the certificate."""
    text = re.sub(r"\n *listen \[::\].*", "", (DEPLOYED / "portal.conf").read_text("utf-8"))
    return replaced(
        text,
        ("127.0.0.1:8000", f"127.0.0.1:{portal}"),
        ("listen 80 ", f"listen 127.0.0.1:{plain} "),
        ("listen 443 ", f"listen 127.0.0.1:{secure} "),
        ("/etc/ssl/portal", str(folder)),
        ("/var/cache/nginx-portal", f"{folder}/cache"),
        ("/var/log/nginx", str(folder)),
    )


def main_as_shipped(folder):
    """The main file as it is, but for folders and the account, around portal.conf in ``folder``."""
    paths = "".join(f"\n    {name}_temp_path {folder}/{name};" for name in TEMPORARY)
    return replaced(
        (DEPLOYED / "nginx.conf").read_text("utf-8"),
        ("user www-data;", "user root;" if os.geteuid() == 0 else ""),  # the folder of a test is closed to others
        ("/run/nginx.pid", f"{folder}/pid"),
        ("/var/log/nginx", str(folder)),
        ("/etc/nginx/conf.d/*.conf", f"{folder}/portal.conf"),
        ("http {", f"http {{{paths}"),
    )


def replaced(text, *changes):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder, portal):
    """(port for http, port for https) of an nginx before ``portal``"""
    plain, secure = free_ports(2)
    make_certificate(folder)
    at_once = replaced(as_shipped(folder, portal, plain, secure), (BUFFERED, ""))  # nobody waits for a line of the log
    (folder / "portal.conf").write_text(at_once)
    (folder / "nginx.conf").write_text(main_as_shipped(folder))
    command = [find_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            wait_for(secure, server)
            yield plain, secure
        finally:
            server.terminate()


def make_certificate(folder):
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "fullchain.pem"), "-days", "1"]
    subprocess.run([*command, *files, "-subj", f"/CN={NAME}"], check=True, capture_output=True)


def wait_for(port, server):
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise AssertionError(server.stderr.read())
        time.sleep(0.01)
    raise AssertionError("nginx did not start.")


def free_ports(count):
    sockets = [socket.socket() for _each in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


@cache
def trusting(*protocols):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if protocols:
        context.set_alpn_protocols(list(protocols))
    return context


class _Secure(HTTPSConnection):
    """Under the name that the portal has, wherever it listens."""

    def connect(self):
        HTTPConnection.connect(self)
        self.sock = self._context.wrap_socket(self.sock, server_hostname=NAME)


def ask(port, path="/articles/asthma/", method="GET", body=None, is_secure=True, **headers):
    """(status, headers, body)"""
    if is_secure:
        connection = _Secure("127.0.0.1", port, timeout=10, context=trusting())
    else:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
    said = {name.replace("_", "-"): value for name, value in ({"Host": NAME} | headers).items()}
    try:
        connection.request(method, path, body, said)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()
