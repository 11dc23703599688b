"""What the environment says, or one clear sentence about what it should say."""

import os
import re
import sys
import traceback
from contextlib import contextmanager
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import DatabaseError

BASE_DIR = Path(__file__).resolve().parent.parent
SHORTEST_SECRET_KEY = 32
SHORTEST_TOKEN = 16


class Environment(environ.Env):
    def read_files(self):
        """Read .env, then what `make run` made once. What is set already wins over both."""
        self.read_env(os.environ.get("PORTAL_ENV_FILE", BASE_DIR / ".env"))
        self.read_env(self.var() / "portal.env")

    def var(self) -> Path:
        return Path(os.environ.get("PORTAL_VAR") or BASE_DIR / "var").expanduser().resolve()

    def var_to_write_in(self) -> Path:
        folder = self.var()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise ImproperlyConfigured(
                f"The portal keeps what it writes in {folder}, and that folder cannot be made "
                f"({_reason(fault)}). Set PORTAL_VAR to a folder that it may write in."
            ) from fault
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise ImproperlyConfigured(
                f"The portal keeps what it writes in {folder}, and may not write there. "
                "Set PORTAL_VAR to a folder that it may write in."
            )
        return folder

    def secret_key(self) -> str:
        # Read as it stands: django-environ would take a key that begins with “$” for the name of another variable.
        key = os.environ.get("SECRET_KEY", "").strip()
        if not key:
            raise ImproperlyConfigured(
                "SECRET_KEY is not set, and the portal does not start without a key of its own: "
                "put a long random one into the environment or into .env, or use “make run”, which makes one."
            )
        if len(key) < SHORTEST_SECRET_KEY:
            raise ImproperlyConfigured(
                f"SECRET_KEY is too short to be safe: it has {len(key)} characters and needs at least "
                f"{SHORTEST_SECRET_KEY}, best chosen by chance."
            )
        return key

    def hosts(self) -> list[str]:
        hosts = [host.strip() for host in self.list("ALLOWED_HOSTS", default=[]) if host.strip()]
        if not hosts:
            raise ImproperlyConfigured(
                "ALLOWED_HOSTS is not set, and the portal answers only to names it knows: "
                "list them with commas between, such as ALLOWED_HOSTS=portal.example.org,www.portal.example.org."
            )
        for host in hosts:
            if "/" in host:
                raise ImproperlyConfigured(
                    f"ALLOWED_HOSTS lists names such as portal.example.org, not addresses: write “{host}” "
                    "without “https://” and without a path."
                )
        return hosts

    def origins(self) -> list[str]:
        origins = [origin.strip() for origin in self.list("CSRF_TRUSTED_ORIGINS", default=[]) if origin.strip()]
        for origin in origins:
            if "://" not in origin:
                raise ImproperlyConfigured(
                    f"CSRF_TRUSTED_ORIGINS lists addresses such as https://portal.example.org, with the "
                    f"“https://” that “{origin}” lacks."
                )
        return origins

    def yes_or_no(self, name: str, *, default: bool) -> bool:
        value = os.environ.get(name, "").strip().lower()
        if not value:
            return default
        if value in {"yes", "true", "on", "1"}:
            return True
        if value in {"no", "false", "off", "0"}:
            return False
        raise ImproperlyConfigured(f"{name} must be yes or no, not “{value}”.")

    def whole_number(self, name: str, *, default: int) -> int:
        value = os.environ.get(name, "").strip()
        if not value:
            return default
        if not (value.isascii() and value.isdigit()):
            raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.")
        return int(value)

    def one_of(self, name: str, *allowed: str, default: str) -> str:
        value = os.environ.get(name, "").strip()
        if value and value not in allowed:
            raise ImproperlyConfigured(f"{name} must be {', '.join(allowed[:-1])} or {allowed[-1]}, not “{value}”.")
        return value or default

    def secret(self, name: str) -> str:
        """A word that opens something, or nothing."""
        value = os.environ.get(name, "").strip()
        if value and (len(value) < SHORTEST_TOKEN or not (value.isascii() and value.isprintable())):
            raise ImproperlyConfigured(
                f"{name} opens a door, so it needs at least {SHORTEST_TOKEN} letters and figures, chosen by chance."
            )
        return value

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

    def time_zone(self, *, default: str) -> str:
        name = os.environ.get("TIME_ZONE", "").strip() or default
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError) as fault:
            raise ImproperlyConfigured(
                f"TIME_ZONE is “{name}”, which is no time zone: use a name such as Europe/London or America/New_York."
            ) from fault
        return name

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

    def databases(self, *, default: Path) -> dict:
        """The database, and the copy that readers' pages are read from if there is one."""
        copy = {"replica": self.database("DATABASE_REPLICA_URL")} if os.environ.get("DATABASE_REPLICA_URL") else {}
        return {"default": self.database("DATABASE_URL", default=default)} | copy

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
        return told | {"SSO_ISSUER": address}

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
        """One cache for all processes where CACHE_URL names a Redis, or else one in each."""
        url = os.environ.get("CACHE_URL", "").strip()
        if not url:
            in_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
            many = {"OPTIONS": {"MAX_ENTRIES": 100_000}}
            return {"default": in_memory, "limits": {**in_memory, "LOCATION": "limits", **many}}
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


@contextmanager
def in_one_sentence():
    """Turn a fault in the configuration, and none of the code, into one sentence and exit status 1."""
    try:
        yield
    except (ImproperlyConfigured, CommandError) as fault:
        sys.exit(str(fault))
    except DatabaseError as fault:
        if _could_not_connect(fault):
            reason = " ".join(str(fault).split()).rstrip(".")
            sys.exit(f"The database cannot be reached: {reason}. Check DATABASE_URL, and that the server runs.")
        if "readonly database" in str(fault):
            sys.exit("The database file cannot be written. Give the portal the right to write it and its folder.")
        raise


def _could_not_connect(fault: DatabaseError) -> bool:
    return any(
        call.name == "get_new_connection" and "django" in call.filename
        for call in traceback.extract_tb(fault.__traceback__)
    )


def _reason(fault: OSError) -> str:
    return (fault.strerror or str(fault)).lower()


env = Environment()
