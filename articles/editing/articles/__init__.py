"""Articles at the desk: one, its history, and many at once."""
