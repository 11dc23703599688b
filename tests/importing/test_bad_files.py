"""Promise 10: bad input gets a clear sentence, and nothing is half saved."""

from datetime import timedelta

import pytest

from articles.importing import begin, keep
from articles.importing.understanding import markdown as room
from articles.models import Article, Edition, ImportedFile
from tests.importing.running import bodies, markdown, outcomes, release, run, write
from tests.makers import NOON, picture

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def live():
    return {edition.title: bodies(edition) for edition in Edition.objects.live_at(NOON)}


BAD_FILES = {
    "a-latin-1.txt": (b"Wheeze\n\nA caf\xe9.", 3),
    "b-date.txt": (b"Wheeze\nRelease time :Feb-30,2024\n\nA sound.", 2),
    "c-title.md": (b"---\nslug: x\n---\nWords.", 2),
    "d-script.md": (b"# X\n\n<script>alert(1)</script>", 3),
    "e-fence.md": (b"# X\n\n::: urgent\nx", 3),
    "f-picture.md": (b"# X\n\n![x](nowhere.png)", 3),
    "g-broken-picture.md": (b"# X\n\nWords.\n\n![x](broken.png)", 5),
    "h-anchors.md": (b"# X\n\n## A {#b}\n\nc\n\n## D {#b}\n\ne", 7),
    "i-damaged.docx": (b"PK\x03\x04", None),
    "j-language.md": (b"---\ntitle: X\nlanguage: xx\n---\nWords.", None),
}


def test_bad_files_are_told_by_name_and_line_and_the_good_ones_are_kept(tmp_path):
    """Promise 10: bad input gets a clear sentence, and nothing is half saved."""
    write(tmp_path, "broken.png", b"no picture")
    for name, (data, _line) in BAD_FILES.items():
        write(tmp_path, name, data)
    for number in range(3):
        write(tmp_path, f"good-{number}.md", markdown(title=f"Good {number}", slug=f"good-{number}"))

    report = release(tmp_path)

    assert sorted((name, line) for name, line, _sentence in report.faults) == [
        (name, line) for name, (_data, line) in BAD_FILES.items()
    ]
    assert outcomes(report) == {"released": 3}
    assert set(live()) == {"Good 0", "Good 1", "Good 2"}
    assert Article.objects.count() == ImportedFile.objects.count() == 3


def test_a_file_that_was_refused_is_read_again_once_it_is_better(tmp_path):
    page = write(tmp_path, "a.md", "# X\n\n![x](x.png)")
    release(page)
    write(tmp_path, "x.png", picture())

    assert outcomes(release(page)) == {"released": 1}


@pytest.mark.parametrize(
    "fault", [ValueError("unforeseen"), RecursionError(), UnicodeEncodeError("utf-8", "x", 0, 1, "x")]
)
def test_a_fault_that_nobody_foresaw_stops_one_file_only(tmp_path, monkeypatch, caplog, fault):
    write(tmp_path, "a.md", markdown(body="POISON"))
    write(tmp_path, "b.md", markdown(slug="b"))
    as_written = room.read_sections

    def poisoned(body, *arguments):
        if "POISON" in body:
            raise fault
        return as_written(body, *arguments)

    monkeypatch.setattr(room, "read_sections", poisoned)
    report = run(tmp_path)

    assert report.faults == [("a.md", None, "It cannot be understood. The log of the portal says why.")]
    assert outcomes(report) == {"draft": 1}
    assert "Traceback" in caplog.text


def test_a_file_that_cannot_be_stored_leaves_nothing_and_the_others_of_its_hundred_are_kept(
    tmp_path, monkeypatch, caplog
):
    def poisoned(original):
        def set_words(edition, document, wishes):
            if document.title == "POISON":
                raise ValueError("unforeseen")
            return original(edition, document, wishes)

        return set_words

    monkeypatch.setattr(begin, "set_words", poisoned(begin.set_words))
    monkeypatch.setattr(keep, "set_words", poisoned(keep.set_words))
    for number in range(3):
        write(tmp_path, f"{number}.md", markdown(title=f"Good {number}", slug=f"good-{number}"))
    write(tmp_path, "bad.md", markdown(title="POISON", slug="bad"))

    report = release(tmp_path)

    assert report.faults == [("bad.md", None, "It could not be stored. The log of the portal says why.")]
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["good-0", "good-1", "good-2"]
    assert outcomes(report) == {"released": 3}
