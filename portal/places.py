"""Where other machines are, and what opens them: databases, caches, mail, networks in front, other sign-ins.

An address may hold a password, so no sentence repeats one.
"""

import os
import re
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


class Places:
    """Beside what an environment reads, which this is a part of."""

    def mail(self) -> dict:
        """Django's settings of the mail server that EMAIL_URL names; none if it names none."""
        url = os.environ.get("EMAIL_URL", "").strip()
        if not url:
            return {}
        try:
            config = self.email_url_config(url)
        except (ValueError, KeyError, ImproperlyConfigured) as fault:
            # The address may hold a password, so the sentence does not repeat it.
            raise ImproperlyConfigured(
                "EMAIL_URL is not the address of a mail server: write smtp+tls://NAME:PASSWORD@HOST:587 "
                "(signs such as @, / and # in the name or the password as %40, %2F and %23)."
            ) from fault
        return {name: value for name, value in config.items() if name.startswith("EMAIL_")}

    def header(self, name: str) -> tuple[str, str] | None:
        """Such as “Authorization: Bearer …”."""
        written = os.environ.get(name, "").strip()
        if not written:
            return None
        found = re.fullmatch(r"([!#$%&'*+.^`|~\w-]+):[ \t]*([\x21-\x7e][\x20-\x7e]*)", written, re.ASCII)
        if not found:
            # It may hold a key, so the sentence does not repeat it.
            raise ImproperlyConfigured(f"{name} must be one header of a request, such as Authorization: Bearer KEY.")
        return found[1], found[2]

    def networks(self, name: str) -> list:
        """Such as 10.20.0.0/16, with commas between."""
        try:
            return [ip_network(one.strip()) for one in os.environ.get(name, "").split(",") if one.strip()]
        except ValueError as fault:
            raise ImproperlyConfigured(
                f"{name} lists networks such as 10.20.0.0/16, with commas between: {fault}."
            ) from fault

    def address(self, name: str) -> str:
        """An address such as https://portal.example.org, or nothing."""
        url = os.environ.get(name, "").strip().rstrip("/")
        if url and not re.fullmatch(r"https?://[^/\s]+", url):
            raise ImproperlyConfigured(
                f"{name} must be the address that people open, such as https://portal.example.org, not “{url}”."
            )
        return url

    def ways_to_reach(self, name: str) -> list[str]:
        """As RFC 9116 has them: mailto:, https: or tel:, with commas between. An e-mail address will do."""
        ways = [way.strip() for way in os.environ.get(name, "").split(",") if way.strip()]
        ways = [f"mailto:{way}" if re.fullmatch(r"[^@\s:/]+@[^@\s:/]+", way) else way for way in ways]
        for way in ways:
            if not re.fullmatch(r"(mailto:[^@\s]+@[^@\s]+|https://\S+|tel:\+?[0-9-]+)", way):
                raise ImproperlyConfigured(
                    f"{name} must be an e-mail address, https://… or tel:+44…, with commas between, not “{way}”."
                )
        return ways

    def web_address(self, name: str) -> str:
        """Any address that something can be asked at, or nothing."""
        url = os.environ.get(name, "").strip()
        if url and not re.fullmatch(r"https?://[^/\s@]+/[\x21-\x7e]*", url):
            raise ImproperlyConfigured(
                f"{name} must be a whole address such as https://cdn.example.org/purge/{{tag}}, with no password."
            )
        return url

    def single_sign_on(self) -> dict:
        """Where the hospital's own sign-in is, and as whom the portal asks there; all empty where there is none."""
        names = ("SSO_ISSUER", "SSO_CLIENT_ID", "SSO_CLIENT_SECRET")
        told = {name: os.environ.get(name, "").strip() for name in names}
        missing = [name for name, value in told.items() if not value]
        if missing and len(missing) < len(names):
            raise ImproperlyConfigured(
                f"{missing[0]} is not set, and single sign-on needs {names[0]}, {names[1]} and {names[2]} together."
            )
        address = told["SSO_ISSUER"].rstrip("/")
        if address and not re.fullmatch(
            r"https://[^/\s]+(/[^\s?#]*)?|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?", address
        ):
            raise ImproperlyConfigured(
                f"SSO_ISSUER must be the https:// address under which the provider describes itself, not “{address}”."
            )
        only = self.yes_or_no("SSO_ONLY", default=False)
        if only and not address:
            raise ImproperlyConfigured("SSO_ONLY leaves no way in where there is no SSO_ISSUER: set both, or neither.")
        return told | {"SSO_ISSUER": address, "SSO_ONLY": only}

    def databases(self, *, default: Path) -> dict:
        """The database, and the copy that readers' pages are read from if there is one."""
        copy = {"replica": self.database("DATABASE_REPLICA_URL")} if os.environ.get("DATABASE_REPLICA_URL") else {}
        return {"default": self.database("DATABASE_URL", default=default)} | copy

    def database(self, name: str, *, default: Path | None = None) -> dict:
        """The database that ``name`` says, with the options that suit its kind."""
        url = os.environ.get(name, "").strip()
        if not url:
            config = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default)}
        else:
            # The address may hold a password, so the sentence does not repeat it.
            malformed = ImproperlyConfigured(
                f"{name} is not the address of a database that the portal knows: write "
                "postgres://NAME:PASSWORD@HOST:5432/DATABASE (signs such as @, / and # in the password "
                "as %40, %2F and %23) or sqlite:////absolute/path/portal.sqlite3."
            )
            if url.partition("://")[0] not in {"postgres", "postgresql", "sqlite"}:
                raise malformed
            try:
                config = self.db_url_config(url)
            except (ValueError, ImproperlyConfigured) as fault:
                raise malformed from fault
            if not config["NAME"]:
                raise malformed
        options = _SQLITE if config["ENGINE"].endswith("sqlite3") else _POSTGRESQL
        return {**config, **options, "OPTIONS": options["OPTIONS"] | config.get("OPTIONS", {})}

    def caches(self) -> dict:
        """One cache for all processes where CACHE_URL names a Redis, or else one in each that counts no requests."""
        url = os.environ.get("CACHE_URL", "").strip()
        if not url:
            return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
        if not re.match(r"(rediss?|unix)://.", url):
            # The address may hold a password, so the sentence does not repeat it.
            raise ImproperlyConfigured(
                "CACHE_URL is not the address of a cache that the portal knows: write redis://HOST:6379/0, "
                "rediss://NAME:PASSWORD@HOST:6379/0 or unix:///path/to/redis.sock."
            )
        if find_spec("redis") is None:
            raise ImproperlyConfigured(
                "CACHE_URL names a Redis, and the library to talk to it is not installed: "
                "install it with “.venv/bin/pip install redis==8.1.0”, or leave CACHE_URL empty."
            )
        shared = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
        # One that hangs must not hold up readers.
        shared |= {"OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1}}
        return {"default": {**shared, "KEY_PREFIX": "portal"}, "limits": {**shared, "KEY_PREFIX": "limits"}}


_SQLITE = {
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        # Taking the lock when a transaction begins, and waiting for it, is what keeps two editors who
        # save at once from “database is locked”; readers are never kept waiting in the WAL journal.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;",
    },
}
_POSTGRESQL = {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {"connect_timeout": 5},
}
