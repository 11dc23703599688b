"""A file that is uploaded at the desk becomes a draft, with a report; a file that cannot, leaves nothing behind."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article, Contributor, Edition, Image
from tests.importing.running import markdown
from tests.importing.word_files import docx, drawing, item, paragraph, table
from tests.makers import NOON, make_article, make_edition, make_topic, make_user, picture
from tests.reading.pages import words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ADDRESS = "/admin/articles/edition/upload/"
WORD = docx(
    paragraph("Having a biopsy", style="Title"),
    paragraph("What happens", style="heading1"),
    paragraph("You lie down."),
    item("Breathe."),
    table(["Day", "What"], ["Monday", "Rest"]),
    paragraph(drawing("needle")),
    media={"needle": picture()},
)


def send(client, name, data, article=None, **more):
    data = data if isinstance(data, bytes) else data.encode()
    posted = {"file": SimpleUploadedFile(name, data), "article": article.pk if article else "", "language": "en"}
    return client.post(ADDRESS, {**posted, **more}, follow=True)


def faults(answer):
    return [words(fault) for fault in BeautifulSoup(answer.content, "html.parser").select(".errorlist li")]


def told(answer):
    return [words(line) for line in BeautifulSoup(answer.content, "html.parser").select(".upload li")]


def test_a_word_file_becomes_the_draft_of_a_new_page_and_the_report_says_what_to_look_at(admin_client, admin_user):
    answer = send(admin_client, "biopsy.docx", WORD)

    draft = Edition.objects.get()
    assert (draft.title, draft.is_draft, draft.words_changed_by) == ("Having a biopsy", True, admin_user)
    assert draft.article.slug == "having-a-biopsy"
    assert [section.kind for section in draft.sections.all()] == ["text", "image"]
    report = told(answer)
    for sentence in (
        "The title “Having a biopsy”.",
        "1 section, 1 of them with a heading.",
        "1 table.",
        "1 picture.",
        "1 picture has no alt text: say what it tells, or mark it as decorative.",
    ):
        assert sentence in report


def test_the_report_can_be_read_again_from_the_draft(admin_client):
    send(admin_client, "biopsy.docx", WORD)
    draft = Edition.objects.get()

    page = BeautifulSoup(admin_client.get(f"/admin/articles/edition/{draft.pk}/change/").content, "html.parser")

    (link,) = [link for link in page.select("a") if words(link) == "What the file brought"]
    assert "The title “Having a biopsy”." in told(admin_client.get(f"/admin/articles/edition/{draft.pk}/upload/"))
    assert link["href"] == "../upload/"


def test_as_the_next_edition_it_stands_on_what_the_last_one_stood_on(admin_client):
    live = make_edition(
        release_at=NOON - DAY, sources=[{"title": "A guideline"}], people=[("author", "Example name")], summary="Short."
    )

    send(admin_client, "new.txt", "Asthma\n\nBreathe out slowly.\n\nThen in.", live.article)

    draft = Edition.objects.drafts().get()
    assert (draft.article, draft.number, draft.title) == (live.article, 2, "Asthma")
    assert [source.title for source in draft.sources.all()] == ["A guideline"]
    assert [credit.name for credit in draft.credits.all()] == ["Example name"]
    assert (draft.reviewed_on, draft.review_due) == (live.reviewed_on, live.review_due)


def test_what_only_an_import_may_say_is_passed_over_and_told(admin_client):
    """Promise 1: a release is decided at the desk."""
    make_topic(slug="lungs")
    text = markdown(release_date="2020-01-01", topics="lungs, no-such-topic", reviewed_on="2027-01-01")

    report = told(send(admin_client, "asthma.md", text))

    draft = Edition.objects.get()
    assert draft.is_draft
    assert draft.reviewed_on is None
    assert [topic.slug for topic in draft.article.topics.all()] == ["lungs"]
    assert "The release date in the file was passed over: a release is decided at the desk." in report
    assert "There is no topic “no-such-topic”. Choose one on the page of the article." in report


def test_a_picture_beside_a_markdown_file_is_missed_by_name(admin_client):
    report = told(send(admin_client, "asthma.md", "# Asthma\n\nYou rest.\n\n![The airways](airways.png)\n"))

    assert "1 picture stands beside the file and did not come along: add it to its section." in report


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7 x", "This is a PDF"),
        ("a.docx", b"%PDF-1.7 x", "This is a PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        ("a.txt", b"\xef\xbb\xbf<!DOCTYPE html><p>x", "web page"),
        ("a.docx", b"plain words", "not a Word file"),
        ("a.txt", b"PK\x03\x04 damaged", "not a Word file"),
        ("a.txt", b"Only a title", "nothing to read"),
        ("a.txt", b"\xff\xfe\xfa", "cannot be read"),
        ("a.md", b"---\ntitle: x\n", "Line 1: The front matter does not end"),
        ("a.md", b"---\ntype: topic\nname: Lungs\nslug: lungs\n---\n", "topic or a term"),
        ("a.md", b"# A\n\n<script>x</script>", "Raw HTML is not read"),
        ("a.docx", docx(paragraph("A", style="Title"), paragraph("b"), word__x="<!DOCTYPE a>"), "no Word file needs"),
        ("a.txt", b"x" * (10 * 1024 * 1024 + 1), "more than 10 MB"),
        ("a.md", b"# A\n\n" + b"[" * 600_000, "more than 500 KB of text"),
    ],
)
def test_what_cannot_become_a_draft_is_refused_with_a_sentence(admin_client, name, data, sentence):
    """Promise 10."""
    (fault,) = faults(send(admin_client, name, data))

    assert sentence in fault
    assert not Article.objects.exists()


def test_a_file_with_one_picture_that_cannot_be_opened_leaves_nothing_behind(admin_client):
    data = docx(
        paragraph("Biopsy", style="Title"),
        paragraph(drawing("good"), drawing("bad")),
        media={"good": picture(), "bad": b"no picture"},
    )

    assert "cannot be opened" in faults(send(admin_client, "biopsy.docx", data))[0]
    assert not Article.objects.exists()
    assert not Contributor.objects.exists()
    assert not Image.objects.exists()


def test_a_page_has_one_draft_at_a_time(admin_client):
    """Promise 6: nothing that somebody is writing is overwritten."""
    draft = make_edition(title="Mine")

    (fault,) = faults(send(admin_client, "a.txt", "Other\n\nWords.", draft.article))

    assert fault == "“Mine, edition 1” is still a draft. Finish or delete that one first."
    assert Edition.objects.get().title == "Mine"


def test_the_same_file_does_not_become_a_second_page(admin_client):
    send(admin_client, "biopsy.docx", WORD)

    again = send(admin_client, "again.docx", WORD)

    assert faults(again) == ["This very file has come before, as “Having a biopsy, edition 1”. Open it"]
    (link,) = BeautifulSoup(again.content, "html.parser").select(".errorlist a")
    assert link["href"] == f"/admin/articles/edition/{Edition.objects.get().pk}/change/"
    assert Article.objects.count() == 1


def test_words_that_patients_read_already_make_no_new_edition(admin_client):
    text = "Asthma\n\nYou rest."
    live = make_edition(
        title="Asthma", summary="You rest.", sections=[{"body": "<p>You rest.</p>"}], release_at=NOON - DAY
    )

    (fault,) = faults(send(admin_client, "a.txt", text, live.article))

    assert "the very words that stand there already" in fault
    assert Edition.objects.count() == 1


def test_a_file_of_another_page_is_not_taken_for_this_one(admin_client):
    asthma, biopsy = make_article(slug="asthma"), make_article(slug="biopsy")

    (fault,) = faults(send(admin_client, "a.md", markdown(code=asthma.code), biopsy))
    assert fault == f"The file says that it is the page with the code {asthma.code}."
    (fault,) = faults(send(admin_client, "a.md", markdown(code=asthma.code)))
    assert fault == "The file says that it is the page “asthma (en)”: choose that one."


def test_only_those_who_write_can_upload(client):
    approver = make_user(is_staff=True)
    approver.groups.add(Group.objects.get(name="Clinical approver"))
    client.force_login(approver)

    assert send(client, "biopsy.docx", WORD).status_code == 403
    assert not Article.objects.exists()
