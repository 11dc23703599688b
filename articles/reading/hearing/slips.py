"""What protects an anonymous form without a cookie. docs/decisions/0005-feedback-without-cookies.md says why."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

GOOD_FOR = timedelta(hours=12)
# What a browser says in Sec-Fetch-Site of somebody who is here, or who typed the address.
FROM_HERE = {"same-origin", "none"}
_SALT = "articles.reading.feedback"  # for ever: forms that are open stay known


@dataclass(frozen=True)
class Slip:
    """Says which edition a form was made for, or that it was made for no edition, signed and dated."""

    edition: int | None  # its primary key
    form: str  # by chance: tells two forms apart, and nothing about who filled them in
    is_fresh: bool


def new_slip(edition=None) -> str:
    return signing.dumps([edition and edition.pk, secrets.token_hex(8)], salt=_SALT)


def read_slip(text: str) -> Slip | None:
    """The slip that ``text`` is; None if we did not write it."""
    try:
        return Slip(*signing.loads(text, salt=_SALT, max_age=GOOD_FOR), is_fresh=True)
    except signing.SignatureExpired:
        return Slip(*signing.loads(text, salt=_SALT), is_fresh=False)
    except signing.BadSignature:
        return None
