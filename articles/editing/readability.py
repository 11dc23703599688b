"""The charts of how hard our pages are to read, each a picture and the same as a table."""

from django.utils.translation import gettext as _

from articles.watching.readability import ages, eases, measure

BAR, TALLEST = 56, 120  # in units of the picture


def readability_at(now):
    """(the scales that have something to show, the number of pages that are not measured yet)"""
    left = measure(now)
    english = _scale(
        "ages",
        _("English: reading age"),
        _("The age in years from which a page is understood. Outlined bars are over 12: hard for many adults."),
        _("Years"),
        ages(now),
    )
    spanish = _scale(
        "eases",
        _("Spanish: reading ease"),
        _("On the scale INFLESZ from 0 to 100, the easiest first. Outlined bars are below 65."),
        _("INFLESZ"),
        eases(now),
    )
    return [scale for scale in (english, spanish) if scale["all"]], left


def _scale(name, title, note, unit, bars):
    most = max([bar.count for bar in bars] + [1])
    return {
        "name": name,
        "title": title,
        "note": note,
        "unit": unit,
        "all": sum(bar.count for bar in bars),
        "good": sum(bar.count for bar in bars if bar.is_good),
        "size": (len(bars) * BAR + 8, TALLEST + 48),
        "bars": [_place(bar, at, most) for at, bar in enumerate(bars)],
    }


def _place(bar, at, most):
    height = round(bar.count * TALLEST / most)
    short, long = _told(bar)
    return {
        "count": bar.count,
        "is_good": bar.is_good,
        "x": at * BAR + 8,
        "y": TALLEST - height + 22,
        "height": height,
        "short": short,
        "long": long,
    }


def _told(bar):
    if bar.least is None:
        return f"≤{bar.most}", _("%(most)s or younger") % {"most": bar.most}
    if bar.most is None:
        return f"{bar.least}+", _("%(least)s or older") % {"least": bar.least}
    if bar.least == bar.most:
        return str(bar.least), str(bar.least)
    return f"{bar.least}–{bar.most}", _("%(least)s to %(most)s") % {"least": bar.least, "most": bar.most}
