"""Every kind of public page is rendered once, packed once, and read on while the database is away (promise 9)."""

import re
from datetime import timedelta

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from articles.models import GlossaryTerm
from articles.models.movement import UNSEEN
from articles.storing import Front
from articles.storing.looking import Looker, ask_the_database
from tests.makers import NOON, make_article, make_clinic, make_edition, make_pack, make_topic
from tests.storing.doors import Clock, Number, ask

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = """
    / /es/ /articles/asthma/ /articles/asthma/editions/ /articles/asthma/editions/1/ /articles/asthma/editions/2/
    /articles/asthma/editions/2/changes/ /topics/ /topics/lungs/ /a-z/ /glossary/ /about/privacy/ /my-pages/
    /packs/2222222/ /packs/2222222/versions/ /packs/2222222/versions/1/ /go/{code}/1/
    /feeds/updates.atom /feeds/topics/lungs.atom /feeds/articles/asthma.atom /sitemap.xml /sitemap-1.xml
    /api/v1/articles/ /api/v1/articles/{code}/ /api/v1/articles/{code}/editions/ /api/v1/articles/{code}/editions/1/
    /api/v1/topics/ /api/v1/openapi.json /go/{code}/qr.svg /embed/near/{code}/ /embed/far/{code}/
    /api/v1/changes/ /connect/ /verify/ /search/ /articles/asthma/timemap/ /go/{code}/1/words.json
""".split()
NOT_WORTH_PACKING = """
    /articles/asthma/leaflet.pdf /packs/2222222/booklet.pdf /go/{code}/qr.png
    /go/{code}/ /articles/asthma/on/2026-02-01/ /articles/asthma/timegate/ /robots.txt /api/v1/glossary/
""".split()


# Parts of an edition never change once readers see them, and the release that shows them moves the number. An event of
# the journal is worked out, whenever somebody asks, from facts that have moved it.
MOVES_WITH_OTHERS = {"section", "source", "credit", "publicevent"}


class Counted:
    def __init__(self):
        self.django, self.asked = get_wsgi_application(), []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        return self.django(environ, start_response)


def test_each_kind_of_page_is_rendered_once_and_packed_once_and_outlasts_the_database(tmp_path):
    database = {"is_away": False}
    clock = Clock()

    def ask_it(known):
        if database["is_away"]:
            raise OperationalError("gone")
        return ask_the_database(known)

    front = Front(Counted(), tmp_path)
    front.looker = Looker(Number(), front.disk.last_known, ask=ask_it, clock=clock)
    article = make_article(slug="asthma", topics=[make_topic(slug="lungs", name="Lungs")])
    GlossaryTerm.objects.create(term="Biopsy", meaning="A test.")
    make_edition(article=article, release_at=NOON - timedelta(days=60))
    make_edition(article=article, release_at=NOON)
    make_pack(article, code="2222222")
    for name in ("near", "far"):
        make_clinic(slug=name, websites=f"https://{name}.example.org")
    paths = [path.format(code=article.code) for path in [*PAGES, *NOT_WORTH_PACKING]]

    def of_each(**headers):
        answers = {path: ask(front, path, host="testserver", **headers) for path in paths}
        assert {path: one.status for path, one in answers.items() if one.status not in {200, 302}} == {}
        return answers

    with CaptureQueriesContext(connection) as asked:
        of_each()
    tables = set(re.findall(r'"(articles_\w+?)"\.', " ".join(query["sql"] for query in asked)))
    assert tables & {"articles_edition", "articles_clinic", "articles_pack"}
    assert {table for table in tables if table.removeprefix("articles_") in UNSEEN - MOVES_WITH_OTHERS} == set()
    assert sorted(front.django.asked) == sorted(paths)
    frames = {path: one.headers.get("Content-Security-Policy", "") for path, one in of_each().items()}
    for own, other in (("near", "far"), ("far", "near")):
        assert f"{own}.example.org" in frames[f"/embed/{own}/{article.code}/"]
        assert f"{other}.example.org" not in frames[f"/embed/{own}/{article.code}/"]
    assert "frame-ancestors 'none'" in frames["/articles/asthma/"]
    for encoding in ("br", "gzip"):
        packed = of_each(accept_encoding=encoding)
        assert [one.headers.get("Content-Encoding") for one in packed.values()] == [
            *[encoding] * len(PAGES),
            *[None] * len(NOT_WORTH_PACKING),
        ]
        assert all(one.headers["ETag"].startswith('"') for one in packed.values())

    front.memory.clear()  # as after a restart
    database["is_away"] = True
    clock.later()
    assert all("Age" in one.headers for one in of_each().values())
    assert sorted(front.django.asked) == sorted(paths)
