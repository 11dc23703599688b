"""What a file tells of an edition that is released: it was taken away, looked at again, or is found elsewhere now."""

from datetime import timedelta

import pytest

from articles.importing import Wishes, import_paths
from articles.models import Article, Edition, State, Topic, Withdrawal
from tests.importing.running import bodies, markdown, outcomes, release, run, write
from tests.makers import NOON, make_topic, make_user, picture

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
RECALL = "[{at: 2025-06-01, kind: recalled, reason: The dose is wrong.}]"


def later(path, days=1, **wishes):
    """The Report of another import, some days after noon."""
    return import_paths([path], Wishes(now=NOON + days * DAY, by=make_user(), is_release=True, **wishes))


@pytest.mark.parametrize("facts", [{}, {"number": 1}])
def test_a_recall_in_the_file_of_a_released_page_takes_it_away_at_once(tmp_path, asthma, facts):
    release(asthma)
    write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL, **facts))

    report = later(asthma)

    assert (report.faults, outcomes(report)) == ([], {"brought up to date": 1})
    edition = Edition.objects.get()
    assert edition.state_at(NOON + DAY) == State.RECALLED
    assert edition.withdrawals.get().reason == "The dose is wrong."


def test_a_recall_that_a_file_dates_back_leaves_the_past_as_it_was(tmp_path, asthma):
    """Promise 5: until today patients read it, and on those days it is told."""
    release(asthma)
    write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL))

    later(asthma)

    assert Withdrawal.objects.get().at == NOON + DAY
    assert Edition.objects.get().state_at(NOON) == State.LIVE


def test_a_recall_is_recorded_once_however_often_files_tell_it(tmp_path, asthma):
    release(asthma)
    write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL))
    later(asthma)
    write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL, topics="[lungs]"))

    same, other = later(asthma, days=2), later(asthma, days=3)

    assert (outcomes(same), outcomes(other)) == ({"brought up to date": 1}, {"unchanged": 1})
    assert Withdrawal.objects.count() == Edition.objects.count() == 1


def test_a_file_lifts_what_a_file_before_it_took_away(tmp_path, asthma):
    release(asthma)
    for end in ("}]", ", lifted_at: 2027-01-01, lifted_reason: Checked.}]"):
        write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL.replace("}]", end)))
        later(asthma)

    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.lifted_at.year, withdrawal.lifted_reason) == (2027, "Checked.")


def test_a_second_withdrawal_while_one_is_in_force_is_refused_in_a_sentence(tmp_path, asthma):
    release(asthma)
    write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL))
    later(asthma)
    write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL.replace("wrong", "odd")))

    report = later(asthma)

    assert "has been taken away already: say first when that was lifted" in report.faults[0][2]
    assert Withdrawal.objects.count() == 1


def test_a_recall_is_recorded_while_an_editor_writes_the_next_edition(tmp_path, asthma):
    release(asthma)
    Article.objects.get().editions.create(title="Better")
    write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL))

    report = later(asthma)

    assert report.faults == []
    assert Withdrawal.objects.count() == 1


def test_a_recall_without_the_word_to_release_is_refused_and_not_forgotten(tmp_path, asthma):
    release(asthma)
    write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", withdrawals=RECALL))

    report = run(asthma)

    assert "import it with --release and --by" in report.faults[0][2]
    assert outcomes(later(asthma)) == {"brought up to date": 1}


def test_a_recall_of_words_that_were_never_released_is_refused(tmp_path, asthma):
    release(asthma)
    write(tmp_path, "asthma.md", markdown(body="Other words.", withdrawals=RECALL))

    report = later(asthma)

    assert "Nothing says which edition is taken away" in report.faults[0][2]
    assert Edition.objects.count() == 1


def test_a_page_that_is_to_be_read_instead_of_itself_is_refused(tmp_path):
    code = "P6D8VP4"
    gone = f"[{{at: 2025-06-01, reason: Old., replaced_by: {code}}}]"

    report = release(write(tmp_path, "a.md", markdown(code=code, release_date="2025-03-03", withdrawals=gone)))

    assert "cannot replace itself" in report.faults[0][2]
    assert not Article.objects.exists()


