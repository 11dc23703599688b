"""The accounts of those who work at the desk, and their roles."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple
from django.http import JsonResponse
from django.utils.translation import gettext as _

from articles.entering import let_in, names_locked_out, sign_out_elsewhere, take_away, to_confirm
from articles.forgetting import told_of_person
from articles.models import OutsideIdentity, What
from articles.recording import record

from .from_the_top import FromTheTop
from .roles import ROLES

_FOR_OWNERS = {"is_superuser", "user_permissions"}

admin.site.unregister([Group, User])


class NewPersonForm(FromTheTop, AdminUserCreationForm):
    pass


class NewPasswordForm(FromTheTop, AdminPasswordChangeForm):
    pass


class ConfirmedAdmin:
    """Who may sign in, and what they may do, is changed only by somebody who showed a moment ago who they are."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        person = self.get_object(request, unquote(object_id)) if object_id else None
        may_write = self.has_change_permission(request, person) if object_id else self.has_add_permission(request)
        if may_write and (asked := to_confirm(request, before_opening=True)):
            return asked
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return to_confirm(request) or super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        return to_confirm(request) or super().changelist_view(request, extra_context)


@admin.register(User)
class PersonAdmin(ConfirmedAdmin, UserAdmin):
    """Only who may do everything can give somebody the right to do everything, or touch such an account."""

    add_form = NewPersonForm
    change_password_form = NewPasswordForm
    filter_horizontal = []
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "may_try", "last_login"]
    actions = ["let_try_again", "take_away_factor", "part_from_hospital", "tell_all"]
    list_filter = ["groups", "is_active"]
    readonly_fields = ["last_login", "date_joined"]

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
        for person in self._those_who_may_be_changed(request, people):
            let_in(person.username)
            record(What.ACCOUNT_CHANGED, by=request.user, whom=person, about="may try to sign in again")
            self.log_change(request, person, "Let them try to sign in again.")
            self.message_user(request, _("%(person)s can sign in again.") % {"person": person}, messages.SUCCESS)

    @admin.action(description="All that is kept of them, as a file", permissions=["change"])
    def tell_all(self, request, people):
        person = people.get() if people.count() == 1 else None
        if person is None or not self.has_change_permission(request, person):
            self.message_user(request, _("Choose one person, whose account you may change."), messages.ERROR)
            return None
        record(What.EXPORTED, by=request.user, whom=person, about="what is kept of this account")
        file = JsonResponse(told_of_person(person), json_dumps_params={"ensure_ascii": False, "indent": 2})
        file.headers["Content-Disposition"] = f'attachment; filename="account-{person.pk}.json"'
        return file

    @admin.action(description="Take away the second factor: the phone is lost", permissions=["change"])
    def take_away_factor(self, request, people):
        for person in self._those_who_may_be_changed(request, people):
            if person == request.user:
                sentence = _("Your own second factor is taken away by somebody else, or replaced under “My sign-in”.")
                self.message_user(request, sentence, messages.ERROR)
            else:
                take_away(person)
                record(What.ACCOUNT_CHANGED, by=request.user, whom=person, about="second factor taken away")
                sign_out_elsewhere(person)
                self.log_change(request, person, "Took away the second factor.")
                sentence = _("%(person)s signs in with the password alone, and sets up a new second factor.")
                self.message_user(request, sentence % {"person": person}, messages.SUCCESS)

    @admin.action(description="Part from the hospital’s own sign-in", permissions=["change"])
    def part_from_hospital(self, request, people):
        for person in self._those_who_may_be_changed(request, people):
            OutsideIdentity.objects.filter(person=person).delete()
            sign_out_elsewhere(person)
            record(What.ACCOUNT_CHANGED, by=request.user, whom=person, about="parted from the hospital's sign-in")
            sentence = _("%(person)s is found by e-mail address again when they next come from there.")
            self.message_user(request, sentence % {"person": person}, messages.SUCCESS)

    def _those_who_may_be_changed(self, request, people):
        """An action asks for the right to change accounts, and not for which."""
        for person in people:
            if self.has_change_permission(request, person):
                yield person
            else:
                self.message_user(request, _("You may not change %(person)s.") % {"person": person}, messages.ERROR)

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 (the name that Django gives)
        asked = to_confirm(request, before_opening=True)
        return asked or super().user_change_password(request, id, form_url)

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
class RoleAdmin(ConfirmedAdmin, GroupAdmin):
    filter_horizontal = []  # its buttons and boxes have no names
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

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
