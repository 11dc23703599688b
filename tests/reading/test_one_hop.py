"""Promise 4: whoever mistypes an address, or has an old one, arrives in one hop."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from articles.models import Topic
from tests.makers import NOON, make_article, make_edition, make_topic, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def asthma():
    """At /articles/asthma/, once at /articles/wheeze/."""
    article = make_article(slug="wheeze")
    article.slug = "asthma"
    article.save()
    make_edition(article=article, release_at=NOON - 30 * DAY)
    return article


def hop(client, address):
    response = client.get(address)
    assert response.status_code in {301, 302}
    assert "no-cache" in response.headers["Cache-Control"]
    return response.headers["Location"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/articles/asthma", "/articles/asthma/"),
        ("/articles/Asthma/", "/articles/asthma/"),
        ("/ARTICLES/ASTHMA", "/articles/asthma/"),
        ("/articles/wheeze", "/articles/asthma/"),
        ("/articles/Wheeze", "/articles/asthma/"),
        ("/articles/wheeze/editions", "/articles/asthma/editions/"),
        ("/articles/Wheeze/editions/1?a=B%20c", "/articles/asthma/editions/1/?a=B%20c"),
        ("/articles/asthma/Leaflet.pdf", "/articles/asthma/leaflet.pdf"),
        ("/A-Z", "/a-z/"),
        ("/ES", "/es/"),
    ],
)
def test_a_mistyped_address_leads_to_the_right_one_in_one_hop(client, asthma, typed, meant):
    assert hop(client, typed) == meant


@pytest.mark.parametrize("typed", ["/GO/{}", "/Go/{}/", "/go/{}"])
def test_a_short_link_leads_to_its_page_in_one_hop(client, asthma, typed):
    assert hop(client, typed.format(asthma.code)) == "/articles/asthma/"


def test_a_mistyped_address_of_what_was_taken_away_leads_to_what_happened(client, asthma):
    make_withdrawal(asthma.editions.get())

    assert hop(client, "/articles/Asthma") == "/articles/asthma/"


@pytest.mark.parametrize("typed", ["/Nowhere", "/articles/Nowhere", "/articles/nowhere/", "/media/X.webp", "/GO/X/"])
def test_what_is_not_there_is_still_not_there(client, asthma, typed):
    assert client.get(typed, follow=True).status_code == 404


def test_an_address_of_another_site_leads_nowhere(client):
    """A path of two strokes would name another machine."""
    response = client.get("//Evil.example/Asthma")

    assert not response.headers.get("Location", "").startswith("//")


def test_nothing_that_is_sent_goes_astray(client, asthma):
    assert client.post("/articles/Asthma/feedback/").status_code in {403, 404, 405}


def test_a_topic_that_moved_is_found_in_one_hop(client, asthma):
    topic = make_topic(slug="chest", name="Chest")
    asthma.topics.add(topic)
    for slug in ("lung", "lungs"):
        topic.slug = slug
        topic.save()

    assert hop(client, "/topics/chest/?page=1") == "/topics/lungs/?page=1"
    assert hop(client, "/topics/Lung") == "/topics/lungs/"
    assert client.get("/topics/lungs/").status_code == 200


def test_a_past_address_of_a_topic_that_readers_do_not_know_tells_nothing(client):
    """Promise 1."""
    topic = make_topic(slug="chest")
    topic.slug = "secret-plan"
    topic.save()

    assert client.get("/topics/chest/").status_code == 404


def test_a_past_address_of_a_topic_is_taken_up_again_by_itself_alone():
    lungs = make_topic(slug="chest")
    lungs.slug = "lungs"
    lungs.save()

    with pytest.raises(ValidationError, match="old links still lead there"):
        Topic(name="Chest", slug="chest", language="en").full_clean()
    lungs.slug = "chest"
    lungs.full_clean()
    lungs.save()
    assert list(lungs.past_addresses.values_list("slug", flat=True)) == ["lungs"]


def test_the_address_of_a_topic_is_changed_where_it_is_remembered():
    with pytest.raises(ValueError, match=r"Only Topic.save\(\) changes slug"):
        Topic.objects.update(slug="lungs")
