"""What a clinic is told of the links that it uses: everything once, whatever runs when, and nothing too early."""

import json

import pytest
from django.core import mail
from django.utils import translation
from django.utils.translation import gettext, ngettext

from articles.following import confirm, notice_what_happened, send_due
from articles.following.noticing import next_digest
from articles.models import Notice, Receiver, RegisteredLink
from tests.following.clinics import DAY, LONG_AGO, MINUTE, make_receiver, recall, register, run, told
from tests.makers import (
    NOON,
    make_article,
    make_clinic,
    make_edition,
    make_pack,
    make_released,
    make_user,
    make_version,
    make_withdrawal,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_server")]


def test_running_again_and_after_a_silence_tells_everything_once(clinic, biopsy):
    make_receiver(clinic)
    make_edition(article=biopsy, title="Your biopsy", release_at=NOON - 8 * DAY)
    withdrawal = make_withdrawal(biopsy.editions.get(number=2), at=NOON - 7 * DAY)
    withdrawal.lifted_at, withdrawal.lifted_by = NOON - 6 * DAY, make_user()
    withdrawal.save()

    for days in (0, 1, 1, 30):
        run(NOON + days * DAY)

    assert told() == ["changed", "withdrawn", "restored"]
    assert len(mail.outbox) == 1


def test_an_overdue_check_and_another_address_are_told_once(clinic, biopsy):
    make_receiver(clinic)
    first = biopsy.editions.get()
    first.reviews.create(
        reviewed_on=(NOON - 30 * DAY).date(),
        review_due=(NOON + DAY).date(),
        recorded_by=make_user(),
        recorded_at=NOON - 30 * DAY,
    )
    biopsy.slug = "needle-test"
    biopsy.save()

    for days in (0, 1, 2, 3, 4):
        run(NOON + days * DAY)

    assert sorted(told()) == ["lapsed", "moved"]
    assert "https://portal.example.org/articles/needle-test/" in mail.outbox[0].body


def test_a_link_to_one_edition_is_told_what_concerns_that_edition_and_every_recall(clinic):
    article = make_article()
    first, second = (make_edition(article=article, release_at=LONG_AGO + days * DAY) for days in (0, 1))
    register(clinic, article, "K52V6XC/2", number=2)
    make_receiver(clinic)
    make_withdrawal(first, at=NOON)
    make_released(make_edition(article=article), at=NOON + DAY)
    make_withdrawal(second, at=NOON + 2 * DAY, kind="recalled")

    for days in (0, 1, 2):
        notice_what_happened(NOON + days * DAY)

    assert told() == ["changed", "recalled"]


def test_what_happened_before_the_link_or_the_receiver_was_registered_is_no_news(clinic, biopsy):
    make_edition(article=biopsy, release_at=NOON)
    make_receiver(clinic, at=NOON + MINUTE)
    other = make_article()
    make_edition(article=other, release_at=NOON + MINUTE)
    register(clinic, other, "/articles/other/", at=NOON + DAY)

    assert notice_what_happened(NOON + 2 * DAY) == 0


def test_scheduled_words_are_told_when_patients_read_them_and_other_clinics_hear_nothing(clinic, biopsy):
    """Promise 1."""
    make_receiver(clinic)
    make_receiver(make_clinic(), address="else@south.example")
    make_edition(article=biopsy, title="SCHEDULED", release_at=NOON + DAY)

    assert notice_what_happened(NOON) == 0
    assert notice_what_happened(NOON + DAY) == 1


def test_words_that_are_away_by_the_time_of_the_mail_are_told_no_more(clinic, biopsy):
    """Promise 1."""
    make_receiver(clinic)
    second = make_edition(article=biopsy, title="WRONG", change_note="WRONG dose", release_at=NOON)
    notice_what_happened(NOON)
    make_withdrawal(second, kind="recalled", at=NOON + MINUTE)
    make_edition(article=biopsy, title="Right again", release_at=NOON + 2 * MINUTE)

    run(next_digest(NOON))

    assert mail.outbox
    assert not [one for one in mail.outbox if "WRONG" in one.body]


def test_the_pages_of_packs_are_followed_without_being_registered(clinic):
    """Those that stand in the newest version of the pack."""
    make_receiver(clinic)
    left, held = make_article(), make_article()
    for article in (left, held):
        make_edition(article=article, release_at=LONG_AGO)
    pack = make_pack(left, held, clinic=clinic)
    make_version(pack, held)
    recall(left)
    recall(held)

    assert run(NOON) == (1, 0)
    assert f"It stands in your packs: https://portal.example.org/packs/{pack.code}/" in mail.outbox[0].body


@pytest.fixture
def given(clinic, biopsy):
    """A pack of another clinic, whose address stands on the papers of this one."""
    pack = make_pack(biopsy, clinic=make_clinic(name="South clinic"), made_at=LONG_AGO)
    RegisteredLink.objects.all().delete()
    facts = {"written": f"/packs/{pack.code}/", "registered_by": make_user(), "registered_at": NOON - 9 * DAY}
    RegisteredLink.objects.create(clinic=clinic, pack=pack, **facts)
    return pack


def test_a_registered_pack_changes_when_a_page_in_it_does_and_recalls_are_told_at_once(clinic, biopsy, given, program):
    make_receiver(clinic, "webhook", program.address)
    make_receiver(clinic)
    make_edition(article=biopsy, title="Your biopsy", release_at=NOON - DAY)
    run(NOON - DAY)
    make_withdrawal(biopsy.editions.get(number=2), kind="recalled", at=NOON, reason="The dose was wrong.")
    run(NOON)

    heard = [json.loads(body) for _headers, body in program.heard]
    links = [[{"link": f"/packs/{given.code}/", "state": state}] for state in ("live", "gone")]
    assert [(one["news"], one["identifier"], one["links"]) for one in heard] == [
        ("changed", "K52V6XC", links[0]),
        ("recalled", "K52V6XC", links[1]),
    ]
    assert [one.subject for one in mail.outbox] == ["1 page recalled: act now"]
    assert f"You use: /packs/{given.code}/" in mail.outbox[0].body


def test_a_new_version_of_a_registered_pack_and_its_end_are_told_once(clinic, biopsy, given):
    make_receiver(clinic)
    make_version(given, biopsy, title="Before your biopsy", made_at=NOON - DAY)
    given.retired_at, given.retired_by = NOON, make_user()
    given.save()

    for days in (0, 1, 2):
        run(NOON + days * DAY)

    assert told() == ["repacked", "retired"]
    (digest,) = mail.outbox
    assert "Before your biopsy" in digest.body
    assert "The pack is handed out no more" in digest.body
    assert f"https://portal.example.org/packs/{given.code}/" in digest.body


def test_of_a_registered_version_of_a_pack_its_own_pages_are_told(clinic, biopsy, given):
    """They stand on paper, whatever the newest version holds."""
    make_receiver(clinic)
    third = make_clinic(name="Third clinic")
    make_receiver(third, address="ward@third.example")
    facts = {"written": given.code, "registered_by": make_user(), "registered_at": NOON - 9 * DAY}
    RegisteredLink.objects.create(clinic=third, pack=given, **facts)
    other = make_article()
    make_edition(article=other, release_at=LONG_AGO)
    make_version(given, other, made_at=NOON - 8 * DAY)
    clinic.links.update(written=f"/packs/{given.code}/versions/1/", number=1)
    recall(biopsy)
    recall(other)

    notice_what_happened(NOON)

    of_pages = Notice.objects.filter(news="recalled").values_list("receiver__clinic", "article")
    assert set(of_pages) == {(clinic.pk, biopsy.pk), (third.pk, other.pk)}


def test_who_was_stopped_hears_nothing_more(clinic, biopsy):
    receiver = make_receiver(clinic)
    make_edition(article=biopsy, release_at=NOON)
    notice_what_happened(NOON)
    Receiver.objects.filter(pk=receiver.pk).update(stopped_at=NOON)
    recall(biopsy)

    assert notice_what_happened(NOON + DAY) == 0
    assert send_due(NOON + 2 * DAY) == (0, 0)


def test_nothing_goes_to_an_address_before_somebody_there_has_agreed_and_then_all_that_happened_meanwhile(
    clinic, biopsy
):
    receiver = make_receiver(clinic, confirmed_at=None)
    recall(biopsy)

    assert run(NOON) == (0, 0)
    confirm(receiver, at=NOON + DAY)
    assert run(NOON + DAY) == (1, 0)


def test_a_mail_is_written_in_the_language_of_whoever_reads_it(clinic, biopsy):
    make_receiver(clinic, language="es")
    make_receiver(clinic, address="ar@north.example", language="ar")
    recall(biopsy)

    run(NOON)

    for written, language in zip(mail.outbox, ("es", "ar"), strict=True):
        with translation.override(language):
            subject = ngettext("%(count)s page recalled: act now", "%(count)s pages recalled: act now", 1)
            sentence = gettext("Recalled: unsafe")
        assert written.subject == subject % {"count": 1}
        assert sentence in written.body
        assert "recalled" not in f"{written.subject} {written.body}".lower()


def test_a_thousand_links_are_looked_at_in_a_fixed_number_of_queries(clinic, django_assert_max_num_queries):
    make_receiver(clinic)
    for number in range(30):
        article = make_article()
        make_edition(article=article, release_at=LONG_AGO)
        register(clinic, article, f"/articles/{article.slug}/?from={number}")
    notice_what_happened(NOON)

    with django_assert_max_num_queries(26):
        notice_what_happened(NOON)
