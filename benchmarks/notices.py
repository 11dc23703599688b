"""How soon a recall reaches those who answer, while others hang: .venv/bin/python -m benchmarks.notices

Fifty programs on this machine, each of a clinic of its own. Every fifth takes the connection and says nothing.
"""

import socket
import sys
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

PROGRAMS, HANGS = 50, 5


class Program(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(time.perf_counter())
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = PROGRAMS


def fill(alive, dead):
    from articles.models import Receiver, RegisteredLink
    from tests.makers import NOON, make_article, make_clinic, make_edition, make_user, make_withdrawal

    article, by, before = make_article(), make_user(), NOON - timedelta(days=9)
    edition = make_edition(article=article, release_at=before - timedelta(days=1))
    for number in range(PROGRAMS):
        clinic = make_clinic(slug=f"clinic-{number}")
        facts = {"clinic": clinic, "registered_by": by, "registered_at": before}
        RegisteredLink.objects.create(article=article, written=article.code, **facts)
        address = f"http://127.0.0.1:{alive if number % HANGS else dead}/{number}"
        Receiver.objects.create(way="webhook", address=address, confirmed_at=before, **facts)
    make_withdrawal(edition, kind="recalled", at=NOON)
    return NOON


def main():
    from articles.following import notice_what_happened, send_due

    alive, dead = Server(("127.0.0.1", 0), Program), socket.create_server(("127.0.0.1", 0), backlog=PROGRAMS)
    alive.heard = []
    threading.Thread(target=alive.serve_forever, daemon=True).start()
    moment = fill(alive.server_port, dead.getsockname()[1])
    notice_what_happened(moment)
    began, worked = time.perf_counter(), time.process_time()
    arrived, failed = send_due(moment)
    of_run, of_processors = time.perf_counter() - began, time.process_time() - worked
    print(f"{arrived} arrived, the last after {max(alive.heard) - began:.1f} s; {failed} did not answer")
    print(f"the whole run {of_run:.1f} s, of the processors {of_processors:.1f} s")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.environment import become_the_tests

    become_the_tests()
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.PORTAL_URL, settings.WEBHOOK_NETWORKS = "https://portal.example.org", [ip_network("127.0.0.0/8")]
    call_command("migrate", verbosity=0)
    main()
