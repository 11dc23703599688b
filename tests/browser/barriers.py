"""What axe finds on a page: by every rule on a phone, and by the rules about looks in each other way to look."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
UNSET = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
WIDTH = "document.documentElement.scrollWidth"

_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"]
# faint.js measures contrast, in a hundredth of the time. Nobody reads the selectors of faults.
_QUICKLY = {"resultTypes": ["violations"], "selectors": False, "preload": False}
_EVERY_RULE = {
    **_QUICKLY,
    "runOnly": {"type": "tag", "values": _LEVELS},
    "rules": {
        "color-contrast": {"enabled": False},
        "color-contrast-enhanced": {"enabled": False},
        "target-size": {"enabled": True},
    },
}
_ABOUT_LOOKS = ["link-in-text-block"]
_ABOUT_SIZE = ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "landmark-one-main", "region"]
_RULES_ABOUT_COLOUR = {**_QUICKLY, "runOnly": {"type": "rule", "values": _ABOUT_LOOKS}}
_RULES_ABOUT_LOOKS = {**_QUICKLY, "runOnly": {"type": "rule", "values": _ABOUT_LOOKS + _ABOUT_SIZE}}
_LIGHT_AND_DARK = [
    (PHONE, {"color_scheme": "light"}, _EVERY_RULE),
    (DESK, {"color_scheme": "dark"}, _RULES_ABOUT_LOOKS),
]
_EVERY_WAY = [
    *_LIGHT_AND_DARK,
    (DESK, {"color_scheme": "light", "contrast": "more"}, _RULES_ABOUT_COLOUR),
    (DESK, {"forced_colors": "active"}, _RULES_ABOUT_COLOUR),
]
_AT_ONCE = {"reduced_motion": "reduce"}  # colours change at once
_RUN = "([within, rules]) => axe.run(within, rules).then(outcome => outcome.violations)"
_FAINT = (Path(__file__).parent / "faint.js").read_text("utf-8")


def look(page, size, media):
    page.set_viewport_size(size)
    page.emulate_media(**{**UNSET, **media})


def barriers(page, within="html", *, in_every_way=True) -> list[tuple]:
    """The faults of the page as it stands. ``page`` must not obey a policy on scripts.

    within: the part of the page to look at, as a selector
    in_every_way: with more contrast and with forced colours too, as must be looked at once for each part of pages
    """
    found = []
    page.evaluate(Axe().axe_script)
    for size, media, rules in _EVERY_WAY if in_every_way else _LIGHT_AND_DARK:
        look(page, size, {**media, **_AT_ONCE})
        for fault in page.evaluate(_RUN, [within, rules]):
            found += [
                (page.url, media, fault["id"], node["html"][:200], node["failureSummary"]) for node in fault["nodes"]
            ]
        found += [(page.url, media, *words) for words in page.evaluate(_FAINT, within)]
        if page.evaluate(WIDTH) > size["width"]:
            found.append((page.url, media, "wider than the screen"))
    return found


_AT_THE_DESK = {**_EVERY_RULE, "iframes": False}  # a page of patients, as they see it
_CHOOSE = "scheme => { document.documentElement.dataset.theme = scheme }"


def bring_axe_along(page):
    """To all that it opens, which is quicker than to bring it when they are there."""
    page.emulate_media(**UNSET, **_AT_ONCE)
    page.add_init_script(Axe().axe_script)


def barriers_at_the_desk(page, *, without=()) -> list[tuple]:
    """The faults of a page that obeys its policy, by every rule, and of its colours in light and in dark.

    without: parts that were looked at on another page, as selectors
    """
    within = {"include": [["html"]], "exclude": [[part] for part in without]}
    found = [
        (page.url, fault["id"], node["html"][:200], node["failureSummary"])
        for fault in page.evaluate(_RUN, [within, _AT_THE_DESK])
        for node in fault["nodes"]
    ]
    for scheme in ("light", "dark"):
        page.evaluate(_CHOOSE, scheme)
        found += [(page.url, scheme, *words) for words in page.evaluate(_FAINT, "body")]
    return found
