"""A desk with something of every kind on it, so that each of its pages can be opened."""

from datetime import timedelta

from django.contrib.auth.models import Group

from articles.models import (
    ClinicalCode,
    CodeSystem,
    CspReport,
    Delivery,
    Feedback,
    GlossaryTerm,
    InformationPack,
    Link,
    LinkPlace,
    Notice,
    ReceiptCount,
    Receiver,
    RegisteredLink,
    SearchCount,
    SearchPin,
    SearchSynonym,
    UnansweredCode,
    What,
    day_of,
)
from articles.recording import record
from articles.releasing import comment, send_back, withdraw
from tests.makers import (
    make_article,
    make_clinic,
    make_edition,
    make_expert_link,
    make_image,
    make_pack,
    make_topic,
    make_user,
)

DAY = timedelta(days=1)
LINK = "https://www.example.org/rest"
SECTIONS = [
    {"heading": "What happens", "body": f'<p>You rest. <a href="{LINK}">Read more</a></p>', "anchor": "rest"},
    {"heading": "Call 999 if", "kind": "emergency", "body": "<ul><li>you cannot breathe</li></ul>"},
    {"heading": "Doses", "body": "<table><tbody><tr><td><table><tr><td>1</td></tr></table></td></tr></tbody></table>"},
    {"heading": "How many", "kind": "risk", "body": "<p>One in ten.</p>", "risk_count": 1, "risk_of": 10},
]


def make_desk(now):
    """Returns what the addresses of its pages name."""
    owner = make_user("owner", is_staff=True, is_superuser=True, email="owner@example.org")
    clinician = make_user("clinician", is_staff=True)
    clinician.groups.add(Group.objects.get(name="Clinical approver"))
    article = make_article(topics=[make_topic()], other_names=["Rest", "Repose"], in_charge=owner)
    make_edition(article=article, release_at=now - 9 * DAY)
    live = make_edition(article=article, sections=SECTIONS, release_at=now - 2 * DAY, review_due=day_of(now))
    picture = {"heading": "Seen", "kind": "image", "image": make_image(), "alt": "A red square"}
    draft = make_edition(
        article=article,
        sections=[*SECTIONS, picture],
        words_changed_by=owner,
        sources=[{"title": "A study", "url": LINK}],
        people=[("author", "Example name")],
    )
    comment(draft, by=clinician, at=now, remarks={"": "Say when to call.", "rest": "How long?"})
    send_back(draft, by=clinician, at=now, seen=draft.current_seal(), comments="See the comments.")
    make_expert_link(draft, token="a" * 43, at=now - DAY, expires_at=now + DAY)
    told = {"kept": ["5 sections"], "look": ["A picture did not come along."]}
    draft.importedfile_set.create(article=article, name="rest.docx", sha256="0" * 64, told=told)
    scheduled = make_edition(release_at=now + DAY)
    away = make_edition(release_at=now - 9 * DAY)
    withdraw(away, kind="withdrawn", reason="Old.", replacement=live.article, by=owner, at=now, now=now)
    _make_what_is_searched(article, now)
    _make_clinic(live, owner, now)
    _make_what_readers_did(live, draft, now)
    return {
        "draft": draft,
        "live": live,
        "scheduled": scheduled,
        "away": away,
        "article": article,
        "pack": InformationPack.objects.get(),
        "owner": owner,
        "moment": "2030-01-01T09:00",
    }


def _make_what_is_searched(article, now):
    today = day_of(now)
    GlossaryTerm.objects.create(term="Biopsy", meaning="A small piece is taken.")
    SearchSynonym.objects.create(language="en", words="lie down", means="rest")
    SearchPin.objects.create(language="en", phrase="rest", article=article)
    SearchCount.objects.create(language="en", words="rest", day=today, times=9, times_in_vain=3)
    UnansweredCode.objects.create(system=CodeSystem.ICD10CM, code="C50.1", day=today)
    article.clinical_codes.add(ClinicalCode.objects.create(system=CodeSystem.ICD10CM, code="C50", name="Breast"))


def _make_clinic(live, owner, now):
    clinic = make_clinic(managers=[owner])
    make_pack(live.article, clinic=clinic)
    facts = {"clinic": clinic, "registered_by": owner, "registered_at": now}
    RegisteredLink.objects.create(written="/articles/rest/", article=live.article, **facts)
    receiver = Receiver.objects.create(way="webhook", address="https://www.example.org/hook", confirmed_at=now, **facts)
    moments = {"at": now, "made_at": now, "due_at": now}
    notice = Notice.objects.create(
        receiver=receiver, key="1", news="changed", article=live.article, edition=live, **moments
    )
    Delivery.objects.create(notice=notice, at=now, outcome="The machine does not answer.")


def _make_what_readers_did(live, draft, now):
    Feedback.objects.create(edition=live, is_helpful=False, words="What about tea?", at=now, form="a")
    record(What.EXPORTED, about="the record")
    CspReport.objects.create(day=day_of(now), directive="script-src", blocked="inline")
    ReceiptCount.objects.create(edition=live, day=day_of(now))
    broken = Link.objects.create(url=LINK, fault="It answers 404.", failed_since=now - DAY, broken_at=now)
    for edition in (live, draft):
        LinkPlace.objects.create(link=broken, edition=edition, href=LINK, sentence="Read more")
