"""What caches between the portal and its readers are told: docs/decisions/0025-caches-between-us-and-readers.md.

Browsers ask each time. A cache of ours (nginx) may keep a page until the end of this second, by the clock of the wall;
a network that delivers for us, for as long as the operator says, and never beyond the next change that is known.
"""

from math import inf

from django.conf import settings

FOR_A_SECOND = "X-Accel-Expires"  # nginx; “@” and a second since 1970 after which it is asked anew
# To a browser the same as “no-cache”, at which nginx would read no further. It goes out before the line above, after
# which nginx before 1.23 reads none of it.
ASK_EACH_TIME = "max-age=0, must-revalidate, s-maxage=1"
# How long after that second the others are given what is kept, while one of them asks. All of them would ask otherwise.
WHILE_ONE_ASKS = 1
CONTROLS = {"Cache-Tag": "CDN-Cache-Control", "Surrogate-Key": "Surrogate-Control"}
BETWEEN = {"Cache-Tag": ",", "Surrogate-Key": " "}


class Sharing:
    """What is said with each stored page; nothing beyond what the view said, unless settings name a cache."""

    def __init__(self):
        self.has_proxy, self.seconds = settings.BEHIND_PROXY, settings.CDN_SECONDS
        self.stale, self.tag_header = settings.STALE_SECONDS, settings.CACHE_TAG_HEADER
        self.control = CONTROLS.get(self.tag_header, "CDN-Cache-Control")
        self._knows_a_cache = self.has_proxy or self.seconds or self.tag_header

    def oldest(self, now, usual):
        """How old what is known of the database may be, for a page that nginx keeps till the end of this second."""
        return min(usual, now % 1) if self.has_proxy else usual

    def headers(self, page, now, age, is_away=False):
        """age: of what is known of the database, in seconds"""
        headers = [("Cache-Control", page.cache_control)]
        # An answer that never changes has said so itself.
        if not self._knows_a_cache or "max-age" in page.cache_control:
            return headers
        stale = max(0, int(min(self.stale, page.words_until - now)))
        if self.has_proxy:
            is_of_this_second = age <= now % 1 or is_away
            second = page.cache_control.replace("no-cache", ASK_EACH_TIME)
            meanwhile = WHILE_ONE_ASKS if int(now) + 1 + WHILE_ONE_ASKS <= page.until else 0
            expires = (FOR_A_SECOND, f"@{int(now)}" if is_of_this_second else "0")
            said = f"{second}, stale-while-revalidate={meanwhile}, stale-if-error={stale}"
            headers = [("Cache-Control", said), expires]
        if self.seconds and not is_away:
            headers.append((self.control, self._for_networks(page, now, stale)))
        if self.tag_header:
            headers.append((self.tag_header, BETWEEN[self.tag_header].join(["site", *page.told[1]])))
        return headers

    def _for_networks(self, page, now, stale):
        """All of it together ends before the next change by date, so that nobody needs to be told of that."""
        left = page.until - now
        fresh = int(min(self.seconds, left))
        meanwhile = int(min(self.seconds, left - fresh))
        parts = [f"max-age={fresh}", f"stale-while-revalidate={meanwhile}"]
        if page.words_until != inf:
            stale = max(0, int(min(stale, page.words_until - now - fresh)))
        return ", ".join([*parts, f"stale-if-error={stale}"])
