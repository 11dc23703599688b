class CannotKeep(Exception):
    """Says in one sentence why no backup was made."""


class CannotRestore(Exception):
    """Says in one sentence why nothing was restored."""


class CannotMove(Exception):
    """Says in one sentence why nothing was moved."""
