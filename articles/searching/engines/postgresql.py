"""PostgreSQL: two text vectors that the database keeps in step with the documents itself (migration 0006)."""

from django.db.models import Q

from .lookups import Lookup

# Without the body, the vector of heads is small enough to stand in its row: ranking by it is quick.
_HEADS = """
    SELECT edition_id FROM articles_searchdocument
    WHERE heads @@ %s::tsquery
    ORDER BY {score} DESC, edition_id LIMIT %s
"""
_BODIES = """
    SELECT edition_id FROM articles_searchdocument
    WHERE bodies @@ %s::tsquery ORDER BY edition_id + 0 LIMIT %s
"""
_TOGETHER = "SELECT edition_id FROM articles_searchdocument WHERE heads @@ %s::tsquery LIMIT %s"
_HOLDING = """
    SELECT edition_id FROM articles_searchdocument WHERE heads @@ %s::tsquery OR bodies @@ %s::tsquery LIMIT %s
"""
_SCORE = "%s * ts_rank('{{0.1, 0.2, 0.8, 1}}', heads, %s::tsquery)"


def heads(stems: dict[str, float], most: int) -> Lookup:
    """The editions whose title, names, headings and such hold any of ``stems``: the best first."""
    score = " + ".join([_SCORE.format()] * len(stems))
    scores = [value for stem, weight in stems.items() for value in (weight, _quoted(stem))]
    return Lookup(_HEADS.format(score=score), [" | ".join(map(_quoted, stems)), *scores, most])


def together(stems: list[str], most: int, *, in_titles: bool) -> Lookup:
    """Editions in whose title or names, or else in these, headings and such, all of ``stems`` stand; in no order."""
    where = "AB" if in_titles else "ABC"
    return Lookup(_TOGETHER, [" & ".join(f"{_quoted(stem)}:{where}" for stem in stems), most])


def bodies(groups: list[list[str]], most: int) -> Lookup:
    """The editions whose body holds all stems of any group, in no order of worth."""
    wanted = " | ".join("(" + " & ".join(_quoted(stem) for stem in group) + ")" for group in groups)
    return Lookup(_BODIES, [wanted, most])


def holding(stem: str, most: int) -> Lookup:
    """Editions in which a stem stands, whichever come first."""
    return Lookup(_HOLDING, [_quoted(stem), _quoted(stem), most])


def beginning_with(field: str, letters: str) -> Q:
    return Q(**{f"{field}__startswith": letters})


def _quoted(stem):
    return f"'{stem}'"  # stems are letters and figures alone
