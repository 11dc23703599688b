"""The whole site as of a moment to come: for those at the desk alone, marked, and left with one click."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from articles.models import SearchCount, SearchInVain, SearchPeriod
from articles.searching import index
from tests.makers import NOON, make_article, make_edition, make_topic, make_user
from tests.reading.pages import words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ROOT = "/admin/as-of/2026-03-03T12:00"


@pytest.fixture
def portal():
    """Asthma has an edition of today and one of tomorrow; biopsy comes tomorrow; a draft never by itself."""
    lungs = make_topic(slug="lungs", name="Lungs")
    asthma, biopsy = make_article(slug="asthma", topics=[lungs]), make_article(slug="biopsy", topics=[lungs])
    make_edition(article=asthma, title="Asthma", release_at=NOON - DAY)
    link = [{"heading": "Why", "body": '<p><a href="/articles/biopsy/">A biopsy</a></p>'}]
    make_edition(article=asthma, title="Asthma tomorrow", release_at=NOON + DAY, sections=link)
    make_edition(article=biopsy, title="Biopsy tomorrow", release_at=NOON + DAY)
    make_edition(title="DRAFT", article=make_article(slug="draft", topics=[lungs]))
    index([asthma, biopsy])


@pytest.fixture
def editor(client):
    person = make_user(is_staff=True)
    person.groups.add(Group.objects.get(name="Editor"))
    client.force_login(person)
    return client


def page(client, address):
    answer = client.get(ROOT + address)
    return answer, BeautifulSoup(answer.content, "html.parser")


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/", "Biopsy tomorrow"),
        ("/articles/asthma/", "Asthma tomorrow"),
        ("/articles/biopsy/", "Biopsy tomorrow"),
        ("/topics/lungs/", "Biopsy tomorrow"),
        ("/a-z/", "Biopsy tomorrow"),
        ("/articles/asthma/editions/", "Asthma tomorrow"),
        ("/search/?q=biopsy", "Biopsy tomorrow"),
    ],
)
def test_each_page_is_as_it_will_be_and_says_so(editor, address, there):
    answer, read = page(editor, address)

    assert answer.status_code == 200
    assert there in words(read.main)
    assert "DRAFT" not in words(read.main)
    note = words(read.select_one("aside.as-of"))
    assert note.startswith("The site as of Tuesday 3 March 2026, 12:00. Patients do not see this yet.")
    assert read.select_one("aside.as-of a")["href"] == address


@pytest.mark.usefixtures("portal")
def test_every_way_on_stays_in_that_moment(editor):
    """Also a link in the words themselves, a form, and a page that has moved."""
    _answer, read = page(editor, "/articles/asthma/")

    ways = [link["href"] for link in read.select("a[href^='/']") if not link.find_parent("aside", class_="as-of")]
    assert {way for way in ways if not way.startswith(f"{ROOT}/")} == set()
    assert f"{ROOT}/articles/biopsy/" in ways
    assert not read.select("script")
    assert {form["action"] for form in page(editor, "/")[1].select("form[action]")} == {f"{ROOT}/search/"}
    moved = editor.get(f"{ROOT}/articles/asthma/on/2026-03-03/")
    assert moved.url == f"{ROOT}/articles/asthma/editions/2/"


@pytest.mark.usefixtures("portal")
def test_what_is_not_there_then_is_not_there(editor):
    for address in ("/articles/draft/", "/nowhere/"):
        answer, read = page(editor, address)

        assert answer.status_code == 404
        assert read.select_one("aside.as-of")


@pytest.mark.usefixtures("portal")
def test_nobody_keeps_it_and_nothing_is_counted(editor):
    answer = editor.get(f"{ROOT}/articles/asthma/")
    for words_ in ("biopsy", "zzz"):
        for _each in range(6):
            editor.get(f"{ROOT}/search/?q={words_}")

    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer.headers
    for counts in (SearchCount, SearchInVain, SearchPeriod):
        assert not counts.objects.exists()


@pytest.mark.usefixtures("portal")
def test_what_patients_read_does_not_change_with_it(editor, client):
    """Promise 1, and promise 8: the moment stands in the address of the desk, and nowhere else."""
    page(editor, "/articles/asthma/")

    answer = editor.get("/articles/asthma/", headers={"Asked-Moment": "2026-03-03T12:00"})

    assert "Asthma tomorrow" not in answer.content.decode()
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.usefixtures("portal")
def test_nobody_else_gets_there(client):
    address = f"{ROOT}/articles/biopsy/"
    assert client.get(address).status_code == 302

    client.force_login(make_user(is_staff=True))

    assert client.get(address).status_code == 403
    assert client.get("/admin/as-of/").status_code == 403


def test_nothing_can_be_sent_from_there(editor):
    assert editor.post(f"{ROOT}/articles/asthma/feedback/", {"helpful": "yes"}).status_code == 405


@pytest.mark.parametrize(
    "moment",
    ["tomorrow", "2026-13-01T00:00", "2026-03-03", "9999-12-31T23:59x", "2026-03-03T25:00", "9999-12-31T23:59"],
)
def test_an_address_that_names_no_moment_leads_nowhere(editor, moment):
    assert editor.get(f"/admin/as-of/{moment}/").status_code == 404


def test_a_page_in_another_language_speaks_it(editor):
    make_edition(article=make_article(slug="asma", language="es"), title="Asma", release_at=NOON + DAY)

    answer, read = page(editor, "/es/articles/asma/")

    assert answer.status_code == 200
    assert read.html["lang"] == "es"
    assert "Buscar" in words(read.body)


@pytest.mark.usefixtures("portal")
def test_one_chooses_among_the_next_releases_or_any_moment_to_come(editor):
    read = BeautifulSoup(editor.get("/admin/as-of/").content, "html.parser")
    chosen = editor.get("/admin/as-of/", {"day": "2026-03-03", "time": "12:00"})
    past = editor.get("/admin/as-of/", {"day": "2026-03-01", "time": "12:00"})

    assert f"{ROOT}/" in [link["href"] for link in read.select(".upload li a")]
    assert chosen.url == f"{ROOT}/"
    assert "Choose a moment to come" in past.content.decode()
