"""The disk is full: one calm sentence, and nothing is half kept (promise 10)."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article, Edition, Image
from tests.importing.running import markdown, run, write
from tests.importing.word_files import docx, drawing, paragraph
from tests.makers import picture

pytestmark = pytest.mark.django_db
WORD = docx(
    paragraph("Having a biopsy", style="Title"),
    paragraph(drawing("needle")),
    media={"needle": picture(size=(900, 600))},
)


@pytest.fixture
def disk(monkeypatch):
    """One on which ``disk.room`` pictures still find room; the one after them is begun."""

    class Disk:
        room = 0

    usual = default_storage._save

    def save(name, content):
        if Disk.room > 0:
            Disk.room -= 1
            return usual(name, content)
        usual(name, ContentFile(content.read()[:10]))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(default_storage, "_save", save)
    return Disk


def files(settings):
    return [file for file in settings.MEDIA_ROOT.rglob("*") if file.is_file()]


@pytest.mark.parametrize("room", [0, 1])
def test_an_upload_that_finds_no_room_leaves_nothing_behind_and_may_be_sent_again(admin_client, disk, settings, room):
    def upload():
        sent = {"file": SimpleUploadedFile("biopsy.docx", WORD), "article": "", "language": "en"}
        return admin_client.post("/admin/articles/edition/upload/", sent)

    disk.room = room
    answer = upload()

    assert answer.status_code == 503
    assert "has not reached us" in answer.content.decode()
    assert not Edition.objects.exists()
    assert not Image.objects.exists()
    assert len(files(settings)) == room
    disk.room = 9
    assert upload().status_code == 302
    assert len(Image.objects.get().read()) > 10
    assert {file.suffix for file in files(settings)} == {".webp"}


def test_an_import_tells_of_the_file_that_found_no_room_and_keeps_the_others_whole(disk, settings, tmp_path):
    write(tmp_path, "needle.png", picture())
    write(tmp_path, "biopsy.md", markdown(title="Biopsy", slug="biopsy", body="![A needle](needle.png)"))
    write(tmp_path, "cough.md", markdown(title="Cough", slug="cough"))

    report = run(tmp_path)

    assert [name for name, _line, _said in report.faults] == ["biopsy.md"]
    assert [article.slug for article in Article.objects.all()] == ["cough"]
    assert files(settings) == []
    disk.room = 9
    assert run(tmp_path).faults == []
    assert Article.objects.count() == 2
