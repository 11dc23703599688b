"""Files from elsewhere become drafts, and everything goes out again as files."""

from .document import BadFile
from .export import export_all
from .run import Report, import_paths
from .sample import load_sample
from .wishes import Wishes

__all__ = ["BadFile", "Report", "Wishes", "export_all", "import_paths", "load_sample"]
