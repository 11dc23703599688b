import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.test import RequestFactory

from articles.management.commands import prepare_portal
from articles.models import Article
from articles.searching import index
from tests.makers import NOON, make_article, make_edition, make_user

PASSWORD = re.compile(r"^  (\w+) +([a-z0-9-]{23}) ", re.MULTILINE)


@pytest.fixture
def called(monkeypatch):
    """The commands that preparing calls, in order; loading the sample makes one article."""
    calls = []

    def call(name, **options):
        calls.append((name, options))
        if name == "load_sample":
            make_article()

    monkeypatch.setattr(prepare_portal, "call_command", call)
    return calls


@pytest.fixture(autouse=True)
def folder_of_its_own(settings, tmp_path):
    settings.VAR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"


def prepare(output=None):
    output = output or StringIO()
    call_command("prepare_portal", stdout=output)
    return output.getvalue()


def names(calls):
    return [name for name, _ in calls]


@pytest.mark.django_db
def test_an_empty_portal_gets_an_editor_and_a_clinician_and_shows_their_passwords(called):
    said = dict(PASSWORD.findall(prepare()))

    editor = authenticate(RequestFactory().post("/"), username="editor", password=said["editor"])
    clinician = authenticate(RequestFactory().post("/"), username="clinician", password=said["clinician"])
    assert editor.is_superuser
    assert clinician.is_staff
    assert not clinician.is_superuser
    assert clinician.has_perms(["articles.approve_edition", "articles.view_edition", "articles.view_section"])
    assert not clinician.has_perm("articles.release_edition")


@pytest.mark.django_db
def test_preparing_again_keeps_accounts_passwords_and_content_as_they_are(called):
    said = dict(PASSWORD.findall(prepare()))
    before = set(get_user_model().objects.values_list("username", "password"))

    again = prepare()

    assert not PASSWORD.search(again)
    assert not any(password in again for password in said.values())
    assert set(get_user_model().objects.values_list("username", "password")) == before
    assert names(called).count("load_sample") == 1
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_portal_with_accounts_gets_no_others(called):
    make_user("sister.agnes")

    said = prepare()

    assert not PASSWORD.search(said)
    assert [user.username for user in get_user_model().objects.all()] == ["sister.agnes"]


@pytest.mark.django_db
def test_an_account_that_has_another_name_by_now_does_not_come_back(called):
    prepare()
    get_user_model().objects.filter(username="clinician").update(username="omar")

    prepare()

    assert not get_user_model().objects.filter(username="clinician").exists()


@pytest.mark.django_db(transaction=True)
def test_accounts_whose_passwords_nobody_saw_are_not_kept(called):
    class Stopped(StringIO):
        def write(self, text):
            if "Their passwords" in text:
                raise KeyboardInterrupt
            return super().write(text)

    with pytest.raises(KeyboardInterrupt):
        prepare(Stopped())

    assert not get_user_model().objects.exists()
    assert PASSWORD.search(prepare())


@pytest.mark.django_db(transaction=True)
def test_a_sample_that_was_stopped_half_way_is_loaded_from_the_start_next_time(called, monkeypatch):
    complete = prepare_portal.call_command

    def stop(name, **options):
        complete(name, **options)
        if name == "load_sample":
            raise KeyboardInterrupt

    monkeypatch.setattr(prepare_portal, "call_command", stop)
    with pytest.raises(KeyboardInterrupt):
        prepare()
    assert not Article.objects.exists()

    monkeypatch.setattr(prepare_portal, "call_command", complete)
    prepare()
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_the_sample_is_released_by_the_first_administrator(called):
    make_user("sister.agnes")
    make_user("dr.okafor", is_superuser=True)

    prepare()

    assert called[-1] == ("load_sample", {"by": "dr.okafor", "verbosity": 0})


@pytest.mark.django_db
def test_pages_that_are_older_than_the_search_are_read_for_it_once(called):
    prepare()
    assert "rebuild_search" not in names(called)
    edition = make_edition(title="Asthma", release_at=NOON)

    prepare()
    index([edition.article])
    prepare()

    assert names(called).count("rebuild_search") == 1


@pytest.mark.django_db
def test_static_files_are_collected_again_only_when_one_has_changed(called, settings, tmp_path):
    settings.STATIC_ROOT.mkdir()
    source = tmp_path / "source"
    source.mkdir()
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    prepare_portal.get_finders.__globals__["get_finder"].cache_clear()

    prepare()
    prepare()
    assert names(called).count("collectstatic") == 1

    (source / "new.css").write_text("main { color: black }")
    prepare()
    assert names(called).count("collectstatic") == 2
    prepare_portal.get_finders.__globals__["get_finder"].cache_clear()


def test_no_two_passwords_are_the_same_and_none_is_hard_to_read():
    passwords = {prepare_portal.new_password() for _ in range(200)}

    assert len(passwords) == 200
    assert not set("".join(passwords)) & set("01oilOIL ")


@pytest.mark.django_db
def test_a_real_server_gets_neither_accounts_nor_pages_that_nobody_asked_for(called, settings):
    settings.SAMPLE = False

    assert "password" not in prepare()
    assert not get_user_model().objects.exists()
    assert "load_sample" not in names(called)
