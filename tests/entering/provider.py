"""A small provider of OpenID Connect on this machine, that can be made to say what none should."""

import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

CLIENT, SECRET = "portal", "a secret: of both % sides"


class Provider:
    """says: what its tokens say besides; signs_with: another key than the one it shows."""

    def __init__(self, address):
        self.issuer = address
        self.key, self.signs_with, self.alg = ec.generate_private_key(ec.SECP256R1()), None, "ES256"
        self.forget()

    def forget(self):
        self.says, self.codes, self.signs_with, self.alg, self.asked = {}, {}, None, "ES256", {}

    def person_agrees(self, address):
        """What a browser would do: open ``address``, and be sent back. Returns the query of where to."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = self.asked
        return {"code": code, "state": self.asked["state"]}

    def configuration(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def keys(self):
        shown = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**shown, "kid": "one", "use": "sig"}]}

    def token(self, form, authorization):
        asked = self.codes.pop(form["code"])
        proof = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        assert proof == asked["code_challenge"]
        assert form["redirect_uri"] == asked["redirect_uri"]
        assert (
            b64decode(authorization.removeprefix("Basic ")).decode() == "portal:a%20secret%3A%20of%20both%20%25%20sides"
        )
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "7", "nonce": asked["nonce"], "iat": now, "exp": now + 300}
        claims |= {"auth_time": now, "email": "ada@hospital.example", "email_verified": True, **self.says}
        claims = {name: value for name, value in claims.items() if value is not None}
        key = self.signs_with or self.key
        return {"id_token": jwt.encode(claims, key, self.alg, headers={"kid": "one"}), "access_token": "unused"}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        provider = self.server.provider
        self.say({"/.well-known/openid-configuration": provider.configuration, "/keys": provider.keys}[self.path]())

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        self.say(self.server.provider.token(form, self.headers["Authorization"]))

    def say(self, told):
        written = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *arguments):
        pass


@contextmanager
def provider_on_this_machine():
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        server.provider = Provider(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.provider
        server.shutdown()
