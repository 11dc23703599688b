"""Editions at the desk: their forms, what is said beside them, and each step from draft to withdrawal."""
