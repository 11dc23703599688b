"""Everything comes back word for word, codes and history included, and a file that is not whole brings nothing."""

import json
import zipfile

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from articles.keeping import keep_all
from articles.keeping.rows import kept_models, lines_of, plain
from articles.models import Article, Edition, Feedback, Recorded
from articles.recording import opened, verify
from tests.makers import NOON, make_article, make_edition, make_image, make_topic, make_user, make_withdrawal

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(settings, tmp_path):
    """A portal with a little of everything, and a place of its own for files."""
    settings.VAR = tmp_path
    editor = make_user("editor", password="a long and good one")
    editor.groups.add(Group.objects.get(name="Editor"))
    article = make_article(topics=[make_topic()], other_names=["Piles", "خزعة"])
    picture = {"heading": "See", "body": "<p>Look — “here”.</p>", "kind": "image", "image": make_image()}
    edition = make_edition(article=article, sections=[picture], sources=[{"title": "A study"}], release_at=NOON)
    make_edition(article=article, title="A draft")
    make_withdrawal(edition, reason="Out of date.")
    Feedback.objects.create(edition=edition, is_helpful=True, form="x", at=NOON)
    return article


@pytest.fixture
def kept(portal, tmp_path):
    file = tmp_path / "all.zip"
    call_command("backup", str(file), verbosity=0)
    return file


def everything():
    told = {model._meta.label: sorted(lines_of(model, "default")) for model in kept_models()}
    told.pop(Recorded._meta.label)  # which tells of the backup and of its return
    return told


@pytest.mark.django_db(transaction=True)
def test_all_that_was_destroyed_comes_back_as_it_was(kept, portal, settings):
    before, (upload, *_narrower) = everything(), [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    picture = upload.read_bytes()
    record = list(Recorded.objects.order_by("number").values_list())
    with transaction.atomic(), opened():
        call_command("flush", interactive=False, verbosity=0)
    upload.unlink()
    make_article(slug="other")

    call_command("restore", str(kept), replace=True, verbosity=0)

    assert everything() == before
    assert upload.read_bytes() == picture
    *earlier, last = Recorded.objects.order_by("number").values_list()
    assert earlier == record[:-1]  # the backup was recorded once it was whole
    assert last[2] == "restored"
    assert verify()[0] == len(record)
    assert make_article().pk > portal.pk  # the counters go on where they were
    assert Edition.objects.get(number=1, article__code=portal.code).state_at(NOON) == "withdrawn"


def test_a_portal_with_articles_is_not_overwritten_unasked(kept):
    before = everything()
    with pytest.raises(CommandError, match="say --replace"):
        call_command("restore", str(kept))

    assert everything() == before


TORN = {"half": lambda content: content[: len(content) // 2], "empty": lambda _content: b"", "other": lambda _c: b"x"}


@pytest.mark.parametrize("damage", TORN)
def test_a_torn_file_brings_nothing_and_says_so(kept, damage):
    before = everything()
    kept.write_bytes(TORN[damage](kept.read_bytes()))
    with pytest.raises(CommandError, match="not a whole backup"):
        call_command("restore", str(kept), replace=True)

    assert everything() == before


def rewritten(file, change):
    """The same archive with other words in it, as somebody with a tool would make it."""
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def test_a_file_with_other_words_is_refused(kept):
    before = everything()

    def change(entries):
        entries["rows/articles.section"] = entries["rows/articles.section"].replace(b"Look", b"Cook")

    rewritten(kept, change)
    with pytest.raises(CommandError, match="has been changed"):
        call_command("restore", str(kept), replace=True)

    assert everything() == before


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("migrations", ["articles 0001_initial"], "another version"),
        ("columns", {}, "tells other things"),
        ("rows", {model._meta.label_lower: {"count": 7, "sum": ""} for model in kept_models()}, "is not what was kept"),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(kept, name, value, sentence):
    before = everything()

    def change(entries):
        entries["backup.json"] = json.dumps(json.loads(entries["backup.json"]) | {name: value})

    rewritten(kept, change)
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", str(kept), replace=True)

    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_half_in_it(portal, tmp_path):
    """The backup reads one state: what another connection writes after it began is not in it."""
    file = tmp_path / "all.zip"
    other = connection.copy()

    def watch(models):
        for model in models:
            yield model
            if model is Article:
                with other.cursor() as cursor:
                    cursor.execute("UPDATE articles_edition SET title = 'Late' WHERE release_at IS NULL")

    try:
        keep_all(file, at=NOON, watch=watch)
    finally:
        other.close()

    assert plain(Edition, "default").filter(title="Late").exists()
    assert b"Late" not in zipfile.ZipFile(file).read("rows/articles.edition")


def test_a_database_that_is_not_up_to_date_is_neither_kept_nor_filled(kept, monkeypatch):
    for room in ("backup", "restoring"):
        monkeypatch.setattr(f"articles.keeping.{room}.is_migrated", lambda database: False)
    with pytest.raises(CommandError, match="migrate” first"):
        call_command("backup", str(kept))
    with pytest.raises(CommandError, match="migrate” first"):
        call_command("restore", str(kept), replace=True)


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(portal, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", str(tmp_path / "nowhere" / "all.zip"))
