"""What makes pages, as a digest: what was stored before an upgrade, or with other settings, is not made so any more."""

import hashlib
import json

from django.conf import settings

FOLDERS = ("articles", "portal", "templates", "locale")
SUFFIXES = {".py", ".html", ".mo", ".txt"}


def digest_of_maker() -> str:
    """Of all that decides how a page comes out of what is recorded. The processes of one portal agree on it."""
    told = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    digest = hashlib.sha256(json.dumps(told, default=_plain, sort_keys=True).encode())
    found = [file for folder in FOLDERS for file in (settings.BASE_DIR / folder).rglob("*") if file.suffix in SUFFIXES]
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    for file in [*sorted(found), settings.BASE_DIR / "requirements.txt", manifest]:
        if file.is_file():
            digest.update(b"%s\n%s\n" % (str(file).encode(), hashlib.sha256(file.read_bytes()).digest()))
    return digest.hexdigest()


def _plain(value):
    """Nothing that tells where in memory it stands: that is another place in each process."""
    return sorted(map(str, value)) if isinstance(value, (set, frozenset)) else type(value).__name__
