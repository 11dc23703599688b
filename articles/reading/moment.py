from django.utils import timezone


def moment_of(request):
    """The moment whose pages are shown: now, or the one that somebody at the desk looks ahead to (editing/as_of.py).

    The desk puts it on the request after it has asked who is there. No address and no header of a reader can.
    """
    return getattr(request, "asked_moment", None) or timezone.now()


def looks_ahead(request) -> bool:
    return hasattr(request, "asked_moment")
