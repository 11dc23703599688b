"""A clinic asks for an address and is answered."""

from .copies import copy
from .embedding import embed, oembed
from .pack_receipts import pack_receipt
from .packs import pack_copy, qr_code_of_pack
from .qr_codes import qr_code, qr_code_of_copy
from .receipts import receipt
from .receivers import confirm_receiver, stop_receiver
from .short_links import short_link
from .verifying import verifying
from .words import words

__all__ = [
    "confirm_receiver",
    "copy",
    "embed",
    "oembed",
    "pack_copy",
    "pack_receipt",
    "qr_code",
    "qr_code_of_copy",
    "qr_code_of_pack",
    "receipt",
    "short_link",
    "stop_receiver",
    "verifying",
    "words",
]
