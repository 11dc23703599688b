"""What must never be false is refused by the database itself, whoever writes (promise 12: by both databases)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from articles.models import (
    Article,
    ClinicalCode,
    CodeSystem,
    Contributor,
    CspReport,
    EmergencyAnswer,
    GlossaryTerm,
    Image,
    Link,
    LinkPlace,
    OpenDraft,
    OtherName,
    OutsideIdentity,
    PastAddress,
    PastTopicAddress,
    RareSearch,
    Readability,
    SearchCount,
    SearchPeriod,
    SearchPin,
    SearchSynonym,
    SearchWord,
    Topic,
    TranslationGroup,
    UnansweredCode,
    WorkingCopy,
)
from tests.makers import NOON, make_article, make_edition, make_user
from tests.models.refusing import an_article, an_edition, is_not_stored, is_stored_once, refuses

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def a_csp_report(**facts):
    return CspReport(**{"day": NOON.date(), "directive": "img-src", "blocked": "x.example", **facts})


def a_working_copy(**facts):
    facts = {"place": "articles.topic/add", **facts}
    return WorkingCopy(by=User.objects.first() or make_user(), typed={}, at=NOON, **facts)


def an_open_draft(**facts):
    who = User.objects.first() or make_user()
    return OpenDraft(by=who, edition=an_edition(), since=NOON, seen_at=NOON, **facts)


def a_month():
    return SearchPeriod.objects.get_or_create(began_on=NOON.date())[0]


def a_topic():
    return Topic.objects.get_or_create(slug="lungs", name="Lungs")[0]


ONCE = {
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
    "csp_reports_counted_once_a_day|cspreport.day": a_csp_report,
    "working_copy_once_per_window|workingcopy.by_id": lambda: a_working_copy(window="w"),
    "open_draft_once_per_window|opendraft.by_id": lambda: an_open_draft(window="w"),
    "contributor_once|contributor.name": lambda: Contributor(name="Example nurse"),
    "image_sha256|image.sha256": lambda: Image(sha256="a" * 64, width=1, height=1),
}


IMPOSSIBLE = {
    "topic_review_months_within": lambda: Topic(slug="lungs", name="Lungs", review_months=0),
    "readability_on_one_scale": lambda: Readability(edition=make_edition(), age=12, ease=65),
    "link_url_not_blank": lambda: Link(url=""),
    "link_failed_before_broken": lambda: Link(url="/", broken_at=NOON, failed_since=NOON + DAY),
    "article_slug_not_blank": lambda: Article(slug=""),
    "othername_name_not_blank": lambda: OtherName(article=an_article(), name=""),
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
    "working_copy_is_of_one_form": lambda: a_working_copy(window="w", place=""),
    "workingcopy_window_not_blank": lambda: a_working_copy(window=""),
    "opendraft_window_not_blank": lambda: an_open_draft(window=""),
    "image_has_a_size": lambda: Image(sha256="a" * 64, width=0, height=1),
}


@pytest.mark.parametrize(("constraint", "row"), ONCE.items(), ids=[name.partition("|")[0] for name in ONCE])
def test_what_is_one_of_its_kind_is_stored_once(constraint, row):
    is_stored_once(row, constraint)


@pytest.mark.parametrize(("constraint", "row"), IMPOSSIBLE.items(), ids=IMPOSSIBLE.keys())
def test_what_would_be_blank_or_unknown_is_not_stored(constraint, row):
    is_not_stored(row(), constraint)


def test_a_group_holds_one_article_of_each_language():
    group = TranslationGroup.objects.create()
    make_article(translation_group=group)

    with refuses("one_article_per_language_in_a_group|article.translation_group_id"):
        make_article(translation_group=group)


def test_a_link_is_kept_once_and_in_each_edition_once():
    link, edition = Link.objects.create(url="https://example.org/"), make_edition()
    with refuses("articles_link_url|link.url"):
        Link.objects.create(url="https://example.org/")
    LinkPlace.objects.create(link=link, edition=edition, href=link.url)
    with refuses("link_once_per_edition|linkplace.link_id"):
        LinkPlace.objects.create(link=link, edition=edition, href=link.url)


def test_every_constraint_of_the_models_is_broken_in_a_test_of_this_folder():
    told = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    names = [one.name for model in apps.get_app_config("articles").get_models() for one in model._meta.constraints]

    assert [name for name in names if name not in told] == []
