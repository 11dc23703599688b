"""A clinic asks for an address and is answered."""

from .copies import copy
from .qr_codes import qr_code, qr_code_of_copy
from .receipts import receipt
from .short_links import short_link
from .verifying import verifying
from .words import words

__all__ = ["copy", "qr_code", "qr_code_of_copy", "receipt", "short_link", "verifying", "words"]
