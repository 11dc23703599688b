from datetime import date, timedelta

import pytest

from articles.models import Image, Review, TranslationGroup
from tests.makers import NOON, make_article, make_edition, make_topic, make_user
from tests.reading.pages import SECTIONS_OF_EVERY_KIND, heading, links, main, read, words

pytestmark = pytest.mark.django_db


def test_a_patient_reads_the_title_the_summary_and_every_section_in_order(client):
    article = make_article(slug="biopsy")
    make_edition(
        article=article,
        title="Having a biopsy",
        summary="A small piece is taken.",
        sections=SECTIONS_OF_EVERY_KIND,
        release_at=NOON - timedelta(days=1),
    )

    page = read(client, "/articles/biopsy/")

    assert heading(page) == "Having a biopsy"
    assert page.title.string == "Having a biopsy – Patient information"
    assert page.find("meta", {"name": "description"})["content"] == "A small piece is taken."
    text = words(page.select_one(".words"))
    places = [text.index(section["heading"]) for section in SECTIONS_OF_EVERY_KIND if "heading" in section]
    assert places == sorted(places)
    assert "you cannot breathe" in text


def test_the_page_says_at_once_when_it_was_released_who_checked_it_and_when_it_is_checked_again(client):
    article = make_article(slug="biopsy")
    make_edition(
        article=article,
        release_at=NOON - timedelta(days=1),
        reviewed_on=date(2026, 1, 5),
        review_due=date(2028, 1, 5),
        people=[("author", "Ann Author"), ("reviewer", "Dr Rhee"), ("reviewer", "Dr Roe")],
    )

    trust = words(read(client, "/articles/biopsy/").select_one(".trust"))

    assert trust == (
        "Released 1 March 2026, edition 1 Checked 5 January 2026 by Dr Rhee, Dr Roe Next check due 5 January 2028"
    )


def test_a_later_look_that_changed_no_word_renews_the_dates_and_names_who_looked(client):
    article = make_article(slug="biopsy")
    edition = make_edition(article=article, release_at=NOON - timedelta(days=90), people=[("reviewer", "Dr Rhee")])
    Review.objects.create(
        edition=edition,
        reviewed_on=date(2026, 2, 20),
        review_due=date(2029, 2, 20),
        reviewer="Nurse Noe",
        recorded_by=make_user(),
        recorded_at=NOON,
    )

    trust = words(read(client, "/articles/biopsy/").select_one(".trust"))

    assert "Checked 20 February 2026 by Nurse Noe" in trust
    assert "Next check due 20 February 2029" in trust
    assert "Rhee" not in trust


def test_an_overdue_page_says_so_plainly(client):
    article = make_article(slug="biopsy")
    make_edition(
        article=article,
        release_at=NOON - timedelta(days=900),
        review_due=NOON.date() - timedelta(days=1),
        reviewed_on=date(2024, 1, 1),
    )

    text = main(read(client, "/articles/biopsy/"))

    assert "This page was due to be checked again on 1 March 2026. No check has been recorded since." in text


def test_a_page_is_not_overdue_on_the_very_day(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=NOON - timedelta(days=900), review_due=NOON.date())

    assert "was due to be checked" not in main(read(client, "/articles/biopsy/"))


def test_a_page_that_no_clinician_is_known_to_have_checked_says_that(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=NOON - timedelta(days=9), reviewed_on=None, review_due=None)

    assert "No check by a clinician is recorded" in main(read(client, "/articles/biopsy/"))


def test_a_first_paragraph_that_is_the_summary_is_not_printed_twice(client):
    article = make_article(slug="plain")
    make_edition(
        article=article,
        summary="The very first words.",
        sections=[{"body": "<p>The very first words.</p><p>More.</p>"}],
        release_at=NOON - timedelta(days=1),
    )

    page = read(client, "/articles/plain/")

    assert main(page).count("The very first words.") == 1
    assert page.select_one(".words--open-with-summary")


def test_care_cards_tell_how_urgent_they_are_in_words(client):
    article = make_article(slug="fever")
    make_edition(article=article, sections=SECTIONS_OF_EVERY_KIND, release_at=NOON - timedelta(days=1))

    page = read(client, "/articles/fever/")

    assert words(page.select_one(".care--non-urgent h2")) == "See someone soon: Tell your nurse if"
    assert words(page.select_one(".care--urgent h2")) == "Get help today: Call the ward if"
    assert words(page.select_one(".care--emergency h2")) == "Get help now: Call your emergency number if"
    assert words(page.select(".care--emergency .care__head")[1]) == "Get help now:"
    assert words(page.select_one(".do-list--do h2")) == "Things to do: While you wait"
    assert words(page.select_one(".do-list--dont h2")) == "Things not to do: Until then"
    assert words(page.select_one(".warning h2")) == "Important: Never with alcohol"


