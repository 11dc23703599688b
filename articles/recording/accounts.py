"""Signing in, and what somebody may do: recorded however it is done, at the desk or by a command."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.signals import got_request_exception
from django.db import DEFAULT_DB_ALIAS, DatabaseError
from django.db.models.signals import m2m_changed, post_save, pre_save

from articles.models import What

from .acting import whoever_acts
from .writing import hold, record, record_first

# Fields of an account that say what may be done with it, and the words for each.
TOLD = {
    "is_active": ("switched off", "switched on"),
    "is_staff": ("may not enter the desk", "may enter the desk"),
    "is_superuser": ("may no longer do everything", "may do everything"),
}
# And what opens it: only that it changed is told.
CHANGED = {
    "password": "password changed",
    "email": "e-mail address changed",
    "username": "name to sign in with changed",
}
KEPT = (*TOLD, *CHANGED)


def listen():
    person = get_user_model()
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_failed)
    pre_save.connect(_remember, sender=person)
    pre_save.connect(_before_a_role, sender=Group)
    post_save.connect(_saved, sender=person)
    m2m_changed.connect(_roles, sender=person.groups.through)
    m2m_changed.connect(_rights, sender=person.user_permissions.through)
    m2m_changed.connect(_rights, sender=Group.permissions.through)
    got_request_exception.connect(_fault)


def _signed_in(user, **facts):
    record(What.SIGNED_IN, by=user)


def _signed_out(user, **facts):
    if user is not None:
        record(What.SIGNED_OUT, by=user)


def _failed(credentials, **facts):
    """What was typed may be a password in the wrong box: only an account that is there is named, by its number."""
    person = get_user_model()
    typed = str(credentials.get(person.USERNAME_FIELD) or credentials.get("email") or "")
    whom = person.objects.filter(**{person.USERNAME_FIELD: typed}).first() if typed and "\0" not in typed else None
    record_first(What.SIGN_IN_FAILED, whom=whom, about="" if whom else "no account of that name")


def _remember(instance, raw, update_fields, using, **facts):
    instance.before = None
    if raw or not (update_fields is None or {*KEPT} & {*update_fields}):
        return
    _hold(using)
    if instance.pk:
        instance.before = type(instance).objects.filter(pk=instance.pk).values(*KEPT).first()


def _saved(instance, created, raw, **facts):
    before = instance.before or {}
    if created and instance.is_superuser and not raw:
        before = {"is_superuser": False}
    changed = [name for name in before if before[name] != getattr(instance, name)]
    changes = [TOLD[name][getattr(instance, name)] if name in TOLD else CHANGED[name] for name in changed]
    if changes:
        record(What.ACCOUNT_CHANGED, by=whoever_acts(), whom=instance, about="; ".join(changes))


def _before_a_role(using, **facts):
    _hold(using)


def _roles(instance, action, pk_set, using, **facts):
    """Either end may be the one that is changed: a person's roles, or the people of a role."""
    _hold(using)
    # What is made ready elsewhere, as for moving to another database, happened to nobody here.
    if using != DEFAULT_DB_ALIAS or (verb := VERBS.get(action)) is None or (action != "pre_clear" and not pk_set):
        return
    if isinstance(instance, Group):
        for person in _either(instance.user_set, get_user_model(), pk_set):
            record(What.ROLES_CHANGED, by=whoever_acts(), whom=person, about=f"{verb} {instance.name}")
    elif names := [group.name for group in _either(instance.groups, Group, pk_set)]:
        record(What.ROLES_CHANGED, by=whoever_acts(), whom=instance, about=f"{verb} {', '.join(names)}")


def _rights(instance, action, pk_set, using, **facts):
    _hold(using)
    if using != DEFAULT_DB_ALIAS or (verb := VERBS.get(action)) is None or (action != "pre_clear" and not pk_set):
        return
    if isinstance(instance, Permission):
        about, whom = f"{verb} {instance.codename}: numbers {sorted(pk_set or [])}", None
    else:
        is_role = isinstance(instance, Group)
        here = instance.permissions if is_role else instance.user_permissions
        names = sorted(one.codename for one in _either(here, Permission, pk_set))
        if not names:
            return
        about, whom = f"{verb} {', '.join(names)}", None if is_role else instance
        about = f"role {instance.name}: {about}" if is_role else about
    record(What.ROLES_CHANGED, by=whoever_acts(), whom=whom, about=about)


VERBS = {"post_add": "given", "post_remove": "taken", "pre_clear": "taken"}


def _hold(using):
    if using == DEFAULT_DB_ALIAS:
        hold()


def _either(related, model, pks):
    return related.all() if pks is None else model.objects.filter(pk__in=pks)


def _fault(request, **facts):
    """At the desk alone: what readers ask for is recorded nowhere, and a flood of it would fill the record."""
    match = getattr(request, "resolver_match", None)
    if match is None or "admin" not in match.namespaces:
        return
    try:
        if request.user.is_staff:
            record_first(What.FAILED, by=request.user, about=match.view_name)
    except DatabaseError:
        pass  # which may be the very fault: the log of the process has told it
