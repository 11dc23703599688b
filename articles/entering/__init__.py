"""Who may come in to the desk, by what proof, and for how long."""

from .arriving import SignIn
from .by_link import link_for
from .confirming import to_confirm
from .door import lacks_factor
from .factors import take_away
from .hospital import hospital_name
from .locking import let_in, names_locked_out
from .mine import entering_urls
from .own_password import OwnPassword, OwnPasswordForm
from .places import note_place, sign_out_elsewhere
from .refusing import not_signed_in

__all__ = [
    "OwnPassword",
    "OwnPasswordForm",
    "SignIn",
    "entering_urls",
    "hospital_name",
    "lacks_factor",
    "let_in",
    "link_for",
    "names_locked_out",
    "not_signed_in",
    "note_place",
    "sign_out_elsewhere",
    "take_away",
    "to_confirm",
]
