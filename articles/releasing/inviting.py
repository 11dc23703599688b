"""A link for an expert who has no account."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Edition, ExpertLink, digest_of

from .refusals import Refused


@transaction.atomic
def invite_expert(edition, *, by, at, for_whom, expires_at):
    """Returns (link, token). The token is nowhere else: whoever loses it needs a new link."""
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if edition.release_at and edition.release_at <= at:
        raise Refused(_("“%(edition)s” has been released already.") % {"edition": edition})
    if not for_whom.strip():
        raise Refused(_("Say for whom the link is."))
    if expires_at <= at:
        raise Refused(_("Choose a day to come on which the link ends."))
    token = secrets.token_urlsafe(24)
    facts = {"digest": digest_of(token), "for_whom": for_whom.strip(), "expires_at": expires_at}
    return ExpertLink.objects.create(edition=edition, by=by, at=at, **facts), token


@transaction.atomic
def revoke(link, *, by, at):
    """The link opens nothing any more. What was written with it stays."""
    link = ExpertLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = at, by
        link.save(update_fields=["revoked_at", "revoked_by"])
    return link
