"""While a process begins."""

import gc
import signal
import threading
from contextlib import contextmanager


@contextmanager
def beginning():
    """Asked to end meanwhile, the process ends, and it looks for no garbage in what is imported to stay.

    The server listens for requests to end only once the application is there: one that came before was lost, and the
    server waited for it twenty seconds. To look for garbage again and again is a tenth of the whole beginning.
    """
    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL) if is_main else None
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        if before is not None:
            signal.signal(signal.SIGTERM, before)
