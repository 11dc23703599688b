"""What every form without a cookie answers alike. docs/decisions/0005-feedback-without-cookies.md says why."""

from django.utils.translation import gettext as _

from ..hearing.feedback import PERIOD
from ..hearing.slips import FROM_HERE


def doubt_about(request, slip):
    """A sentence for the reader why a form with ``slip`` should be sent once more, or nothing."""
    if slip is None:
        return unknown_form()
    if not slip.is_fresh:
        return _("This form was open for a very long time. Please send it once more.")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in FROM_HERE:
        return _("This came from another site. Please send it once more from here.")
    return ""


def unknown_form():
    return _("We did not know this form any more. Your words are still here: please send them once more.")


def too_many():
    return _("Very many people are writing to us just now. Please send it once more in an hour.")


def asked_to_wait(response):
    response.headers["Retry-After"] = str(int(PERIOD.total_seconds()))
    return response


def kept_from_others(request, response):
    """Whoever steps back gets this very form again, so that it counts once. What somebody typed stays nowhere."""
    response.headers["Cache-Control"] = "private, no-store" if request.method == "POST" else "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
