"""What runs on one database only could not have told anything about the other."""

import pytest

from articles.models import Article
from tests.once import asks_the_database


def test_a_test_that_does_not_say_so_cannot_ask_a_database(request):
    assert not asks_the_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Article.objects.exists()


@pytest.mark.django_db
def test_whatever_says_so_runs_on_both(request):
    assert asks_the_database(request.node)


def test_so_does_what_makes_a_connection_of_its_own(request, django_db_setup):
    assert asks_the_database(request.node)


@pytest.mark.xdist_group("made once")
def test_what_is_made_once_for_a_group_is_made_in_one_process(request):
    """xdist goes by what follows the @, where it shares tests out by group at all."""
    is_shared_out = request.config.getoption("loadgroup", default=False)

    assert request.node.nodeid.endswith("@made once") == is_shared_out
