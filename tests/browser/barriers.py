"""What axe finds on a page: by every rule on a phone, and by the rules about looks in each other way to look."""

from axe_playwright_python.sync_playwright import Axe

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
UNSET = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
WIDTH = "document.documentElement.scrollWidth"

_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"]
_EVERY_RULE = {
    "runOnly": {"type": "tag", "values": _LEVELS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_ABOUT_LOOKS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
_ABOUT_SIZE = ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "landmark-one-main", "region"]
_RULES_ABOUT_COLOUR = {
    "runOnly": {"type": "rule", "values": _ABOUT_LOOKS},
    "resultTypes": ["violations"],
}
_RULES_ABOUT_LOOKS = {**_RULES_ABOUT_COLOUR, "runOnly": {"type": "rule", "values": _ABOUT_LOOKS + _ABOUT_SIZE}}
_WAYS_TO_LOOK = [
    (PHONE, {"color_scheme": "light"}, _EVERY_RULE),
    (DESK, {"color_scheme": "dark"}, _RULES_ABOUT_LOOKS),
    (DESK, {"color_scheme": "light", "contrast": "more"}, _RULES_ABOUT_COLOUR),
    (DESK, {"forced_colors": "active"}, _RULES_ABOUT_COLOUR),
]
_RUN = "([within, rules]) => axe.run(within, rules).then(outcome => outcome.violations)"


def look(page, size, media):
    page.set_viewport_size(size)
    page.emulate_media(**{**UNSET, **media})


def barriers(page, within="html") -> list[tuple]:
    """The faults of the page as it stands, in every way to look. ``page`` must not obey a policy on scripts.

    within: the part of the page to look at, as a selector
    """
    found = []
    page.evaluate(Axe().axe_script)
    for size, media, rules in _WAYS_TO_LOOK:
        look(page, size, media)
        for fault in page.evaluate(_RUN, [within, rules]):
            found += [
                (page.url, media, fault["id"], node["html"][:200], node["failureSummary"]) for node in fault["nodes"]
            ]
        if page.evaluate(WIDTH) > size["width"]:
            found.append((page.url, media, "wider than the screen"))
    return found
