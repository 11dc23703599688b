import pytest

from articles.models import Comment
from articles.releasing import Refused, answer, comment
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db


def test_each_section_and_the_whole_page_can_be_spoken_about():
    clinician, draft = make_user(), make_edition(sections=[{"heading": "Rest", "body": "<p>Lie down.</p>"}])

    comment(draft, by=clinician, at=NOON, remarks={"rest": " How long? ", "": "Well done.", "gone": ""})

    told = [(one.anchor, one.heading, one.words, one.who) for one in draft.comments.order_by("anchor")]
    assert told == [("", "", "Well done.", str(clinician)), ("rest", "Rest", "How long?", str(clinician))]


def test_nothing_is_kept_twice_and_nothing_without_a_word():
    clinician, draft = make_user(), make_edition()

    for _press in range(2):
        comment(draft, by=clinician, at=NOON, remarks={"": "Well done."})
    with pytest.raises(Refused, match="Write a comment first"):
        comment(draft, by=clinician, at=NOON, remarks={"": " \n"})

    assert Comment.objects.count() == 1


def test_who_first_dealt_with_a_comment_has_answered_it():
    editor, draft = make_user(), make_edition()
    (told,) = comment(draft, by=make_user(), at=NOON, remarks={"": "How long?"})

    answer(told, by=editor, at=NOON, words="Two days. ")
    answer(told, by=make_user(), at=NOON, words="Three.")

    assert (told.answer.by, told.answer.words) == (editor, "Two days.")
    assert not Comment.objects.unanswered().exists()
