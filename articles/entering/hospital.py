"""What a hospital's own sign-in says about a person (OpenID Connect): asked for, and believed only when it is right."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS, LONGEST = 10, 1_000_000
# Each is signed with a key of which we know the public half alone: never one that both could sign with.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
LEEWAY = 60  # seconds between two clocks


class NotBelieved(Exception):
    """The reason is for the log of the process, not for whoever wants to come in."""


@dataclass(frozen=True)
class Asked:
    """What is remembered in the session between asking and the answer."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def anew(cls):
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    @property
    def challenge(self):
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hospital_name():
    """As the button on the sign-in page says it."""
    return settings.SSO_NAME or _("your hospital’s sign-in")


def address_to_ask(asked, back, *, afresh=False):
    """Where the browser goes. afresh: the person shows who they are again, even if signed in there already."""
    query = {
        "response_type": "code",
        "client_id": settings.SSO_CLIENT_ID,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": asked.challenge,
        "code_challenge_method": "S256",
    }
    if afresh:
        query |= {"prompt": "login", "max_age": "0"}
    address = _configuration()["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def claims_for(code, asked, back) -> dict:
    """What is said about the person, once signature, sender, receiver, age and nonce are right. Raises NotBelieved."""
    config = _configuration()
    told = _exchange(config, code, asked, back)
    claims = _believed(str(told.get("id_token", "")), _fetch(config["jwks_uri"]), config["issuer"], asked.nonce)
    if "email" not in claims and "userinfo_endpoint" in config:
        more = _fetch(config["userinfo_endpoint"], headers={"Authorization": f"Bearer {told.get('access_token', '')}"})
        if more.get("sub") != claims["sub"]:
            raise NotBelieved("the facts are about somebody else")
        claims = more | claims
    return claims


def _believed(token, keys, issuer, nonce):
    import jwt  # with all of cryptography, which a process without sign-ins never needs

    try:
        header = jwt.get_unverified_header(token)
        alg = header.get("alg")
        if alg not in ALGORITHMS:
            raise NotBelieved(f"signed by {alg}")
        key = _key_of(keys, header.get("kid"))
        required = ["exp", "iat", "iss", "aud", "sub", "nonce"]
        claims = jwt.decode(
            token,
            key,
            algorithms=[alg],
            audience=settings.SSO_CLIENT_ID,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": required},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as fault:
        raise NotBelieved(type(fault).__name__) from fault
    if not secrets.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise NotBelieved("another nonce")
    if claims.get("azp", settings.SSO_CLIENT_ID) != settings.SSO_CLIENT_ID:
        raise NotBelieved("made for another program")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims:
        raise NotBelieved("made for several programs")
    return claims


def _key_of(keys, kid):
    """With no name on the token there must be no choice."""
    from jwt import PyJWK

    signing = [key for key in keys.get("keys", []) if isinstance(key, dict) and key.get("use", "sig") == "sig"]
    fitting = [key for key in signing if kid is None or key.get("kid") == kid]
    if len(fitting) != 1:
        raise NotBelieved("signed with a key that is not known")
    return PyJWK(fitting[0]).key


def _exchange(config, code, asked, back):
    data = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": asked.verifier}
    name, secret = settings.SSO_CLIENT_ID, settings.SSO_CLIENT_SECRET
    headers = {}
    if "client_secret_basic" in config.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote(name, safe='')}:{quote(secret, safe='')}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    else:
        data |= {"client_id": name, "client_secret": secret}
    return _fetch(config["token_endpoint"], data=data, headers=headers)


def _configuration():
    config = _fetch(f"{settings.SSO_ISSUER}/.well-known/openid-configuration")
    if str(config.get("issuer", "")).rstrip("/") != settings.SSO_ISSUER:
        raise NotBelieved("it calls itself by another name")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe(str(config.get(name, ""))):
            raise NotBelieved(f"{name} is no https:// address")
    if not is_safe(str(config.get("userinfo_endpoint", ""))):
        config.pop("userinfo_endpoint", None)
    return config


def is_safe(address) -> bool:
    """Plain http:// leads to this very machine only."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"})


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *arguments, **options):
        return None


def _fetch(address, *, data=None, headers=()):
    """The address comes from whoever runs the portal, or from the provider they named."""
    body = urlencode(data).encode() if data is not None else None
    request = Request(address, data=body, headers={"Accept": "application/json", **dict(headers)})
    try:
        with build_opener(_NoRedirects).open(request, timeout=SECONDS) as answer:
            told = json.loads(answer.read(LONGEST))
    except (URLError, OSError, ValueError) as fault:
        raise NotBelieved(f"{urlsplit(address).path}: {type(fault).__name__}") from fault
    if not isinstance(told, dict):
        raise NotBelieved("no answer that could be read")
    return told
