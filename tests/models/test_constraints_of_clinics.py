"""What must never be false of clinics, their packs and what they are told is refused by the database itself."""

import pytest

from articles.models import (
    Clinic,
    InformationPack,
    Notice,
    PackVersion,
    PageInPack,
    Purge,
    ReceiptCount,
    Receiver,
    RegisteredLink,
)
from tests.makers import NOON, make_article, make_clinic, make_user
from tests.models.refusing import an_article, an_edition, is_not_stored, is_stored_once

pytestmark = pytest.mark.django_db


def a_link(**facts):
    facts = {"clinic": a_clinic(), "article": an_article(), "written": "K52V6XC", **facts}
    return RegisteredLink(registered_by=make_user(), registered_at=NOON, **facts)


def a_receiver(**facts):
    facts = {"clinic": a_clinic(), "way": "mail", "address": "ward@north.example", **facts}
    return Receiver(registered_by=make_user(), registered_at=NOON, **facts)


def a_notice(**facts):
    receiver = Receiver.objects.first() or a_receiver()
    receiver.save()
    facts = {"receiver": receiver, "key": "lapsed 1", "news": "lapsed", "edition": an_edition(), **facts}
    return Notice(**{"article": an_edition().article, "at": NOON, "made_at": NOON, "due_at": NOON, **facts})


def a_clinic():
    return Clinic.objects.first() or make_clinic()


def a_version(**facts):
    pack = InformationPack.objects.first() or InformationPack.objects.create(clinic=a_clinic())
    told = {"number": 1, "title": "Before the test", "made_at": NOON, "made_by": make_user(), **facts}
    return PackVersion(pack=pack, **told)


def a_page_in_pack(**facts):
    version = PackVersion.objects.first()
    if version is None:
        version = a_version()
        version.save()
    return PageInPack(pack_version=version, **{"place": 1, "article": an_article(), **facts})


ONCE = {
    "link_once_per_clinic|registeredlink.clinic_id": a_link,
    "receiver_in_use_once_per_clinic|receiver.clinic_id": a_receiver,
    "notice_once_per_receiver|notice.receiver_id": a_notice,
    "receipts_counted_once_a_day|receiptcount.edition_id": lambda: ReceiptCount(edition=an_edition(), day=NOON.date()),
    "clinic_slug|clinic.slug": lambda: Clinic(name="A", slug="a"),
    "informationpack_code|informationpack.code": lambda: InformationPack(clinic=a_clinic(), code="2222222"),
    "version_number_once_per_pack|packversion.pack_id": lambda: a_version(number=1),
    "one_page_in_each_place_of_a_pack|pageinpack.pack_version_id": lambda: a_page_in_pack(article=make_article()),
    "a_page_once_in_a_pack|pageinpack.pack_version_id": lambda: a_page_in_pack(place=PageInPack.objects.count() + 1),
}


IMPOSSIBLE = {
    "registeredlink_written_not_blank": lambda: a_link(written=""),
    "receiver_way_known": lambda: a_receiver(way="fax", confirmed_at=NOON),
    "receiver_program_needs_no_confirmation": lambda: a_receiver(way="webhook"),
    "receiver_stopped_there_at_a_moment": lambda: a_receiver(confirmed_at=NOON, stopped_there=True),
    "receiver_address_not_blank": lambda: a_receiver(address=""),
    "notice_news_known": lambda: a_notice(news="gossip"),
    "registeredlink_article_or_pack": lambda: a_link(article=None),
    "notice_article_with_edition": lambda: a_notice(edition=None),
    "notice_article_or_version": lambda: a_notice(article=None, edition=None),
    "notice_sent_or_given_up": lambda: a_notice(sent_at=NOON, given_up_at=NOON),
    "purge_sent_or_given_up": lambda: Purge(number=1, made_at=NOON, due_at=NOON, sent_at=NOON, given_up_at=NOON),
    "clinic_name_not_blank": lambda: Clinic(slug="a"),
    "clinic_slug_not_blank": lambda: Clinic(name="A"),
    "informationpack_retired_at_with_retired_by": lambda: InformationPack(clinic=a_clinic(), retired_at=NOON),
    "version_numbers_begin_at_1": lambda: a_version(number=0),
    "packversion_title_not_blank": lambda: a_version(title=""),
    "places_in_a_pack_begin_at_1": lambda: a_page_in_pack(place=0),
    "receipts_counted_from_1": lambda: ReceiptCount(edition=an_edition(), day=NOON.date(), times=0),
}


@pytest.mark.parametrize(("constraint", "row"), ONCE.items(), ids=[name.partition("|")[0] for name in ONCE])
def test_what_a_clinic_has_once_is_stored_once(constraint, row):
    is_stored_once(row, constraint)


@pytest.mark.parametrize(("constraint", "row"), IMPOSSIBLE.items(), ids=IMPOSSIBLE.keys())
def test_what_would_be_blank_or_unknown_of_a_clinic_is_not_stored(constraint, row):
    is_not_stored(row(), constraint)
