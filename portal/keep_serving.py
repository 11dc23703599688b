"""Starts a server and ends it when asked to: python -I portal/keep_serving.py COMMAND...

Ctrl-C reaches every process of a terminal at once. The server's processes would get it, and then a second request to
end from their parent while they answer the first, which can make them wait for each other for ever. So they run in a
group of their own, and are asked once, through their parent. Whoever asks a second time wants it now.
"""

import os
import signal
import subprocess
import sys

REQUESTS_TO_END = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def keep_serving(command: list[str]) -> int:
    asked, server = [], None

    def end(number, frame):
        asked.append(number)
        if number == signal.SIGINT and len(asked) == 1:
            say("What has begun is answered, and then the portal ends. Ctrl-C once more ends it now.")
        if server and len(asked) == 1:
            server.terminate()
        elif server:
            os.killpg(server.pid, signal.SIGKILL)

    for number in REQUESTS_TO_END:
        signal.signal(number, end)
    # ``serve`` has held them back until somebody listens, so that none is lost.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, REQUESTS_TO_END)
    server = subprocess.Popen(command, process_group=0)
    if asked:
        server.terminate()
    status = server.wait()
    if signal.SIGINT in asked:
        say("The portal has ended.")
    return 0 if asked else status


def say(sentence):
    """To whoever sits before it. Unlike print, this may happen in the middle of anything else."""
    os.write(sys.stdout.fileno(), f"\n{sentence}\n".encode())


if __name__ == "__main__":
    sys.exit(keep_serving(sys.argv[1:]))