def test_contents_lead_to_the_headed_sections_from_the_third_on(client):
    two, three = make_article(slug="two"), make_article(slug="three")
    headed = [{"heading": name, "body": "<p>Words.</p>"} for name in ("First", "Second", "Third")]
    make_edition(article=two, sections=headed[:2], release_at=NOON - timedelta(days=1))
    make_edition(article=three, sections=[{"body": "<p>No heading.</p>"}, *headed], release_at=NOON - timedelta(days=1))

    page = read(client, "/articles/three/")

    assert links(page.select_one("details.contents")) == {"First": "#first", "Second": "#second", "Third": "#third"}
    assert page.select_one("nav.contents").has_attr("hidden")
    assert all(page.find("h2", id=anchor) for anchor in ("first", "second", "third"))
    assert not read(client, "/articles/two/").select(".contents")


def test_ids_are_the_pages_own_whatever_a_section_is_called(client):
    article = make_article(slug="odd")
    names = ["Main", "Page main", "Page about", "Page sources", "Page contents"]
    make_edition(
        article=article,
        sections=[{"heading": name, "body": "<p>Words.</p>"} for name in names],
        sources=[{"title": "A book"}],
        release_at=NOON - timedelta(days=1),
    )

    ids = [tag["id"] for tag in read(client, "/articles/odd/").find_all(id=True)]

    assert len(ids) == len(set(ids))


def test_a_wide_table_scrolls_in_a_named_frame_that_the_keyboard_reaches(client):
    article = make_article(slug="risk")
    make_edition(article=article, sections=SECTIONS_OF_EVERY_KIND, release_at=NOON - timedelta(days=1))

    frame = read(client, "/articles/risk/").find("table").parent

    assert frame["role"] == "group"
    assert frame["tabindex"] == "0"
    assert frame["aria-label"] == "Table 1: How often"


@pytest.mark.parametrize(("facts", "alt"), [({"alt": "A hand"}, "A hand"), ({"is_decorative": True}, "")])
def test_a_picture_has_its_size_its_words_and_waits_until_it_is_near(client, facts, alt):
    article = make_article(slug="picture")
    image = Image.objects.create(sha256="a" * 64, width=640, height=480)
    section = {"kind": "image", "body": "<p>Caption.</p>", "image": image, **facts}
    make_edition(article=article, sections=[section], release_at=NOON - timedelta(days=1))

    figure = read(client, "/articles/picture/").figure

    shown = {name: figure.img[name] for name in ("src", "width", "height", "alt", "loading")}
    assert shown == {
        "src": f"/media/images/{'a' * 64}.webp",
        "width": "640",
        "height": "480",
        "alt": alt,
        "loading": "lazy",
    }
    assert words(figure.figcaption) == "Caption."


def test_sources_people_topics_history_and_the_short_address_stand_below(client):
    article = make_article(slug="biopsy", topics=[make_topic(slug="tests", name="Tests")])
    make_edition(article=article, release_at=NOON - timedelta(days=9))
    make_edition(
        article=article,
        release_at=NOON - timedelta(days=1),
        people=[("author", "Ann Author")],
        sources=[
            {
                "title": "Breast biopsy",
                "publisher": "An institute",
                "url": "https://www.example.org/",
                "accessed_on": date(2026, 1, 2),
            }
        ],
        change_note="The dose is right now.",
        is_safety_change=True,
    )

    page = read(client, "/articles/biopsy/")

    closing = page.select_one(".closing")
    assert "Breast biopsy. An institute. Looked up 2 January 2026." in words(closing)
    assert "Written by Ann Author" in words(closing)
    assert "What changed Safety change: The dose is right now." in words(closing)
    assert f"testserver/go/{article.spoken_code}" in words(closing)
    assert links(closing)["Tests"] == "/topics/tests/"
    assert links(closing)["All editions"] == "/articles/biopsy/editions/"


def test_sample_content_says_that_it_must_be_checked(client):
    make_edition(article=make_article(slug="sample", is_sample=True), release_at=NOON - timedelta(days=1))
    make_edition(article=make_article(slug="own"), release_at=NOON - timedelta(days=1))

    assert "Sample content: check it locally before you rely on it." in main(read(client, "/articles/sample/"))
    assert "Sample content" not in main(read(client, "/articles/own/"))


