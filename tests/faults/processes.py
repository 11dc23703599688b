"""Processes of their own beside a test, which stop in the midst of their work, and may be ended there as by kill -9."""

import os
import select
import signal

from django.db import connections

COMES_WITHIN = 20  # seconds


class Process:
    """Does ``do(stop)`` with connections of its own; ``stop`` waits for ``go_on``."""

    def __init__(self, do):
        self._here, there = os.pipe()
        on, self._goes_on = os.pipe()
        self.id = os.fork()
        if self.id == 0:
            _do_and_end(do, lambda: (os.write(there, b"x"), os.read(on, 1)))
        os.close(there)
        os.close(on)

    def came_so_far(self):
        """Waits until it stops; False if it ended before."""
        return bool(select.select([self._here], [], [], COMES_WITHIN)[0]) and os.read(self._here, 1) == b"x"

    def go_on(self):
        os.write(self._goes_on, b"x")

    def kill(self):
        os.kill(self.id, signal.SIGKILL)
        self.ended()

    def ended(self):
        """0 if it did all of it."""
        _id, status = os.waitpid(self.id, 0)
        os.close(self._here)
        os.close(self._goes_on)
        return os.waitstatus_to_exitcode(status)


def _do_and_end(do, stop):
    status, of_the_test = 1, []
    try:
        for connection in connections.all(initialized_only=True):
            of_the_test.append(connection.connection)  # closed or forgotten here, it might end there too
            connection.connection = None
        do(stop)
        status = 0
    finally:
        os._exit(status)  # nothing of the test's own end
