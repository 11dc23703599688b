"""The editors' desk in Django's own admin: each of these registers its own."""

from . import about, csp_reports, feedback, people, recorded  # noqa: F401
from .approving import comments  # noqa: F401
from .articles import articles  # noqa: F401
from .clinics import clinics, packs, receipts, receivers, register  # noqa: F401
from .editions import editions  # noqa: F401
from .finding import coding, knowledge, searches, shelves  # noqa: F401
