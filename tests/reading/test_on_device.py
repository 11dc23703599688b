"""What the portal hands out for the reader's own device: small scripts, and pages that work without them."""

import gzip
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from articles.reading.stylesheet import StaticFiles
from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import heading, main, read, words

STATIC = settings.BASE_DIR / "static"
READERS_OWN = sorted((STATIC / "js").glob("*.js"))
AT_ONCE = re.compile(r'(?:from|import)\s*"\./([^"]+)"')
NAMED = re.compile(r'(?:from|import)\s*\(?\s*"\./([^"]+)"')


def modules_from(name, found=None, named=NAMED):
    """The module, and all that it brings with it."""
    found = {} if found is None else found
    if name not in found:
        found[name] = (STATIC / "js" / name).read_text("utf-8")
        for other in named.findall(found[name]):
            modules_from(other, found, named)
    return found


def weight_of(modules):
    return sum(len(gzip.compress(text.encode())) for text in modules.values())


def test_what_waits_before_the_first_paint_is_half_a_kilobyte():
    """Promise 9. Settings are the one script that the page waits for."""
    assert len((STATIC / "js" / "settings.js").read_bytes()) <= 512


def test_all_scripts_of_a_page_together_are_small():
    """Promise 9. What only some pages need, they fetch besides."""
    of_an_article = modules_from("reader.js", named=AT_ONCE)

    assert len(of_an_article) > 8
    assert weight_of(of_an_article) <= 9 * 1024
    assert weight_of(modules_from("reader.js")) <= 17 * 1024


def test_no_script_names_another_site_or_writes_a_cookie():
    """Promise 8."""
    for path in READERS_OWN:
        assert not re.search(r"https?:|cookie|sendBeacon|XMLHttpRequest|WebSocket", path.read_text("utf-8")), path.name


def test_once_collected_each_module_is_asked_for_by_the_name_it_then_has(tmp_path):
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    files = {f"js/{path.name}": path for path in READERS_OWN}
    for name, path in files.items():
        (tmp_path / "js").mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(path.read_bytes())

    list(storage.post_process({name: (storage, name) for name in files}))

    for name, text in modules_from("reader.js").items():
        collected = storage.stored_name(f"js/{name}")
        asked = NAMED.findall((tmp_path / collected).read_text("utf-8"))
        assert len(asked) == len(NAMED.findall(text))
        for other in asked:
            assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", other)
            assert (tmp_path / "js" / other).is_file()


def test_a_chosen_dark_theme_is_that_of_the_system():
    text = (STATIC / "css" / "tokens.css").read_text("utf-8")

    def colours(opening):
        return re.findall(r"--[\w-]+: [^;]+;", text.split(opening, 1)[1].split("}", 1)[0])

    dark, more = "(prefers-color-scheme: dark) {\n", "(prefers-contrast: more) and (prefers-color-scheme: dark) {\n"
    assert colours(f"@media {dark}") == colours('\n:root[data-theme="dark"] {') != []
    assert colours(f"@media {more}") == colours('(prefers-contrast: more) {\n  :root[data-theme="dark"] {') != []


def test_the_service_worker_answers_at_the_root_and_is_asked_for_anew(client):
    answer = client.get("/service-worker.js")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert not answer.cookies
    assert b'addEventListener("fetch"' in answer.content
    assert client.post("/service-worker.js").status_code == 405
    assert client.get("/es/service-worker.js").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "title"), [("/my-pages/", "My pages"), ("/es/my-pages/", "Mis páginas")])
def test_my_pages_is_the_same_for_everybody_and_says_what_to_do_without_a_script(
    client, django_assert_num_queries, address, title
):
    with django_assert_num_queries(0):
        page = read(client, address)

    assert heading(page) == title
    assert page.select_one(".my-pages").find("a")["href"].endswith("/a-z/")
    assert "JavaScript" in main(page)
    assert not client.get(address).cookies


def said(note):
    """Of a template, whose words count for no text of the page."""
    return words(BeautifulSoup(note.decode_contents(), "html.parser"))


@pytest.mark.django_db
def test_an_article_tells_scripts_what_they_need_and_nothing_of_the_reader(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=NOON - timedelta(days=3))
    make_edition(article=article, change_note="Shorter.", release_at=NOON - timedelta(days=2))
    make_edition(article=article, is_safety_change=True, release_at=NOON - timedelta(days=1))
    make_edition(article=article, change_note="SCHEDULED", release_at=NOON + timedelta(days=1))

    page = read(client, "/articles/biopsy/")

    tools = page.select_one(".tools")
    assert tools.has_attr("hidden")
    facts = {name: tools[f"data-{name}"] for name in ("article", "code", "edition")}
    assert facts == {"article": "/articles/biopsy/", "code": article.code, "edition": "3"}
    told = page.select_one("template#changed")
    assert [(note["data-number"], said(note)) for note in told.select("li")] == [
        ("3", "Safety change"),
        ("2", "Shorter."),
    ]
    assert told.a["data-since"] == "/articles/biopsy/editions/3/changes/?from="


@pytest.mark.django_db
def test_old_editions_and_first_ones_offer_less(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=NOON - timedelta(days=3))

    assert not read(client, "/articles/biopsy/").select("template#changed")
    assert not read(client, "/articles/biopsy/editions/1/").select(".tools")


@pytest.mark.django_db
def test_a_page_that_is_gone_names_itself_so_that_a_kept_copy_can_be_removed(client):
    edition = make_edition(article=make_article(slug="old"), release_at=NOON - timedelta(days=3))
    make_withdrawal(edition, kind="recalled")

    notice = read(client, "/articles/old/", status=410).select_one("[data-gone]")

    assert notice["data-gone"] == "/articles/old/"
    assert notice.has_attr("hidden")


def test_every_page_loads_its_scripts_without_waiting_for_them(client, db):
    for address, status in (("/", 200), ("/nowhere/", 404)):
        page = read(client, address, status=status)
        modules = page.head.select("script[type=module]")
        assert [module["src"] for module in modules] == [staticfiles_storage.url("js/reader.js")]
        (settings_script,) = page.head.select("script[src]:not([type=module])")
        assert settings_script["src"] == staticfiles_storage.url("js/settings.js")
