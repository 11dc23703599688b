class TooMuch(Exception):
    """Comparing word by word would take too long."""


class Effort:
    """How many steps a comparison may still take. It ends in a bounded time, whatever it is given."""

    def __init__(self, steps):
        self.steps = steps

    def spend(self, steps):
        self.steps -= steps
        if self.steps < 0:
            raise TooMuch
