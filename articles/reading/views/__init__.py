"""One function for each address: find, refuse, render."""

from .about import about
from .articles import article, edition, history, on_asked_day, on_day
from .booklets import booklet, version_booklet
from .changes import changes
from .components import components
from .feedback import feedback, feedback_thanks
from .images import image
from .leaflets import edition_leaflet, leaflet
from .lists import a_to_z, glossary, home, topic, topics
from .machines import robots, security_txt, sitemap, sitemap_page
from .memento import timegate, timemap
from .missing import missing, missing_thanks
from .nowhere import nowhere
from .on_device import my_pages, service_worker
from .opinion import opinion
from .packs import pack, pack_on_asked_day, pack_on_day, pack_version, pack_versions
from .preview import preview
from .reports import csp_reports
from .searching import search, suggestions

__all__ = [
    "a_to_z",
    "about",
    "article",
    "booklet",
    "changes",
    "components",
    "csp_reports",
    "edition",
    "edition_leaflet",
    "feedback",
    "feedback_thanks",
    "glossary",
    "history",
    "home",
    "image",
    "leaflet",
    "missing",
    "missing_thanks",
    "my_pages",
    "nowhere",
    "on_asked_day",
    "on_day",
    "opinion",
    "pack",
    "pack_on_asked_day",
    "pack_on_day",
    "pack_version",
    "pack_versions",
    "preview",
    "robots",
    "search",
    "security_txt",
    "service_worker",
    "sitemap",
    "sitemap_page",
    "suggestions",
    "timegate",
    "timemap",
    "topic",
    "topics",
    "version_booklet",
]
