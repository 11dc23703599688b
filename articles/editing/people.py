"""The accounts of those who work at the desk, and their roles."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from .roles import ROLES

_FOR_OWNERS = {"is_superuser", "user_permissions"}

admin.site.unregister([Group, User])


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Only who may do everything can give somebody the right to do everything, or touch such an account."""

    filter_horizontal = []
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, person):
        names = [group.name for group in person.groups.all()]
        return ", ".join(["Everything", *names] if person.is_superuser else names) or "–"

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
