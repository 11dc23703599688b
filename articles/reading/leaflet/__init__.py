"""The leaflet and the booklet: editions as a tagged PDF to take away, set by templates that read words as data."""

from .booklet import booklet_of
from .content import SIZES, leaflet_of
from .pdf import LeafletFault, NoLeaflets, as_pdf, digest_of

__all__ = ["SIZES", "LeafletFault", "NoLeaflets", "as_pdf", "booklet_of", "digest_of", "leaflet_of"]
