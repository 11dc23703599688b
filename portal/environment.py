"""What the environment says, or one clear sentence about what it should say."""

import os
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import DatabaseError

from .places import Places

BASE_DIR = Path(__file__).resolve().parent.parent
SHORTEST_SECRET_KEY = 32
SHORTEST_TOKEN = 16


class Environment(Places, environ.Env):
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

    def whole_number(self, name: str, *, default: int, least: int = 0) -> int:
        value = os.environ.get(name, "").strip()
        if not value:
            return default
        if not (value.isascii() and value.isdigit()):
            raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.")
        if int(value) < least:
            raise ImproperlyConfigured(f"{name} must be {least} or more, not {value}.")
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

    def time_zone(self, *, default: str) -> str:
        name = os.environ.get("TIME_ZONE", "").strip() or default
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError) as fault:
            raise ImproperlyConfigured(
                f"TIME_ZONE is “{name}”, which is no time zone: use a name such as Europe/London or America/New_York."
            ) from fault
        return name


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
