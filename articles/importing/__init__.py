"""Files from elsewhere become drafts, and everything goes out again as files."""

from .export import export_all, export_articles
from .run import Report, import_paths
from .sample import load_sample
from .understanding.document import BadFile
from .uploads import MAX_UPLOAD, Upload, keep_upload, read_upload
from .wishes import Wishes

__all__ = [
    "MAX_UPLOAD",
    "BadFile",
    "Report",
    "Upload",
    "Wishes",
    "export_all",
    "export_articles",
    "import_paths",
    "keep_upload",
    "load_sample",
    "read_upload",
]
