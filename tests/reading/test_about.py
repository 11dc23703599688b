import html5lib
import pytest
from django.conf import settings

from articles.models import AboutPage, Kind, clean_html
from articles.models.about import SHIPPED, shipped
from tests.makers import NOON, make_user
from tests.reading.pages import heading, links, main, read
from tests.reading.test_promises import HOSTILE

pytestmark = pytest.mark.django_db

SLUGS = ["accessibility", "fingerprint", "for-clinics", "how-we-write", "privacy"]
PAGES = [(language, slug) for language, _name in settings.LANGUAGES for slug in SLUGS]


def address(language, slug):
    return f"/about/{slug}/" if language == "en" else f"/{language}/about/{slug}/"


@pytest.mark.parametrize(("language", "slug"), PAGES)
def test_the_portal_comes_with_words_about_itself_in_each_language(client, language, slug):
    AboutPage.objects.all().delete()

    page = read(client, address(language, slug))

    title, body = shipped(language, slug)
    assert heading(page) == title
    assert len(main(page)) > 400
    assert page.select(".plain-words h2")
    assert not page.select(".plain-words h3")
    assert clean_html(body) == body.replace("\n", "")


def test_there_are_no_words_without_a_page():
    assert {(file.parent.name, file.stem) for file in SHIPPED.rglob("*.html")} == set(PAGES)


def test_every_page_leads_to_the_pages_about_the_portal(client):
    for home, language in (("/", "en"), ("/ar/", "ar"), ("/nowhere/", "en")):
        footer = links(read(client, home, status=404 if "nowhere" in home else 200).footer)
        expected = {address(language, slug) for slug in SLUGS if slug != "fingerprint"}  # /verify/ leads to that one
        assert expected <= set(footer.values())


def test_the_words_of_an_editor_win(client):
    AboutPage.objects.update_or_create(
        language="en", slug="privacy", defaults={"title": "Our words", "body": "<p>Ours.</p>", "changed_at": NOON}
    )

    page = read(client, "/about/privacy/")

    assert heading(page) == "Our words"
    assert "Last changed 2 March 2026" in main(page)
    assert heading(read(client, "/es/about/privacy/")) == "Privacidad"


def test_a_page_that_nobody_touched_shows_the_words_that_ship(client):
    AboutPage.objects.update_or_create(language="en", slug="privacy", defaults={"title": "Not yet saved by anybody"})

    assert heading(read(client, "/about/privacy/")) == "Privacy"


def test_readers_are_told_whom_to_tell_where_the_portal_knows(client, settings):
    settings.CONTACT = "pages@hospital.example"

    assert "Write or speak to us" in main(read(client, "/about/accessibility/"))
    assert "pages@hospital.example" in main(read(client, "/about/accessibility/"))


def test_each_page_knows_its_address(client):
    for language, slug in PAGES:
        assert AboutPage(language=language, slug=slug).get_absolute_url() == address(language, slug)


def test_hostile_words_about_the_portal_are_cleaned(client):
    """Promise 11."""
    AboutPage.objects.update_or_create(
        language="en",
        slug="privacy",
        defaults={"title": HOSTILE[:120], "body": f"<h3>{HOSTILE}</h3><p onclick='x()'>x</p>", "changed_at": NOON},
    )

    page = read(client, "/about/privacy/")

    assert not page.main.select("script, img, [onclick]")


@pytest.mark.parametrize("slug", ["nothing", "components2", "%00", "a" * 300])
def test_other_addresses_about_the_portal_are_not_found(client, slug):
    assert client.get(f"/about/{slug}/").status_code == 404


def test_a_page_about_the_portal_asks_the_database_once(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        read(client, "/about/privacy/")


def test_the_page_of_components_is_for_those_who_work_here(client):
    assert client.get("/about/components/").status_code == 404
    client.force_login(make_user())
    assert client.get("/about/components/").status_code == 404


def test_the_page_of_components_shows_every_kind_of_section_and_is_valid_html(client):
    client.force_login(make_user(is_staff=True))

    response = client.get("/about/components/")

    html5lib.HTMLParser(strict=True).parse(response.content.decode())
    page = read(client, "/about/components/")
    for kind in Kind:
        assert page.find(id=f"kind-{kind.value}"), kind
    assert "no-store" in response["Cache-Control"]


# Every page shows them, or they live on a reader's device only.
SHOWN_ELSEWHERE = {"site_header", "site_footer", "print_foot", "reader_settings", "reader_tools", "my_pages"}
SHOWN_ELSEWHERE |= {
    "gone_from_device",
    "copy_answer",
    "copy_change",
    "feedback_form",
    "missing_form",
    "search_form",
    "answer_entry",
}
SHOWN_ELSEWHERE |= {"receipt_form", "verified", "embedding", "opinion_box", "opinion_form"}
# They need a whole pack.
SHOWN_ELSEWHERE |= {"clinic", "pack_copy_answer", "packed_page", "page_of_copy", "take_booklet", "verified_pack"}
PARTS_OF_PARTS = {"care_card", "do_list", "figures", "contents_list"}


def test_every_part_has_its_example(client):
    client.force_login(make_user(is_staff=True))

    page = read(client, "/about/components/")

    shown = {name.string.removeprefix("parts/").removesuffix(".html") for name in page.select("p > code")}
    parts = {file.stem for file in (settings.BASE_DIR / "templates" / "parts").glob("*.html")}
    assert parts - shown == SHOWN_ELSEWHERE | PARTS_OF_PARTS
    assert "<" not in main(page)  # each is drawn, and not shown as its source


def test_the_page_of_components_is_open_while_developing(client, settings):
    settings.DEBUG = True

    assert client.get("/about/components/").status_code == 200


def test_every_page_carries_the_name_that_a_hospital_gave_its_portal(client, settings):
    settings.SITE_NAME = "Riverside: for patients"

    for address in ("/es/", "/about/privacy/"):
        page = read(client, address)
        assert page.title.string.endswith("Riverside: for patients")
        assert "Riverside: for patients" in page.select_one("header").text
