"""What needs somebody's eyes, and by when."""

from .piles import PILES, Pile, piles_for

__all__ = ["PILES", "Pile", "piles_for"]
