"""One question to another site, as a polite stranger asks: little, slowly, and never inside somebody's own network.

The address of the site is looked up once, and only a public one is connected to, so that a link cannot make the portal
knock at machines that only it can reach.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

TIMEOUT, LONGEST = 10, 30  # seconds: for each step, and for one question with all its redirections
MOST_REDIRECTIONS = 5
REDIRECTIONS = {301, 302, 303, 307, 308}
# All that is routed on the internet in IPv6, and what a network without IPv4 makes of each address of that.
ROUTED, NAT64 = ipaddress.ip_network("2000::/3"), ipaddress.ip_network("64:ff9b::/96")
# Said to programs by sites that show the page to people, or that are busy. Nothing can be told from it.
SAYS_NOTHING = {401, 403, 405, 406, 407, 408, 409, 418, 425, 429, 451, 501, 503, 999}


class Unreachable(Exception):
    """``str()`` says why, to an editor."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""

    @property
    def is_good(self):
        return self.status < 400

    @property
    def says_nothing(self):
        return self.status in SAYS_NOTHING


def ask(url: str, method: str, *, agent: str, most: int = 0) -> Answer:
    """The answer after all redirections, with at most ``most`` bytes of its body. Raises Unreachable."""
    seen = set()
    while url not in seen and len(seen) <= MOST_REDIRECTIONS:
        seen.add(url)
        status, elsewhere, body = _one_answer(url, method, agent, most)
        if status not in REDIRECTIONS or not elsewhere:
            return Answer(status, body)
        url = _from(url, elsewhere)
    raise Unreachable("It leads on and on without arriving.")


def _from(url, elsewhere):
    try:
        return urljoin(url, elsewhere)
    except ValueError:
        raise Unreachable("It leads on to what is no web address.") from None


def _one_answer(url, method, agent, most):
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Unreachable("This is no web address.") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise Unreachable("It leads to something that is no web page.")
    connection = _connected(parts.scheme, host, port or (443 if parts.scheme == "https" else 80))
    watch = threading.Timer(LONGEST, _hang_up, [connection])
    watch.start()
    try:
        path = parts.path or "/"
        headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
        target = _quoted(f"{path}?{parts.query}" if parts.query else path)
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", ""), answer.read(most) if most else b""
    except TimeoutError:
        raise Unreachable("The site does not answer.") from None
    except (OSError, http.client.HTTPException, ValueError):
        raise Unreachable("The site breaks off in the middle of its answer.") from None
    finally:
        watch.cancel()
        connection.close()


def _connected(scheme, host, port):
    """A connection to a public address of ``host``, which is looked up this once."""
    place = _public_address(host, port)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.default_port = 443 if scheme == "https" else 80  # which the Host header leaves out
    try:
        connection.sock = socket.create_connection((place, port), timeout=TIMEOUT)
        if scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
    except ssl.SSLCertVerificationError:
        connection.close()
        raise Unreachable("Browsers warn of this site: its certificate is not valid.") from None
    except TimeoutError:
        connection.close()
        raise Unreachable("The site does not answer.") from None
    except (OSError, ValueError):
        connection.close()
        raise Unreachable("The site cannot be connected to.") from None
    return connection


def _public_address(host, port):
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable("There is no site of this name.") from None
    places = [entry[4][0] for entry in found]
    if not all(is_public(place) for place in places):
        raise Unreachable("It leads into a private network, where no patient gets.")
    return places[0]


def is_public(place: str) -> bool:
    address = ipaddress.ip_address(place.partition("%")[0])
    if address.version == 6 and address in NAT64:
        address = ipaddress.IPv4Address(int(address) % 2**32)
    inside = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return inside.is_global and not inside.is_multicast and (inside.version == 4 or inside in ROUTED)


def _quoted(target):
    return "".join(letter if "!" <= letter <= "~" else _as_bytes(letter) for letter in target)


def _as_bytes(letter):
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


def _hang_up(connection):
    try:
        connection.sock.shutdown(socket.SHUT_RDWR)
    except (OSError, AttributeError):
        pass
