"""A clinic manager reaches nothing of another clinic by changing a number in an address."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import ForeignKey, ManyToManyField
from django.urls import reverse

from articles.models import Clinic, Notice, Receiver, RegisteredLink
from tests.house.test_doors import addresses
from tests.makers import NOON, make_article, make_clinic, make_edition, make_pack, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs():
    """One thing of each kind that belongs to another clinic, by the name of its model."""
    clinic, article = make_clinic(), make_article()
    edition = make_edition(article=article, release_at=NOON)
    receiver = Receiver.objects.create(
        clinic=clinic, way="mail", address="ward@other.example", registered_by=make_user(), registered_at=NOON
    )
    link = RegisteredLink.objects.create(
        clinic=clinic, article=article, written="/x/", registered_by=make_user(), registered_at=NOON
    )
    facts = {"key": "lapsed 1", "news": "lapsed", "edition": edition, "at": NOON, "made_at": NOON, "due_at": NOON}
    notice = Notice.objects.create(receiver=receiver, article=article, **facts)
    things = [clinic, make_pack(article, clinic=clinic), receiver, link, notice]
    return {thing._meta.model_name: thing for thing in things}


def test_nothing_of_another_clinic_is_reached_by_its_number(client, theirs):
    manager = make_user(is_staff=True)
    manager.groups.add(Group.objects.get(name="Clinic manager"))
    make_clinic(managers=[manager])
    client.force_login(manager)
    tried = 0

    for name, path in addresses():
        model = name.removeprefix("admin:articles_").rpartition("_")[0]
        if not name.startswith("admin:articles_") or model not in theirs or "/x/" not in path:
            continue
        thing = theirs[model]
        before = type(thing).objects.filter(pk=thing.pk).values().get()
        address = path.replace("/x/", f"/{thing.pk}/")
        for ask in (client.get, client.post):
            answer = ask(address, {"post": "yes", "_save": "1", "name": "Mine", "address": "https://mine.example/"})
            is_elsewhere = answer.status_code == 302 and answer["Location"] == reverse("admin:index")
            assert answer.status_code in {403, 404, 405} or is_elsewhere, f"{name} answers {answer.status_code}"
            tried += 1
        assert type(thing).objects.filter(pk=thing.pk).values().get() == before, name

    assert tried >= 2 * 3 * len(theirs)


def test_whatever_belongs_to_a_clinic_is_tried(theirs):
    """Who adds a table of clinics adds it above, or says here why nobody at the desk has an address for it."""
    without_an_address = {"clinic_managers"}

    belonging = {
        model._meta.model_name
        for model in apps.get_app_config("articles").get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField) and field.related_model is Clinic
    }

    assert belonging - without_an_address <= theirs.keys()