def test_a_page_leads_to_its_live_translations_and_no_others(client):
    group = TranslationGroup.objects.create()
    english, spanish, arabic = (
        make_article(slug=f"in-{tag}", language=tag, translation_group=group) for tag in ("en", "es", "ar")
    )
    make_edition(article=english, release_at=NOON - timedelta(days=1))
    make_edition(article=spanish, title="Biopsia", release_at=NOON - timedelta(days=1))
    make_edition(article=arabic, title="Draft", release_at=None)

    page = read(client, "/articles/in-en/")

    assert links(page.main)["Español: Biopsia"] == "/es/articles/in-es/"
    assert "Draft" not in page.get_text()
    alternates = {link["hreflang"]: link["href"] for link in page.find_all("link", rel="alternate", hreflang=True)}
    english = "http://testserver/articles/in-en/"
    assert alternates == {"en": english, "es": "http://testserver/es/articles/in-es/", "x-default": english}
    switch = {link["hreflang"]: link["href"] for link in page.select(".languages a")}
    assert switch == {"es": "/es/articles/in-es/", "ar": "/ar/"}


def test_a_translation_says_when_the_original_has_moved_on(client):
    original, translation = make_article(slug="original"), make_article(slug="traducida", language="es")
    first = make_edition(article=original, release_at=NOON - timedelta(days=9))
    make_edition(article=translation, translated_from=first, release_at=NOON - timedelta(days=8))
    before = main(read(client, "/es/articles/traducida/"))

    make_edition(article=original, title="Newer words", release_at=NOON - timedelta(days=1))
    after = read(client, "/es/articles/traducida/")

    assert "Newer words" not in before
    assert links(after.main)["Newer words"] == "/articles/original/"


def test_an_article_is_not_found_below_another_language(client):
    make_edition(article=make_article(slug="biopsia", language="es"), release_at=NOON - timedelta(days=1))

    assert client.get("/es/articles/biopsia/").status_code == 200
    assert client.get("/articles/biopsia/").status_code == 404
    assert client.get("/ar/articles/biopsia/").status_code == 404


def test_a_release_takes_effect_at_its_moment(client):
    """Promise 1: no job runs, the dates alone decide."""
    article = make_article(slug="soon")
    make_edition(article=article, title="Old", release_at=NOON - timedelta(days=9))
    make_edition(article=article, title="Too soon", release_at=NOON + timedelta(seconds=1))
    now = make_article(slug="now")
    make_edition(article=now, title="Just now", release_at=NOON)

    assert heading(read(client, "/articles/soon/")) == "Old"
    assert heading(read(client, "/articles/now/")) == "Just now"


def test_an_article_page_asks_the_database_as_often_however_long_it_is(client, django_assert_num_queries):
    short, long = make_article(slug="short"), make_article(slug="long", topics=[make_topic(), make_topic()])
    make_edition(article=short, release_at=NOON - timedelta(days=1))
    image = Image.objects.create(sha256="b" * 64, width=1, height=1)
    pictures = [{"kind": "image", "image": image, "alt": "A hand"}] * 4
    make_edition(
        article=long,
        sections=SECTIONS_OF_EVERY_KIND + pictures,
        people=[("author", "Ann"), ("reviewer", "Ben"), ("reviewer", "Cho")],
        sources=[{"title": "A book"}, {"title": "Another"}],
        release_at=NOON - timedelta(days=1),
    )

    with django_assert_num_queries(4):
        read(client, "/articles/short/")
    with django_assert_num_queries(4):
        read(client, "/articles/long/")


def test_an_emergency_that_comes_first_stands_right_below_the_summary(client):
    emergency = {"kind": "emergency", "heading": "Call now if", "body": "<p>You cannot breathe.</p>"}
    make_edition(article=make_article(slug="breathing"), sections=[emergency, {"heading": "Rest"}], release_at=NOON)

    page = main(read(client, "/articles/breathing/"))

    assert page.index("You cannot breathe.") < page.index("Released")
    assert page.count("You cannot breathe.") == 1


def test_a_cache_asks_each_time_whether_the_page_is_still_there(client):
    """Promise 1: a recall reaches whoever keeps a copy in between."""
    make_edition(article=make_article(slug="biopsy"), release_at=NOON - timedelta(days=1))

    for address in ("/articles/biopsy/", "/", "/topics/", "/articles/biopsy/editions/1/", "/nowhere/"):
        assert client.get(address).headers["Cache-Control"] == "no-cache"