def test_a_later_review_is_recorded_once(tmp_path, asthma):
    release(asthma)
    reviews = "[{on: 2026-01-01, due: 2027-01-01, by: Dr Example}]"
    for topic in ("lungs", "chest"):
        write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", reviews=reviews, topics=f"[{topic}]"))
        later(asthma)

    assert Edition.objects.get().reviews.get().reviewer == "Dr Example"


def test_a_draft_says_that_it_has_no_withdrawals(tmp_path):
    report = run(write(tmp_path, "a.md", markdown(withdrawals=RECALL)))

    assert report.notes == [("a.md", "A draft has no withdrawals and reviews: they were passed over.")]


@pytest.mark.parametrize("date", ["2025-06-01", "2026-03-02"])
def test_a_next_edition_dated_before_today_waits_as_a_draft(tmp_path, asthma, date):
    """Promise 5: what the page said on a day that is past does not change."""
    release(asthma)
    write(tmp_path, "asthma.md", markdown(body="You sleep.", release_date=date))

    report = later(asthma)

    assert outcomes(report) == {"draft": 1}
    assert report.notes[0][1].startswith("Kept as a draft. Choose a date from today on")
    assert bodies(Edition.objects.live_at(NOON + DAY).get()) == ["<p>You rest.</p>"]


def test_a_next_edition_dated_today_is_read_from_now_on(tmp_path, asthma):
    release(asthma)
    write(tmp_path, "asthma.md", markdown(body="You sleep.", release_date="2026-03-03"))

    later(asthma)

    assert Edition.objects.get(number=2).release_at == NOON + DAY


def test_editions_that_come_together_keep_their_dates(tmp_path):
    for number in (1, 2):
        write(tmp_path, f"{number}.md", markdown(body=f"{number}", number=number, release_date=f"2025-0{number}-01"))

    assert outcomes(release(tmp_path)) == {"released": 2}
    assert [edition.release_at.month for edition in Edition.objects.order_by("number")] == [1, 2]


def test_another_picture_below_the_same_words_is_another_edition(tmp_path):
    page = write(tmp_path, "a.md", markdown(body="![An arm](arm.png)"))
    write(tmp_path, "arm.png", picture(colour="red"))
    release(page)
    write(tmp_path, "arm.png", picture(colour="blue"))

    first, second = release(page), release(page)

    assert (outcomes(first), outcomes(second)) == ({"draft": 1}, {"unchanged": 1})


def test_what_an_editor_put_a_page_under_stays_when_its_file_changes(tmp_path, asthma):
    """Promise 6: a file takes away only what an earlier version of it brought."""
    facts = {"topics": "[lungs, chest]", "also_known_as": "[wheeze, cough]", "codes": "[ICD-10 J45, ICD-10 J46]"}
    release(write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", **facts)))
    article = Article.objects.get()
    article.topics.add(make_topic(slug="children"))
    article.topics.remove(Topic.objects.get(slug="lungs"))
    article.other_names.create(name="tight chest")
    article.clinical_codes.create(system="2.16.840.1.113883.6.96", code="195967001")
    article.slug = "about-asthma"
    article.save()
    facts = {"topics": "[lungs, breath]", "also_known_as": "[wheeze]", "codes": "[ICD-10 J45]", "number": 1}

    report = later(write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", **facts)))

    assert (report.faults, outcomes(report)) == ([], {"brought up to date": 1})
    article = Article.objects.get()
    assert set(article.topics.values_list("slug", flat=True)) == {"children", "breath"}
    assert set(article.other_names.values_list("name", flat=True)) == {"wheeze", "tight chest"}
    assert set(article.clinical_codes.values_list("code", flat=True)) == {"J45", "195967001"}
    assert article.slug == "about-asthma"


def test_what_an_editor_added_first_is_not_the_files_to_take_away(tmp_path, asthma):
    release(asthma)
    Article.objects.get().other_names.create(name="wheeze")
    for names in ("[wheeze, cough]", "[chest]"):
        later(write(tmp_path, "asthma.md", markdown(release_date="2025-03-03", also_known_as=names)))

    assert set(Article.objects.get().other_names.values_list("name", flat=True)) == {"wheeze", "chest"}
