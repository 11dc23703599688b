"""manage.py verify_edition: whether released words are still those that were released."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from tests.makers import NOON, make_article, make_edition, make_image

pytestmark = pytest.mark.django_db


def verify(*arguments):
    """(what was said, what was found)"""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_edition", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as fault:
        return str(fault), err.getvalue()
    return out.getvalue().strip(), err.getvalue()


def tamper(edition):
    """As only somebody with the database in his hands can."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_section SET body = '<p>Run.</p>' WHERE edition_id = %s", [edition.pk])


def test_released_words_are_found_to_be_what_was_released():
    article = make_article()
    make_edition(article=article, release_at=NOON)
    make_edition(article=article, release_at=NOON + timedelta(days=36500))
    make_edition(article=article)
    make_edition(release_at=NOON)

    assert verify() == ("Word for word as released: 3 of 3 editions.", "")
    assert verify(article.spoken_code) == ("Word for word as released: 2 of 2 editions.", "")
    assert verify(article.code, 1) == ("Word for word as released: 1 of 1 editions.", "")


def test_altered_words_are_named_and_the_exit_status_is_1():
    """Promise 2."""
    article = make_article()
    first = make_edition(article=article, release_at=NOON)
    make_edition(article=article, release_at=NOON + timedelta(days=1))
    tamper(first)

    said, found = verify()

    assert said == "Not word for word as released: 1 of 2 editions."
    assert found == (
        f"{article.spoken_code}, edition 1: released as {first.fingerprint}, "
        f"but its words now give {article.editions.get(number=1).current_fingerprint()}.\n"
    )
    assert verify(article.code, 2)[0].startswith("Word for word as released: 1 of 1")


@pytest.mark.parametrize("fault", ["missing", "altered"])
def test_a_picture_file_that_is_missing_or_altered_is_named(settings, tmp_path, fault):
    settings.MEDIA_ROOT = tmp_path
    image = make_image(colour="teal")
    make_edition(sections=[{"kind": "image", "image": image, "alt": "Teal"}], release_at=NOON)
    path = default_storage.path(image.path)
    assert verify()[1] == ""

    with open(path, "ab") as file:
        file.write(b"x")
    if fault == "missing":
        default_storage.delete(image.path)

    assert f"the picture {image.path} is missing or was altered." in verify()[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["K7M3HT5"], "“K7M3HT5” is not a code of ours: a character may be mistyped."),
        (["K52V6XC"], "No edition with this code and number has been released."),
    ],
)
def test_what_is_not_there_is_said(arguments, sentence):
    assert verify(*arguments) == (sentence, "")
