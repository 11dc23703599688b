"""Everything goes into another database, compared row by row, or nothing does."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections

from articles.keeping import CannotMove, move_rows, moving, replacing
from articles.keeping.rows import kept_models, lines_of, plain
from articles.management.commands import move_database
from articles.models import Article, Edition
from tests.makers import NOON, make_article, make_edition, make_topic, make_withdrawal

NEW = "new"


def everything(database):
    return {model._meta.label: list(lines_of(model, database)) for model in kept_models()}


@pytest.fixture
def other(monkeypatch, tmp_path, settings):
    """An empty database of this version: SQLite, whatever the portal moves from."""
    settings.VAR = tmp_path
    file = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "other.sqlite3")}
    connections.databases[NEW] = connections.configure_settings({"default": file})["default"]
    other = connections[NEW]
    other.ensure_connection = lambda: other.connection or other.connect()  # tests allow only what was there before
    with other.schema_editor() as editor:
        for model in kept_models():
            if not model._meta.auto_created:  # those come with the model that they belong to
                editor.create_model(model)
    monkeypatch.setattr(moving, "migrations_of", lambda _database: [])
    yield NEW
    other.close()
    del connections[NEW]
    del connections.databases[NEW]


@pytest.fixture
def portal():
    article = make_article(topics=[make_topic()], other_names=["Piles", "خزعة"])
    edition = make_edition(article=article, sources=[{"title": "A study"}], release_at=NOON)
    make_withdrawal(edition, reason="Out of date.")
    make_edition(article=article, title="A draft")
    return article


@pytest.mark.django_db
def test_all_of_it_is_there_afterwards_and_nothing_of_what_was_there_before(other, portal):
    plain(Article, other).bulk_create([Article(pk=9000, slug="other", code="2222222")])
    before = everything("default")
    counts = move_rows("default", other)

    assert everything(other) == before == everything("default")
    assert counts["articles.edition"] == 2
    assert Edition.objects.using(other).get(number=1).state_at(NOON) == "withdrawn"


@pytest.mark.django_db
def test_a_row_that_is_read_back_otherwise_leaves_the_other_database_as_it_was(other, portal, monkeypatch):
    plain(Article, other).bulk_create([Article(pk=9000, slug="other", code="2222222")])
    put = replacing._put

    def put_without_the_drafts(model, lines, database):
        put(model, list(lines)[:-1] if model is Edition else lines, database)

    monkeypatch.setattr(replacing, "_put", put_without_the_drafts)
    with pytest.raises(CannotMove, match=r"articles\.edition.*nothing was moved"):
        move_rows("default", other)

    assert [article.slug for article in Article.objects.using(other)] == ["other"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Say where to: NEW_DATABASE_URL="),
        ("{itself}", "one and the same database"),
    ],
)
def test_where_it_cannot_go_is_one_sentence(monkeypatch, settings, address, said):
    itself = f"sqlite:///{settings.DATABASES['default']['NAME']}"
    monkeypatch.setitem(connections["default"].settings_dict, "ENGINE", "django.db.backends.sqlite3")
    for fact in ("HOST", "PORT"):
        monkeypatch.setitem(connections["default"].settings_dict, fact, "")
    monkeypatch.setenv("NEW_DATABASE_URL", address.format(itself=itself))

    with pytest.raises(CommandError, match=said):
        call_command("move_database")


def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(monkeypatch):
    def unreachable(*_arguments, **_options):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setenv("NEW_DATABASE_URL", "postgres://me:secret@127.0.0.1:1/portal")
    monkeypatch.setattr(move_database, "call_command", unreachable)

    with pytest.raises(CommandError, match=r"^Nothing was moved: connection refused$"):
        call_command("move_database")
