"""A page that was stored before an upgrade, or with other settings, is made anew (promise 1)."""

import pytest

from articles.storing import Front, digest_of_maker
from articles.storing.looking import Looker
from tests.storing.doors import Clock, Django, Facts, Number, ask


def front_of(maker, folder):
    clock = Clock()
    front = Front(Django(words=f"Made by {maker}."), folder, clock=clock, maker=maker)
    front.looker = Looker(Number(), front.disk.last_known, ask=Facts(), clock=clock)
    return front


def test_what_another_maker_stored_is_not_taken_up(tmp_path):
    assert ask(front_of("yesterday", tmp_path)).body.startswith(b"Made by yesterday.")

    assert ask(front_of("today", tmp_path)).body.startswith(b"Made by today.")


def test_what_the_same_maker_stored_is_there_after_a_restart(tmp_path):
    ask(front_of("today", tmp_path))
    after = front_of("today", tmp_path)

    assert ask(after).body.startswith(b"Made by today.")
    assert after.django.seen == []


@pytest.fixture
def portal(tmp_path, settings):
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    for folder in ("templates", "static"):
        (tmp_path / folder).mkdir()
    (tmp_path / "templates" / "pack.html").write_text("<p>One</p>")
    return tmp_path


@pytest.mark.parametrize("file", ["templates/pack.html", "static/staticfiles.json", "requirements.txt"])
def test_other_files_are_another_maker(portal, file):
    before = digest_of_maker()
    assert digest_of_maker() == before

    (portal / file).write_text("Two")

    assert digest_of_maker() != before


def test_another_setting_is_another_maker(portal, settings):
    before = digest_of_maker()
    settings.SITE_NAME = "North hospital"

    assert digest_of_maker() != before
