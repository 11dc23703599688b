"""Who may do what at the desk: the roles that come with the portal. A person may have several."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

_LOOK = "view"
_WRITE = "add change view"
_KEEP = "add change delete view"

_SEEN_BY_ALL = [
    *("article", "edition", "section", "source", "credit", "othername", "image", "translationgroup"),
    "comment",
    *("topic", "glossaryterm", "clinicalcode", "contributor", "aboutpage", "emergencyanswer"),
]
_EVERYBODY = dict.fromkeys(_SEEN_BY_ALL, _LOOK)
_WRITING = {
    "article": _WRITE,
    "edition": _KEEP,
    "section": _KEEP,
    "source": _KEEP,
    "credit": _KEEP,
    "othername": _KEEP,
    "image": _WRITE,
    "contributor": _WRITE,
    "glossaryterm": _WRITE,
    "clinicalcode": _WRITE,
    "searchsynonym": _KEEP,
    "searchpin": _KEEP,
    "searchcount": "delete view",
    "searchinvain": "delete view",
    "receiptcount": _LOOK,
    "unansweredcode": _LOOK,
    "translationgroup": _WRITE,
    "expertlink": "add change",
    "comment": _WRITE,  # to change one is to say that it is dealt with
    "feedback": "change delete view",  # what tells who somebody is must go
}
_PUBLISHING = {"edition": "release withdraw", "topic": _KEEP, "aboutpage": "change", "emergencyanswer": _KEEP}

_FOLLOWING = {"registeredlink": "add delete view", "receiver": _WRITE, "notice": _LOOK, "delivery": _LOOK}
_COUNTS = ["feedback", "searchcount", "searchinvain", "unansweredcode", "receiptcount"]

_CLINICS = {"clinic": f"{_WRITE} keep_every", "informationpack": _WRITE}

# Each role: the rights on each model of `articles`, added up.
ROLES = {
    "Editor": [_EVERYBODY, _WRITING],
    "Clinical approver": [_EVERYBODY, {"edition": "approve", "comment": "add", "feedback": _LOOK}],
    "Publisher": [_EVERYBODY, _WRITING, _PUBLISHING],
    # Of clinics, only their own: see clinics.py.
    "Clinic manager": [_EVERYBODY, _FOLLOWING, {"clinic": "change view", "informationpack": _WRITE}],
    "Administrator": [_EVERYBODY, dict.fromkeys([*_COUNTS, "cspreport", "recorded"], _LOOK), _FOLLOWING, _CLINICS],
}
ACCOUNTS = {"Administrator": ["add_user", "change_user", "view_user", "view_group"]}


def keep_roles(app_config, using, **_facts):
    """Gives each role exactly its rights whenever the database is migrated. A hospital may add groups of its own."""
    create_permissions(app_config, using=using, verbosity=0)
    create_permissions(apps.get_app_config("auth"), using=using, verbosity=0)
    permissions = Permission.objects.using(using).filter(content_type__app_label__in=["articles", "auth"])
    by_name = {(one.content_type.app_label, one.codename): one for one in permissions.select_related("content_type")}
    for name in ROLES:
        group, _is_new = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set([by_name[right] for right in rights_of(name)])


def rights_of(role: str) -> set[tuple[str, str]]:
    """Pairs of an app's label and the codename of a permission."""
    rights = {
        ("articles", f"{action}_{model}")
        for part in ROLES[role]
        for model, actions in part.items()
        for action in actions.split()
    }
    return rights | {("auth", codename) for codename in ACCOUNTS.get(role, [])}
