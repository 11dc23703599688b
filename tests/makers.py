"""Makers take keywords and fill in the rest."""

import io
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.contrib.auth import get_user_model
from PIL import Image as PillowImage

from articles.models import (
    Article,
    Clinic,
    Contributor,
    Edition,
    ExpertLink,
    Image,
    InformationPack,
    PackVersion,
    PageInPack,
    Section,
    Source,
    Topic,
    Withdrawal,
    digest_of,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOON.date()

_numbers = count(1)


def make_user(username=None, **facts):
    return get_user_model().objects.create_user(username or f"user{next(_numbers)}", **facts)


def make_topic(**facts):
    number = next(_numbers)
    return Topic.objects.create(**{"slug": f"topic-{number}", "name": f"Topic {number}", **facts})


def make_article(*, topics=(), other_names=(), **facts):
    article = Article.objects.create(**{"slug": f"article-{next(_numbers)}", **facts})
    article.topics.set(topics)
    for name in other_names:
        article.other_names.create(name=name)
    return article


def make_clinic(*, managers=(), **facts):
    number = next(_numbers)
    clinic = Clinic.objects.create(
        **{"name": f"Clinic {number}", "slug": f"clinic-{number}", "phone": "01632 960000", **facts}
    )
    clinic.managers.set(managers)
    return clinic


def make_pack(*pages, clinic=None, language="en", code=None, **facts):
    """A pack in its first version. pages: articles whose live words it follows, and editions that it holds."""
    of_the_pack = {"language": language, **({"code": code} if code else {})}
    pack = InformationPack.objects.create(clinic=clinic or make_clinic(), **of_the_pack)
    make_version(pack, *pages, **facts)
    return pack


def make_version(pack, *pages, **facts):
    number = pack.versions.count() + 1
    told = {"title": "Before your test", "made_at": NOON - timedelta(days=1), "made_by": make_user(), **facts}
    version = PackVersion.objects.create(pack=pack, number=number, **told)
    for place, page in enumerate(pages, start=1):
        held = {"article": page.article, "edition": page} if isinstance(page, Edition) else {"article": page}
        PageInPack.objects.create(pack_version=version, place=place, **held)
    return version


def make_edition(*, article=None, sections=None, release_at=None, released_by=None, sources=(), people=(), **facts):
    """An edition with one section, or with ``sections`` given as dictionaries; released if ``release_at`` is given.

    people: pairs of a part ("author" or "reviewer") and a name
    """
    article = article or make_article()
    edition = Edition.objects.create(
        article=article,
        **{
            "title": article.slug.replace("-", " ").capitalize(),
            "summary": "What this page is about.",
            "reviewed_on": date(2026, 1, 5),
            "review_due": date(2028, 1, 5),
            **facts,
        },
    )
    for position, section in enumerate(sections or [{"heading": "What happens", "body": "<p>You rest.</p>"}]):
        Section.objects.create(edition=edition, position=position, **section)
    for source in sources:
        Source.objects.create(edition=edition, **source)
    for part, name in people:
        contributor, _ = Contributor.objects.get_or_create(name=name, role="")
        edition.credits.create(contributor=contributor, part=part)
    return make_released(edition, at=release_at, by=released_by) if release_at else edition


def make_released(edition, *, at, by=None, recorded_at=None):
    """Records a release as the model allows it, without the rules of the releasing room."""
    edition.release_at, edition.released_by = at, by or make_user()
    edition.release_recorded_at = recorded_at or at
    edition.fingerprint, edition.word_count = edition.current_fingerprint(), edition.current_word_count()
    edition.save()
    return edition


def make_withdrawal(edition, *, at=None, kind="withdrawn", **facts):
    at = at or NOON - timedelta(days=1)
    return Withdrawal.objects.create(
        edition=edition,
        kind=kind,
        at=at,
        **{"reason": "Newer advice exists.", "by": make_user(), "recorded_at": at, **facts},
    )


def make_expert_link(edition=None, *, token, **facts):
    """A link that whoever has ``token`` opens for another day."""
    given = {"for_whom": "Dr Example", "by": facts.pop("by", None) or make_user(), "at": NOON - timedelta(days=1)}
    given |= {"expires_at": NOON + timedelta(days=1), **facts}
    return ExpertLink.objects.create(edition=edition or make_edition(), digest=digest_of(token), **given)


def picture(kind="PNG", *, size=(8, 6), colour="red", mode="RGB", **options):
    """The bytes of a picture file."""
    file = io.BytesIO()
    PillowImage.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def make_image(**facts):
    return Image.keep(picture(**facts))
