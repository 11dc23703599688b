"""manage.py import_articles and export_articles, as whoever runs them sees it."""

import io
import os

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from articles.models import Article, Edition
from tests.importing.running import SEED, markdown, write
from tests.makers import NOON, make_edition, make_image, make_user

pytestmark = pytest.mark.django_db


def import_articles(*arguments, **options):
    """(exit status, standard output, standard error)"""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_articles", *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_one_line_sums_up_what_became_of_the_files(tmp_path):
    write(tmp_path, "a.md", markdown(release_date="2025-03-03"))
    write(tmp_path, "b.txt", SEED)
    write(tmp_path, "c.md", markdown(slug="c", draft="true"))
    write(tmp_path, "d.md", "---\ntype: topic\nname: Lungs\n---\nBreath.")
    make_user(username="nurse")

    status, out, err = import_articles(tmp_path, "--release", "--by", "nurse")

    assert (status, out, err) == (0, "1 draft, 2 released, 1 topic or term, 0 refused\n", "")
    assert Edition.objects.live_at(NOON).count() == 2


def test_bad_files_are_told_with_their_line_the_others_go_on_and_the_exit_status_is_1(tmp_path):
    write(tmp_path, "a.md", "# X\n\n<script>alert(1)</script>")
    write(tmp_path, "b.docx", b"PK")
    write(tmp_path, "c.md", markdown())
    os.truncate(write(tmp_path, "d.txt", b""), 200 * 1024 * 1024)

    status, out, err = import_articles(tmp_path)

    assert status == 1
    assert out == "1 draft, 3 refused\n"
    assert err.splitlines() == [
        "a.md:3: Raw HTML is not read. Write Markdown, or \\< for a plain “<”.",
        "b.docx: This is not a Word file (.docx), or it is damaged.",
        "d.txt: The file has 200 MB; it may have 10 MB.",
    ]
    assert Article.objects.get().slug == "asthma"


def test_notes_stand_above_the_summary_and_can_be_left_out(tmp_path):
    page = write(tmp_path, "a.md", markdown(mood="calm"))

    assert import_articles(page)[1] == "a.md: “mood” was passed over: it is not one of our keys.\n1 draft, 0 refused\n"
    write(tmp_path, "a.md", markdown(mood="calmer"))
    assert import_articles(page, verbosity=0)[1] == "1 draft, 0 refused\n"


def test_nothing_is_drawn_where_no_terminal_is(tmp_path, capfd):
    write(tmp_path, "a.md", markdown())

    call_command("import_articles", str(tmp_path))

    assert capfd.readouterr() == ("1 draft, 0 refused\n", "")


def test_a_file_that_does_not_exist_is_told():
    assert import_articles("nowhere.md") == (1, "1 refused\n", "nowhere.md: There is no file “nowhere.md”.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--release"], "Say who releases: --by USERNAME."),
        (["--release", "--by", "nobody"], "There is no active user “nobody”."),
        (["--by", "gone"], "There is no active user “gone”."),
        (["--topic", "Lungs & co"], "“Lungs & co” is not a topic: use letters a to z, figures and hyphens."),
        (["--topic", "x" * 101], "is not a topic"),
        (["--language", "xx"], "The portal has no pages in “xx”. It has: en, es, ar."),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_before_any_file_is_read(tmp_path, arguments, sentence):
    make_user(username="gone", is_active=False)
    page = write(tmp_path, "a.md", markdown())

    with pytest.raises(CommandError) as refusal:
        import_articles(page, *arguments)

    assert sentence in str(refusal.value)
    assert not Article.objects.exists()


def test_topic_and_language_hold_for_files_that_do_not_say(tmp_path):
    import_articles(write(tmp_path, "a.txt", SEED), "--topic", "respirar", "--language", "es")

    article = Article.objects.get()
    assert article.language == "es"
    assert article.topics.get().slug == "respirar"


def test_an_export_says_how_many_files_it_wrote(tmp_path):
    make_edition(sections=[{"kind": "image", "image": make_image(), "alt": "A nurse"}], release_at=NOON)
    out = io.StringIO()

    call_command("export_articles", str(tmp_path / "out"), stdout=out)

    assert out.getvalue() == f"2 files written to {tmp_path / 'out'}\n"
    assert len([path for path in (tmp_path / "out").rglob("*") if path.is_file()]) == 2


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    make_edition()
    write(tmp_path, "out", b"a file, not a folder")

    with pytest.raises(CommandError, match=r"out.*: (Not a directory|File exists)"):
        call_command("export_articles", str(tmp_path / "out"))


def test_a_picture_whose_file_was_lost_is_told(tmp_path):
    image = make_image()
    make_edition(sections=[{"kind": "image", "image": image, "alt": "A nurse"}])
    file = default_storage.path(image.path)
    os.remove(file)

    with pytest.raises(CommandError, match="No such file") as refusal:
        call_command("export_articles", str(tmp_path / "out"))
    assert file in str(refusal.value)
