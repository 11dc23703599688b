"""A clinic that wants to hear of the links it uses, and the program that it runs."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler

from articles.following import notice_what_happened, send_due
from articles.models import Notice, Receiver, RegisteredLink
from tests.makers import NOON, make_user, make_withdrawal

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LONG_AGO = NOON - 90 * DAY


def register(clinic, article, written, number=None, at=NOON - 9 * DAY):
    return RegisteredLink.objects.create(
        clinic=clinic, article=article, written=written, number=number, registered_by=make_user(), registered_at=at
    )


def make_receiver(clinic, way="mail", address="ward@north.example", at=NOON - 9 * DAY, **facts):
    facts = {"confirmed_at": at, "registered_by": make_user(), "registered_at": at, **facts}
    return Receiver.objects.create(clinic=clinic, way=way, address=address, **facts)


def recall(article, at=NOON):
    return make_withdrawal(article.editions.get(number=1), kind="recalled", at=at, reason="The dose was wrong.")


def run(now):
    notice_what_happened(now)
    return send_due(now)


def told():
    return [notice.news for notice in Notice.objects.order_by("at", "pk")]


class Program(BaseHTTPRequestHandler):
    """What a clinic runs: answers as it was told to, and remembers what it was sent."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((dict(self.headers), body))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"{self.server.address}/elsewhere")
        self.end_headers()

    def log_message(self, *_args):
        pass
