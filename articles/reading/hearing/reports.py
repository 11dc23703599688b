"""What a browser says that it blocked, told without the page and the reader: a rule, and the name of another site."""

import json
import re
from urllib.parse import urlsplit

from django.conf import settings

from articles.models.csp_reports import OTHER

MOST = 20  # in one request
_OURS = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
_DIRECTIVES = {name + part for name in _OURS for part in ("", "-elem", "-attr")}
_KEYWORDS = {"inline", "eval", "wasm-eval", "self", "data", "blob", "filesystem", "about"}
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?", re.ASCII)


def blocked_in(body: bytes) -> list[tuple[str, str]]:
    """(directive, what was blocked) of each report in it, in the old form or in that of the Reporting API."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return []
    if isinstance(told, dict):
        told = [{"body": told.get("csp-report")}]
    if not isinstance(told, list):
        return []
    found = [_one(report.get("body")) for report in told[:MOST] if isinstance(report, dict)]
    return [one for one in found if one]


def _one(report):
    if not isinstance(report, dict):
        return None
    written = report.get("effectiveDirective") or report.get("effective-directive") or report.get("violated-directive")
    directive = str(written or "").partition(" ")[0].lower()
    blocked = report.get("blockedURL") or report.get("blocked-uri")
    return (directive, _site(str(blocked or ""))) if directive in _DIRECTIVES else None


def _site(blocked):
    if blocked.lower() in _KEYWORDS:
        return blocked.lower()
    try:
        parts = urlsplit(blocked)
        host = (parts.hostname or "").lower()
    except ValueError:
        return OTHER
    if parts.scheme.endswith("-extension"):
        return "extension"
    if parts.scheme in _KEYWORDS and not host:
        return parts.scheme
    return host if parts.scheme in {"http", "https", "ws", "wss"} and _HOST.fullmatch(host) else OTHER
