"""Who may come in to the desk, by what proof, and for how long."""

from .locking import let_in, names_locked_out

__all__ = ["let_in", "names_locked_out"]
