"""The accounts of those who work at the desk, and their roles."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext as _

from articles.entering import let_in, names_locked_out

from .roles import ROLES

_FOR_OWNERS = {"is_superuser", "user_permissions"}

admin.site.unregister([Group, User])


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Only who may do everything can give somebody the right to do everything, or touch such an account."""

    filter_horizontal = []
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "may_try", "last_login"]
    actions = ["let_try_again"]
    list_filter = ["groups", "is_active"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, person):
        names = [group.name for group in person.groups.all()]
        return ", ".join(["Everything", *names] if person.is_superuser else names) or "–"

    @admin.display(description="signing in")
    def may_try(self, person):
        return "Closed after failures" if person.is_locked_out else "Open"

    def get_changelist_instance(self, request):
        shown = super().get_changelist_instance(request)
        locked_out = names_locked_out([person.username for person in shown.result_list])
        for person in shown.result_list:
            person.is_locked_out = person.username in locked_out
        return shown

    @admin.action(description="Let them try to sign in again", permissions=["change"])
    def let_try_again(self, request, people):
        for person in people:
            let_in(person.username)
            self.log_change(request, person, "Let them try to sign in again.")
            self.message_user(request, _("%(person)s can sign in again.") % {"person": person}, messages.SUCCESS)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [(title, options | {"fields": _without(options["fields"])}) for title, options in fieldsets]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (request.user.is_superuser or not _is_owner(obj))

    def has_delete_permission(self, request, obj=None):
        """Who wrote, approved or released stays named: an account is switched off, not deleted."""
        return False


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not _is_ours(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_ours(obj)


def _without(fields):
    return tuple(field for field in fields if field not in _FOR_OWNERS)


def _is_owner(person):
    return person is not None and person.is_superuser


def _is_ours(group):
    return group is not None and group.name in ROLES
