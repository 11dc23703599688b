"""One question to another site, as a polite stranger asks: little, slowly, and never inside somebody's own network.

Only public places are connected to (articles.reaching), wherever a link or a redirection leads.
"""

import http.client
import ssl
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from articles.reaching import NoSuchName, Straight, is_public, places_of

TIMEOUT, LONGEST = 10, 30  # seconds: for each step, and for one question with all its redirections
MOST_REDIRECTIONS = 5
REDIRECTIONS = {301, 302, 303, 307, 308}
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
        connection.close()


def _connected(scheme, host, port):
    """A connection to a public place of ``host``, which is looked up this once."""
    connection = Straight(scheme, host, _public_place(host, port), seconds=TIMEOUT, in_all=LONGEST)
    try:
        connection.connect()
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


def _public_place(host, port):
    try:
        places = places_of(host, port)
    except NoSuchName:
        raise Unreachable("There is no site of this name.") from None
    if not all(is_public(address) for address, _port in places):
        raise Unreachable("It leads into a private network, where no patient gets.")
    return places[0]


def _quoted(target):
    return "".join(letter if "!" <= letter <= "~" else _as_bytes(letter) for letter in target)


def _as_bytes(letter):
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
