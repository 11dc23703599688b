"""Somebody who worked at the desk: all that is kept of them, and their name taken out of it.

What they wrote, approved and released stays, under a number. The record names accounts by number, so it stays whole.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.serializers import serialize
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, OpenDraft, OutsideIdentity, What, WorkingCopy
from articles.recording import hold, record

# What would open a door if it fell into wrong hands. That it is kept is told, and what it is not.
SECRET = {"password", "digest", "data", "session_key", "session_hash", "secret"}
BY_NAME = (AccessAttempt, AccessFailureLog, AccessLog)  # kept under what was typed, not under an account
GOES_WITH_THE_NAME = (EmailAddress, Authenticator, OutsideIdentity, UserSession, WorkingCopy, OpenDraft)


class CannotForget(Exception):
    """``str()`` says why, and what to do first."""


def told_of_person(person) -> dict:
    """Each row that names ``person``, by kind and by what it says of them."""
    told = {"account": _rows(get_user_model().objects.filter(pk=person.pk))[0]}
    for model, field in naming_people():
        if rows := _rows(model._base_manager.filter(**{field.name: person.pk})):
            told[f"{model._meta.label_lower}: {field.name}"] = rows
    for model in BY_NAME:
        if rows := _rows(model.objects.filter(username=person.get_username())):
            told[model._meta.label_lower] = rows
    return told


def naming_people():
    """(model, field) of every relation to an account, so that a new one is never forgotten."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is get_user_model():
                yield model, field


@transaction.atomic
def forget_person(person, *, by, at):
    """Take the name, the address and all ways to sign in from the account of ``person``. Raises CannotForget."""
    hold()
    people = get_user_model().objects
    person = people.select_for_update().get(pk=person.pk)
    if by is not None and person.pk == by.pk:
        raise CannotForget(_("Nobody takes their own name away. Ask another administrator."))
    if person.is_superuser and not people.filter(is_superuser=True, is_active=True).exclude(pk=person.pk).exists():
        raise CannotForget(_("Nobody else may do everything. Give that right to somebody first."))
    name = f"Former member of staff {person.pk}"
    for model in BY_NAME:
        model.objects.filter(username=person.get_username()).delete()
    for model in GOES_WITH_THE_NAME:
        model._base_manager.filter(**{_names_person(model): person}).delete()
    Article.objects.filter(in_charge=person).update(in_charge=None)
    person.clinics.clear()
    person.groups.clear()
    person.user_permissions.clear()
    told_at_the_desk = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(person))
    told_at_the_desk.filter(object_id=str(person.pk)).update(object_repr=name, change_message="")
    person.username, person.first_name, person.last_name, person.email = name, "", "", ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()
    record(What.ERASED, by=by, whom=person, at=at)
    return person


def _names_person(model):
    return next(field.name for one, field in naming_people() if one is model)


def _rows(queryset):
    rows = serialize("python", queryset.order_by("pk"))
    return [{"number": row["pk"], **{k: v for k, v in row["fields"].items() if k not in SECRET}} for row in rows]
