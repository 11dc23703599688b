"""What protects an anonymous form without a cookie. docs/decisions/0005-feedback-without-cookies.md says why."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

GOOD_FOR = timedelta(hours=12)
_SALT = "articles.reading.feedback"


@dataclass(frozen=True)
class Slip:
    """Says which edition a form was made for, signed and dated."""

    edition: int  # its primary key
    form: str  # by chance: tells two forms apart, and nothing about who filled them in
    is_fresh: bool


def new_slip(edition) -> str:
    return signing.dumps([edition.pk, secrets.token_hex(8)], salt=_SALT)


def read_slip(text: str) -> Slip | None:
    """The slip that ``text`` is; None if we did not write it."""
    try:
        return Slip(*signing.loads(text, salt=_SALT, max_age=GOOD_FOR), is_fresh=True)
    except signing.SignatureExpired:
        return Slip(*signing.loads(text, salt=_SALT), is_fresh=False)
    except signing.BadSignature:
        return None
