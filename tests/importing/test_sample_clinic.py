"""A new portal shows a pack, of a clinic that says it does not exist."""

import pytest

from articles.importing.sample_clinic import PAGES, load_sample_clinic
from articles.models import InformationPack
from tests.makers import NOON, make_article, make_edition, make_user
from tests.reading.pages import main, read

pytestmark = pytest.mark.django_db


def test_the_sample_has_a_pack_in_its_own_order_marked_as_an_example(client):
    for slug in reversed(PAGES):
        make_edition(article=make_article(slug=slug, is_sample=True), title=slug, release_at=NOON)
    keeper = make_user()

    load_sample_clinic(by=keeper, now=NOON)

    pack = InformationPack.objects.get()
    assert [page.article.slug for page in pack.newest_version.pages.all()] == PAGES
    assert list(pack.clinic.managers.all()) == [keeper]
    assert "this clinic does not exist" in main(read(client, pack.get_absolute_url()))
