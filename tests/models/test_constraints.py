"""What must never be false is refused by the database itself, whoever writes (promise 12: by both databases)."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles.models import (
    Approval,
    ApprovalRequest,
    Article,
    Clinic,
    ClinicalCode,
    CodeSystem,
    Comment,
    Contributor,
    Credit,
    CspReport,
    Deed,
    Edition,
    EmergencyAnswer,
    ExpertLink,
    GlossaryTerm,
    Image,
    InformationPack,
    Kind,
    Link,
    LinkPlace,
    Notice,
    OpenDraft,
    OtherName,
    OutsideIdentity,
    PackVersion,
    PageInPack,
    PastAddress,
    PastTopicAddress,
    PublicEvent,
    Purge,
    RareSearch,
    Readability,
    ReceiptCount,
    Receiver,
    RegisteredLink,
    Reminder,
    Return,
    Review,
    SearchCount,
    SearchPeriod,
    SearchPin,
    SearchSynonym,
    SearchWord,
    Section,
    Source,
    Topic,
    TranslationGroup,
    UnansweredCode,
    Verdict,
    Withdrawal,
    WorkingCopy,
)
from tests.makers import NOON, make_article, make_clinic, make_edition, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def refuses(constraint):
    """The name is told by both databases, but for uniqueness, which SQLite tells by its columns."""
    return pytest.raises(IntegrityError, match=constraint)


def released_facts(**facts):
    return {
        "release_at": NOON,
        "released_by": make_user(),
        "release_recorded_at": NOON,
        "fingerprint": "f" * 64,
        "word_count": 3,
        **facts,
    }


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("edition_release_at_with_released_by", {"released_by": None}),
        ("edition_release_at_with_release_recorded_at", {"release_recorded_at": None}),
        ("released_edition_has_words", {"word_count": 0}),
        ("released_edition_has_words", {"title": ""}),
        ("released_edition_has_words", {"fingerprint": ""}),
    ],
)
def test_a_release_without_words_or_without_somebody_who_released_them_is_impossible(constraint, facts):
    draft = make_edition()

    with refuses(constraint), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(**released_facts(**facts))


@pytest.mark.parametrize(
    ("constraint", "fact"),
    [
        ("edition_release_at_with_released_by", "released_by"),
        ("edition_release_at_with_release_recorded_at", "release_recorded_at"),
        ("released_edition_has_words", "fingerprint"),
    ],
)
def test_a_draft_holds_no_fact_of_a_release(constraint, fact):
    draft = make_edition()

    with refuses(constraint), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(**{fact: released_facts()[fact]})


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("edition_numbers_begin_at_1", {"number": 0}),
        ("edition_review_due_after_review", {"reviewed_on": date(2026, 1, 1), "review_due": date(2026, 1, 1)}),
        ("edition_change_known", {"change": "huge"}),
    ],
)
def test_an_edition_with_impossible_facts_is_refused(constraint, facts):
    draft = make_edition()

    with refuses(constraint), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(**facts)


def test_an_edition_is_no_translation_of_itself():
    draft = make_edition()

    with refuses("edition_is_no_translation_of_itself"), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(translated_from=draft)


def test_an_article_has_one_draft_at_most():
    draft = make_edition()

    with refuses("one_draft_per_article|edition.article_id"), transaction.atomic():
        Edition.objects.bulk_create([Edition(article=draft.article, number=2)])


def test_a_number_is_given_once_in_an_article():
    first = make_edition(release_at=NOON)

    with refuses("edition_number_once_per_article|edition.article_id"), transaction.atomic():
        Edition.objects.bulk_create([Edition(article=first.article, number=1)])


def test_two_editions_of_an_article_are_never_released_at_the_same_moment():
    first = make_edition(release_at=NOON)
    draft = make_edition(article=first.article)

    with refuses("one_edition_per_article_and_moment|edition.article_id"), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(**released_facts(release_at=first.release_at))


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("section_kind_known", {"kind": "marquee"}),
        ("section_alt_or_decorative", {"kind": Kind.IMAGE, "alt": "A nurse", "is_decorative": True}),
    ],
)
def test_a_section_with_impossible_facts_is_refused(constraint, facts):
    draft = make_edition()

    with refuses(constraint), transaction.atomic():
        draft.sections.update(**facts)


def test_only_an_image_section_has_an_image():
    draft, image = make_edition(), Image.objects.create(sha256="a" * 64, width=1, height=1)

    with refuses("only_an_image_section_has_an_image"), transaction.atomic():
        draft.sections.update(image=image)


def test_an_anchor_stands_once_in_an_edition():
    draft = make_edition()
    sections = [Section(edition=draft, anchor="rest"), Section(edition=draft, anchor="rest")]

    with refuses("section_anchor_once_per_edition|section.edition_id"), transaction.atomic():
        Section.objects.bulk_create(sections)


def test_many_sections_may_have_no_anchor():
    draft = make_edition()

    Section.objects.bulk_create([Section(edition=draft, body="a"), Section(edition=draft, body="b")])


def nurse():
    return Contributor.objects.get_or_create(name="Example nurse")[0]


def credit(draft, **facts):
    return Credit(edition=draft, contributor=nurse(), **{"part": "author", "name": "Example nurse", **facts})


@pytest.mark.parametrize(
    ("constraint", "rows"),
    [
        ("source_title_not_blank", lambda draft: [Source(edition=draft, title="")]),
        ("credit_part_known", lambda draft: [credit(draft, part="singer")]),
        ("credit_once_per_edition|credit.edition_id", lambda draft: [credit(draft), credit(draft)]),
    ],
)
def test_sources_and_credits_with_impossible_facts_are_refused(constraint, rows):
    rows = rows(make_edition())

    with refuses(constraint), transaction.atomic():
        type(rows[0]).objects.bulk_create(rows)


def withdrawal(**facts):
    edition = facts.pop("edition", None) or make_edition(release_at=NOON - 9 * DAY)
    told = {"kind": "withdrawn", "at": NOON, "reason": "Old.", "by": make_user(), "recorded_at": NOON, **facts}
    return Withdrawal(edition=edition, **told)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("withdrawal_kind_known", {"kind": "hidden"}),
        ("withdrawal_reason_not_blank", {"reason": ""}),
        ("withdrawal_lifted_at_with_lifted_by", {"lifted_at": NOON + DAY}),
        ("withdrawal_lifted_after_it_began", {"lifted_at": NOON, "lifted_by": "by"}),
    ],
)
def test_a_withdrawal_with_impossible_facts_is_refused(constraint, facts):
    row = withdrawal(**{name: make_user() if value == "by" else value for name, value in facts.items()})

    with refuses(constraint), transaction.atomic():
        Withdrawal.objects.bulk_create([row])


def test_an_edition_is_taken_away_once_at_a_time():
    edition = make_edition(release_at=NOON - 9 * DAY)
    make_withdrawal(edition)

    with refuses("one_withdrawal_in_force_per_edition|withdrawal.edition_id"), transaction.atomic():
        Withdrawal.objects.bulk_create([withdrawal(edition=edition)])


def review_before_it_was_done(edition, by):
    return Review(edition=edition, reviewed_on=NOON.date(), review_due=NOON.date(), recorded_by=by, recorded_at=NOON)


@pytest.mark.parametrize(
    ("constraint", "row"),
    [
        ("review_due_after_review", review_before_it_was_done),
        ("return_seal_not_blank", lambda edition, by: Return(edition=edition, by=by, at=NOON, comments="x")),
        ("return_comments_not_blank", lambda edition, by: Return(edition=edition, by=by, at=NOON, seal="s" * 64)),
        ("approvalrequest_seal_not_blank", lambda edition, by: ApprovalRequest(edition=edition, by=by, at=NOON)),
        ("approval_fingerprint_not_blank", lambda edition, by: Approval(edition=edition, by=by, at=NOON)),
    ],
)
def test_reviews_and_approvals_with_impossible_facts_are_refused(constraint, row):
    row = row(make_edition(), make_user())

    with refuses(constraint), transaction.atomic():
        type(row).objects.bulk_create([row])


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


def a_csp_report(**facts):
    return CspReport(**{"day": NOON.date(), "directive": "img-src", "blocked": "x.example", **facts})


ONCE = {
    "link_once_per_clinic|registeredlink.clinic_id": a_link,
    "receiver_in_use_once_per_clinic|receiver.clinic_id": a_receiver,
    "notice_once_per_receiver|notice.receiver_id": a_notice,
    "outside_identity_of_one_person|outsideidentity.issuer": lambda: OutsideIdentity(
        person=make_user(), issuer="https://sso.example", subject="7", since=NOON
    ),
    "article_address_once|article.language": lambda: Article(slug="asthma"),
    "article_code|article.code": lambda: Article(slug=f"a{Article.objects.count()}", code="2222222"),
    "past_topic_address_once|pasttopicaddress.language": lambda: PastTopicAddress(
        topic=a_topic(), language="en", slug="old"
    ),
    "past_address_once|pastaddress.language": lambda: PastAddress(article=an_article(), language="en", slug="old"),
    "other_name_once_per_article|othername.article_id": lambda: OtherName(article=an_article(), name="wheeze"),
    "topic_address_once|topic.language": lambda: Topic(slug="lungs", name="Lungs"),
    "clinical_code_once|clinicalcode.system": lambda: ClinicalCode(system=CodeSystem.ICD10, code="J45"),
    "glossary_term_once|glossaryterm.language": lambda: GlossaryTerm(term="x", slug="x", meaning="Something."),
    "unanswered_code_once_a_day|unansweredcode.system": lambda: UnansweredCode(
        system=CodeSystem.ICD10, code="J45", day=NOON.date()
    ),
    "search_synonym_once|searchsynonym.language": lambda: SearchSynonym(words="a", means="b"),
    "search_pin_once|searchpin.language": lambda: SearchPin(phrase="a", article=an_article()),
    "search_word_once|searchword.language": lambda: SearchWord(stem="a", backwards="a", word="a", pages=1, titles=0),
    "rare_search_once_in_a_period|raresearch.period_id": lambda: RareSearch(period=a_month(), digest="d"),
    "search_count_once_a_day|searchcount.language": lambda: SearchCount(words="a", day=NOON.date(), times=1),
    "receipts_counted_once_a_day|receiptcount.edition_id": lambda: ReceiptCount(edition=an_edition(), day=NOON.date()),
    "csp_reports_counted_once_a_day|cspreport.day": a_csp_report,
    "clinic_slug|clinic.slug": lambda: Clinic(name="A", slug="a"),
    "informationpack_code|informationpack.code": lambda: InformationPack(clinic=a_clinic(), code="2222222"),
    "version_number_once_per_pack|packversion.pack_id": lambda: a_version(number=1),
    "one_page_in_each_place_of_a_pack|pageinpack.pack_version_id": lambda: a_page_in_pack(article=make_article()),
    "a_page_once_in_a_pack|pageinpack.pack_version_id": lambda: a_page_in_pack(place=PageInPack.objects.count() + 1),
    "working_copy_once_per_window|workingcopy.by_id": lambda: a_working_copy(window="w"),
    "open_draft_once_per_window|opendraft.by_id": lambda: an_open_draft(window="w"),
    "contributor_once|contributor.name": lambda: Contributor(name="Example nurse"),
    "image_sha256|image.sha256": lambda: Image(sha256="a" * 64, width=1, height=1),
}


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


def a_working_copy(**facts):
    facts = {"place": "articles.topic/add", **facts}
    return WorkingCopy(by=User.objects.first() or make_user(), typed={}, at=NOON, **facts)


def an_open_draft(**facts):
    who = User.objects.first() or make_user()
    return OpenDraft(by=who, edition=an_edition(), since=NOON, seen_at=NOON, **facts)


def an_edition():
    return Edition.objects.first() or make_edition()


def a_month():
    return SearchPeriod.objects.get_or_create(began_on=NOON.date())[0]


def a_topic():
    return Topic.objects.get_or_create(slug="lungs", name="Lungs")[0]


def an_article():
    return Article.objects.first() or make_article()


@pytest.mark.parametrize(("constraint", "row"), ONCE.items(), ids=[name.partition("|")[0] for name in ONCE])
def test_what_is_one_of_its_kind_is_stored_once(constraint, row):
    first = row()
    type(first).objects.bulk_create([first])
    second = row()

    with refuses(constraint), transaction.atomic():
        type(second).objects.bulk_create([second])


def test_a_group_holds_one_article_of_each_language():
    group = TranslationGroup.objects.create()
    make_article(translation_group=group)

    with refuses("one_article_per_language_in_a_group|article.translation_group_id"), transaction.atomic():
        make_article(translation_group=group)


def an_event(kind, **about):
    number = PublicEvent.objects.count() + 1
    return PublicEvent.objects.create(number=number, kind=kind, at=NOON, **about)


def test_nothing_happens_twice_in_the_journal_or_without_a_kind():
    edition = make_edition(release_at=NOON)
    withdrawal = make_withdrawal(edition)
    review = edition.reviews.create(
        reviewed_on=NOON.date(), review_due=NOON.date() + DAY, recorded_by=make_user(), recorded_at=NOON
    )
    for constraint, kind, about in [
        ("edition_released_once_in_journal|publicevent.edition_id", "released", {}),
        ("withdrawal_once_in_journal|publicevent.withdrawal_id", "withdrawn", {"withdrawal": withdrawal}),
        ("review_once_in_journal|publicevent.review_id", "reviewed", {"review": review}),
    ]:
        an_event(kind, edition=edition, **about)
        with refuses(constraint), transaction.atomic():
            an_event(kind, edition=edition, **about)
    with refuses("publicevent_kind_known"), transaction.atomic():
        an_event("hidden", edition=edition)


def a_reminder(**facts):
    """Not stored yet."""
    facts = {"to": make_user(), "step": 0, "recorded_at": NOON, **facts}
    return Reminder(**{"edition": make_edition(), **facts})


def test_nobody_is_reminded_twice_of_the_same():
    draft, person = make_edition(), make_user()
    request = draft.approval_requests.create(seal="s", by=person, at=NOON)
    columns = "articles_reminder.request_id, articles_reminder.to_id"
    for constraint, about in [
        ("reminded_once_of_a_review|reminder.due", {"due": NOON.date()}),
        (f"reminded_once_of_a_request|{columns}", {"request": request}),
    ]:
        a_reminder(edition=draft, to=person, **about).save()
        with refuses(constraint), transaction.atomic():
            a_reminder(edition=draft, to=person, **about).save()


def test_a_link_is_kept_once_and_in_each_edition_once():
    link, edition = Link.objects.create(url="https://example.org/"), make_edition()
    with refuses("articles_link_url|link.url"), transaction.atomic():
        Link.objects.create(url="https://example.org/")
    LinkPlace.objects.create(link=link, edition=edition, href=link.url)
    with refuses("link_once_per_edition|linkplace.link_id"), transaction.atomic():
        LinkPlace.objects.create(link=link, edition=edition, href=link.url)


IMPOSSIBLE = {
    "topic_review_months_within": lambda: Topic(slug="lungs", name="Lungs", review_months=0),
    "readability_on_one_scale": lambda: Readability(edition=make_edition(), age=12, ease=65),
    "link_url_not_blank": lambda: Link(url=""),
    "link_failed_before_broken": lambda: Link(url="/", broken_at=NOON, failed_since=NOON + DAY),
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
    "reminder_of_one_thing": a_reminder,
    "article_slug_not_blank": lambda: Article(slug=""),
    "othername_name_not_blank": lambda: OtherName(article=an_article(), name=""),
    "clinic_name_not_blank": lambda: Clinic(slug="a"),
    "clinic_slug_not_blank": lambda: Clinic(name="A"),
    "informationpack_retired_at_with_retired_by": lambda: InformationPack(clinic=a_clinic(), retired_at=NOON),
    "version_numbers_begin_at_1": lambda: a_version(number=0),
    "packversion_title_not_blank": lambda: a_version(title=""),
    "places_in_a_pack_begin_at_1": lambda: a_page_in_pack(place=0),
    "topic_slug_not_blank": lambda: Topic(slug="", name="Lungs"),
    "topic_name_not_blank": lambda: Topic(slug="lungs", name=""),
    "clinicalcode_code_not_blank": lambda: ClinicalCode(system=CodeSystem.ICD10, code=""),
    "clinicalcode_system_known": lambda: ClinicalCode(system="1.2.3", code="J45"),
    "glossaryterm_term_not_blank": lambda: GlossaryTerm(term="", slug="x", meaning="Something."),
    "glossaryterm_meaning_not_blank": lambda: GlossaryTerm(term="x", slug="x", meaning=""),
    "contributor_name_not_blank": lambda: Contributor(name=""),
    "unansweredcode_code_not_blank": lambda: UnansweredCode(system=CodeSystem.ICD10, code="", day=NOON.date()),
    "unansweredcode_system_known": lambda: UnansweredCode(system="1.2.3", code="J45", day=NOON.date()),
    "searchsynonym_words_not_blank": lambda: SearchSynonym(words="", means="b"),
    "searchsynonym_means_not_blank": lambda: SearchSynonym(words="a", means=""),
    "searchpin_phrase_not_blank": lambda: SearchPin(phrase="", article=an_article()),
    "emergencyanswer_heading_not_blank": lambda: EmergencyAnswer(heading="", body="<p>a</p>", phrases="a"),
    "emergencyanswer_body_not_blank": lambda: EmergencyAnswer(heading="a", body="", phrases="a"),
    "emergencyanswer_phrases_not_blank": lambda: EmergencyAnswer(heading="a", body="<p>a</p>", phrases=""),
    "searchcount_words_not_blank": lambda: SearchCount(words="", day=NOON.date(), times=1),
    "search_in_vain_at_most_each_time": lambda: SearchCount(words="a", day=NOON.date(), times=1, times_in_vain=2),
    "csp_reports_counted_from_1": lambda: a_csp_report(times=0),
    "receipts_counted_from_1": lambda: ReceiptCount(edition=an_edition(), day=NOON.date(), times=0),
    "working_copy_is_of_one_form": lambda: a_working_copy(window="w", place=""),
    "workingcopy_window_not_blank": lambda: a_working_copy(window=""),
    "opendraft_window_not_blank": lambda: an_open_draft(window=""),
    "image_has_a_size": lambda: Image(sha256="a" * 64, width=0, height=1),
}


def expert_link(edition, **facts):
    told = {"digest": "d" * 64, "for_whom": "An expert", "by": make_user(), "at": NOON, "expires_at": NOON + DAY}
    return ExpertLink(edition=edition, **told | facts)


def verdict(edition, **facts):
    link = expert_link(edition)
    link.save()
    told = {"seal": "s" * 64, "outcome": "fine", "name": "Example", "role": "Nurse", "at": NOON}
    return Verdict(link=link, **told | facts)


SAID_OF_A_DRAFT = {
    "deed_done_known": lambda edition: Deed(article=edition.article, done="hidden", at=NOON),
    "expertlink_digest_not_blank": lambda edition: expert_link(edition, digest=""),
    "expertlink_for_whom_not_blank": lambda edition: expert_link(edition, for_whom=""),
    "expertlink_expires_after_it_was_made": lambda edition: expert_link(edition, expires_at=NOON),
    "expertlink_revoked_at_with_revoked_by": lambda edition: expert_link(edition, revoked_at=NOON),
    "verdict_seal_not_blank": lambda edition: verdict(edition, seal=""),
    "verdict_name_not_blank": lambda edition: verdict(edition, name=""),
    "verdict_role_not_blank": lambda edition: verdict(edition, role=""),
    "verdict_outcome_known": lambda edition: verdict(edition, outcome="perhaps"),
    "comment_words_not_blank": lambda edition: Comment(edition=edition, by=make_user(), at=NOON),
    "comment_by_a_user_or_by_a_named_expert": lambda edition: Comment(edition=edition, words="Why?", at=NOON),
}


@pytest.mark.parametrize(("constraint", "row"), SAID_OF_A_DRAFT.items(), ids=SAID_OF_A_DRAFT.keys())
def test_what_is_said_of_a_draft_is_said_by_somebody_and_says_something(constraint, row):
    row = row(make_edition())

    with refuses(constraint), transaction.atomic():
        type(row).objects.bulk_create([row])


@pytest.mark.parametrize(("constraint", "row"), IMPOSSIBLE.items(), ids=IMPOSSIBLE.keys())
def test_what_would_be_blank_or_unknown_is_not_stored(constraint, row):
    row = row()

    with refuses(constraint), transaction.atomic():
        type(row).objects.bulk_create([row])


def test_every_constraint_of_the_models_is_broken_in_a_test_of_this_folder():
    told = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    names = [one.name for model in apps.get_app_config("articles").get_models() for one in model._meta.constraints]

    assert [name for name in names if name not in told] == []
