"""Who acts, for what is recorded by signals: they know what changed, and not by whom."""

from contextlib import contextmanager
from contextvars import ContextVar

_ACTING = ContextVar("acting", default=None)


@contextmanager
def acting(person):
    token = _ACTING.set(person if person.is_authenticated else None)
    try:
        yield
    finally:
        _ACTING.reset(token)


def whoever_acts():
    """None where somebody works on the server itself, by a command."""
    return _ACTING.get()
