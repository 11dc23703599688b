"""The leaflet: an edition as a tagged PDF to take away, made by a template that reads its words as data."""

from .content import SIZES, leaflet_of
from .pdf import LeafletFault, NoLeaflets, as_pdf

__all__ = ["SIZES", "LeafletFault", "NoLeaflets", "as_pdf", "leaflet_of"]
