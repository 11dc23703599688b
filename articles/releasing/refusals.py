from django.utils.translation import gettext as _


class Refused(Exception):
    """Something an editor asked for cannot be done. ``str()`` is a sentence to act on."""


class NotReady(Refused):
    """Obstacles stand in the way of a release."""

    def __init__(self, edition, obstacles):
        self.edition, self.obstacles = edition, obstacles
        super().__init__(
            _("“%(edition)s” cannot be released yet. %(obstacles)s")
            % {"edition": edition, "obstacles": " ".join(obstacles)}
        )


class DraftInTheWay(Refused):
    """An article has one draft at a time, and ``draft`` is it."""

    def __init__(self, draft):
        self.draft = draft
        super().__init__(
            _("Edition %(number)s of this page is a draft already. Discard that one first: a page has one at a time.")
            % {"number": draft.number}
        )
