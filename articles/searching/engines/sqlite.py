"""SQLite: an FTS5 table that triggers keep in step with the documents (migration 0006)."""

from django.db.models import Q

from .lookups import Lookup

HEADS = "{title names headings summary labels keys}"
# Weights of the columns in the order of the table: title, names, headings, summary, labels, keys, body.
_HEADS = """
    SELECT rowid AS edition_id FROM articles_searchfts WHERE articles_searchfts MATCH %s
    ORDER BY bm25(articles_searchfts, 10, 8, 2, 2, 2, 1, 0), rowid LIMIT %s
"""
_HOLDING = "SELECT rowid AS edition_id FROM articles_searchfts WHERE articles_searchfts MATCH %s LIMIT %s"
_BODIES = "SELECT rowid AS edition_id FROM articles_searchfts WHERE articles_searchfts MATCH %s ORDER BY rowid LIMIT %s"


def heads(stems: dict[str, float], most: int) -> Lookup:
    """The editions whose title, names, headings and such hold any of ``stems``: the best first."""
    return Lookup(_HEADS, [f"{HEADS} : ({' OR '.join(map(_quoted, stems))})", most])


def together(stems: list[str], most: int, *, in_titles: bool) -> Lookup:
    """Editions in whose title or names, or else in these, headings and such, all of ``stems`` stand; in no order."""
    columns = "{title names}" if in_titles else "{title names headings summary labels}"
    return Lookup(_HOLDING, [f"{columns} : ({' AND '.join(map(_quoted, stems))})", most])


def bodies(groups: list[list[str]], most: int) -> Lookup:
    """The editions whose body holds all stems of any group, in no order of worth."""
    wanted = " OR ".join("(" + " AND ".join(_quoted(stem) for stem in group) + ")" for group in groups)
    return Lookup(_BODIES, [f"{{body}} : ({wanted})", most])


def holding(stem: str, most: int) -> Lookup:
    """Editions in which a stem stands, whichever come first."""
    return Lookup(_HOLDING, [_quoted(stem), most])


def beginning_with(field: str, letters: str) -> Q:
    """Not LIKE, for which SQLite would read every row."""
    return Q(**{f"{field}__gte": letters, f"{field}__lt": letters + "\U0010ffff"})


def _quoted(stem):
    return f'"{stem}"'  # stems are letters and figures alone
