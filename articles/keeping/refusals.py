class CannotRestore(Exception):
    """Says in one sentence why nothing was restored."""
