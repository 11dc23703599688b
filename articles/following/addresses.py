"""What somebody has written down: an address of ours, with or without its beginning, or a code."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from articles.models import is_code, normal_code


@dataclass(frozen=True)
class Named:
    """An article, by its code or by the last part of its address, and the edition if one is named.

    Or a pack, by its code, its version, and the editions that stand on a printed copy of it. Which of the two a code
    without an address means is not said by it.
    """

    code: str = ""
    language: str = ""
    slug: str = ""
    pack: str = ""
    number: int | None = None
    printed: tuple[int, ...] = ()


_PAGE = re.compile(
    r"(?:/(?P<language>[a-z]{2,3}(?:-[a-z]+)?))?/articles/(?P<slug>[-\w]+)"
    r"(?:/editions(?:/(?P<number>\d{1,9})(?:/leaflet\.pdf)?)?|/leaflet\.pdf)?/?"
)
_SHORT = re.compile(r"/go/(?P<code>[^/]+)(?:/(?P<number>\d{1,9}))?(?:/qr\.(?:svg|png))?/?", re.IGNORECASE)
_PACK = re.compile(
    r"/packs/(?P<code>[^/]+)(?:/booklet\.pdf|/qr\.(?:svg|png)"
    r"|/versions(?:/(?P<number>\d{1,9})(?:/booklet\.pdf)?)?"
    r"|/(?P<of_copy>\d{1,9})/copy/(?P<printed>\d{1,6}(?:\.\d{1,6})*))?/?"
)


def named_in(written: str) -> Named | None:
    """None for what is no address of an article or a pack here and no code: another site, another page, a slip."""
    code = normal_code(written)
    if is_code(code):
        return Named(code=code)
    path = _path_in(written.strip())
    if path is None or not path.isprintable():
        return None
    if short := _SHORT.fullmatch(path):
        code = normal_code(short["code"])
        return Named(code=code, number=_number(short["number"])) if is_code(code) else None
    if pack := _PACK.fullmatch(path):
        code = normal_code(pack["code"])
        printed = tuple(map(int, pack["printed"].split("."))) if pack["printed"] else ()
        number = _number(pack["number"] or pack["of_copy"])
        return Named(pack=code, number=number, printed=printed) if is_code(code) else None
    if page := _PAGE.fullmatch(path):
        language = page["language"] or settings.LANGUAGE_CODE
        return Named(language=language, slug=page["slug"], number=_number(page["number"]))
    return None


def _number(digits):
    return digits and int(digits)


def _path_in(text: str) -> str | None:
    if "://" not in text and not text.startswith("/"):
        host = text.partition("/")[0]
        is_host = _is_one_of(host, set(settings.ALLOWED_HOSTS) - {"*"})
        text = f"https://{text}" if is_host else f"/go/{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.netloc and not (parts.scheme in {"http", "https"} and _is_one_of(parts.netloc, settings.ALLOWED_HOSTS)):
        return None
    return unquote(parts.path)


def _is_one_of(host, names):
    return validate_host(split_domain_port(host)[0], names)
