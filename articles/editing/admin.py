"""The editors' desk in Django's own admin."""

from . import (  # noqa: F401 (each registers its own)
    about,
    articles,
    clinics,
    coding,
    comments,
    csp_reports,
    editions,
    feedback,
    packs,
    people,
    receipts,
    receivers,
    recorded,
    register,
    search,
    searches,
    shelves,
)
