"""What the database is asked, a few times a second: it itself, and the copy of it if there is one."""

import time

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone

from articles.models import Edition, PageInPack, Withdrawal, number_of_all_recorded

from .known import Known
from .sources import COPY, ITSELF, reading_from

AWAY = (OperationalError, InterfaceError)
PAUSE = 5  # seconds in which one that did not answer is not asked again, while the other does

_asked_in_vain = {}


def ask_the_database(known: Known | None) -> Known:
    """Raises OperationalError or InterfaceError if nothing answers that holds what is known already."""
    number, source = _newest(known) if COPY in connections.databases else (_number(ITSELF), ITSELF)
    if known and (known.number, known.source) == (number, source):
        return known
    with reading_from(source):
        to_come = known.to_come if known and known.number == number else changes_to_come(timezone.now())
    return Known(number, to_come, source)


def _newest(known):
    """(number, where to read from): the copy, unless the database has recorded something that it does not hold yet."""
    found = {}
    for alias in (ITSELF, COPY):
        if time.monotonic() - _asked_in_vain.get(alias, -PAUSE) < PAUSE:
            continue
        try:
            found[alias] = _number(alias)
            _asked_in_vain.pop(alias, None)
        except AWAY:
            _asked_in_vain[alias] = time.monotonic()
    there, copied = found.get(ITSELF), found.get(COPY)
    if copied is not None and copied == there:
        return copied, COPY
    if there is not None:
        return there, ITSELF
    # The database is away. What its copy lacks was told to nobody yet, or it is of no use.
    if copied is not None and (known is None or copied >= known.number):
        return copied, COPY
    raise OperationalError("Neither the database nor its copy answers with what was recorded last.")


def may_be_written_to():
    """Whether the database itself answered when it was asked last: nobody waits for it while its copy is read."""
    return ITSELF not in _asked_in_vain


def _number(alias):
    connection = connections[alias]
    connection.close_if_unusable_or_obsolete()
    try:
        return number_of_all_recorded(alias)
    except AWAY:
        connection.close()
        raise


def changes_to_come(moment):
    """Every moment later than ``moment`` that is recorded, with the slug and the codes of its article and its packs."""
    names = ("article", "article__slug", "article__code")
    found = [*Edition.objects.filter(release_at__gt=moment).order_by().values_list("release_at", *names)]
    for field in ("at", "lifted_at"):
        withdrawals = Withdrawal.objects.filter(**{f"{field}__gt": moment}).order_by()
        found += withdrawals.values_list(field, *(f"edition__{name}" for name in names))
    packs = _packs_with({article for _at, article, _slug, _code in found})
    told = ((at.timestamp(), (slug, code.lower(), *packs.get(article, ()))) for at, article, slug, code in found)
    return tuple(sorted(told))


def _packs_with(articles):
    """The codes of the packs in which each article ever was: earlier versions have addresses too."""
    held = PageInPack.objects.filter(article__in=articles).order_by().values_list("article", "pack_version__pack__code")
    packs = {}
    for article, code in held.distinct():
        packs.setdefault(article, []).append(code.lower())
    return packs
