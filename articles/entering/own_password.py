"""A new password of one's own. Whoever found a desk that was left open must not find out the old one there."""

from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError

from .locking import CLOSED, names_locked_out
from .proof import proves


class OwnPasswordForm(AdminPasswordChangeForm):
    """Each wrong password counts as a failure to sign in."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        typed = self.cleaned_data["old_password"]
        if proves(self.request, self.user, password=typed):
            return typed
        name = self.user.get_username()
        is_closed = name in names_locked_out([name])
        raise ValidationError(CLOSED if is_closed else self.error_messages["password_incorrect"])


class OwnPassword(PasswordChangeView):
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}
