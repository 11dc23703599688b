"""What is told of people goes when its time is over, and not before."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

from articles.forgetting import RULES, forget_expired
from articles.models import CspReport, ExpertLink, Feedback, Recorded, SearchCount, WorkingCopy
from articles.recording import verify
from tests.makers import NOON, make_edition, make_expert_link, make_user

DAY = timedelta(days=1)
PRIVACY = Path(__file__).parents[2] / "docs" / "privacy.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_stands_in_the_table_with_its_time(rule):
    (row,) = [line for line in PRIVACY.read_text().splitlines() if line.startswith(f"| {rule.name} |")]

    assert f"{rule.days} day" in row or (rule.days == 0 and "at once" in row)


@pytest.mark.django_db
def test_only_what_has_had_its_time_is_deleted():
    edition, mona = make_edition(release_at=NOON - 999 * DAY), make_user("mona")
    for age in (364, 366):
        Feedback.objects.create(edition=edition, is_helpful=True, form=str(age), at=NOON - age * DAY)
        SearchCount.objects.create(language="en", words=str(age), day=(NOON - age * DAY).date(), times=5)
        make_expert_link(token=f"silent {age}", at=NOON - 999 * DAY, expires_at=NOON - age * DAY)
    told = make_expert_link(token="told", at=NOON - 999 * DAY, expires_at=NOON - 900 * DAY)
    told.verdicts.create(seal="a", outcome="fine", name="Dr A", role="Surgeon", at=NOON - 950 * DAY)
    for age in (89, 91):
        WorkingCopy.objects.create(by=mona, place="articles.topic add", window=str(age), typed={}, at=NOON - age * DAY)
        CspReport.objects.create(directive="img-src", blocked=str(age), day=(NOON - age * DAY).date())
        Session.objects.create(session_key=str(age), session_data="", expire_date=NOON + (90 - age) * DAY)

    planned = forget_expired(NOON, only_count=True)
    taken = forget_expired(NOON)
    again = forget_expired(NOON)

    assert planned == taken
    assert {name for name, count in taken.items() if count} == {
        *("what readers wrote", "searches, by words", "links of experts who said nothing", "working copies"),
        *("what browsers blocked", "sessions that ended"),
    }
    assert set(taken.values()) == {0, 1}
    assert not any(again.values())
    assert ExpertLink.objects.count() == 2
    (entry,) = Recorded.objects.filter(what="forgotten")
    assert "working copies: 1" in entry.about
    verify()


@pytest.mark.django_db
def test_a_dry_run_says_and_does_nothing(capsys):
    Session.objects.create(session_key="a", session_data="", expire_date=NOON - 9999 * DAY)

    call_command("purge_expired", dry_run=True)

    assert "1 would be deleted: sessions that ended (at once)" in capsys.readouterr().out
    assert Session.objects.exists()
