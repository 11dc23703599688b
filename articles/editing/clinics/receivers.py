"""Who is told of the links that a clinic uses, and what was told. Managers see those of their own clinics."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.validators import validate_email
from django.db import transaction
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.following import NotAsked, NotDelivered, allowed_place, ask_to_confirm, stop
from articles.models import Clinic, Delivery, Notice, Receiver, Way

from ..read_only import Unalterable
from .clinics import OfOwnClinics
from .register import titled


class ReceiverForm(forms.ModelForm):
    stop = forms.BooleanField(label=gettext_lazy("Send nothing here any more"), required=False)
    again = forms.BooleanField(label=gettext_lazy("Send the mail that asks for confirmation again"), required=False)

    class Meta:
        model = Receiver
        fields = ["clinic", "way", "address", "language"]
        help_texts = {
            "address": gettext_lazy(
                "An e-mail address gets one mail a day with all that is new, and of a recall at once. Whoever reads "
                "there is first asked to agree. "
                "A program at an https:// address is told of everything at once."
            )
        }
        widgets = {"address": forms.TextInput(attrs={"size": 70, "dir": "ltr"})}

    def clean_address(self):
        """The address is tried against what notices may reach: the machine must exist, outside private networks."""
        way, address = self.cleaned_data.get("way"), self.cleaned_data["address"].strip()
        if way == Way.MAIL:
            validate_email(address)
        elif way == Way.WEBHOOK:
            try:
                allowed_place(address)
            except NotDelivered as fault:
                raise forms.ValidationError(str(fault)) from None
        return address


@admin.register(Receiver)
class ReceiverAdmin(OfOwnClinics):
    clinic = "clinic"
    form = ReceiverForm
    list_display = ["address", "state", "clinic", "way", "registered_at"]
    list_select_related = ["clinic"]
    readonly_fields = ["shown_secret"]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, titled(self.opts, extra_context))

    @admin.display(description=gettext_lazy("now"))
    def state(self, receiver):
        if receiver.stopped_at:
            at = formats.localize(timezone.localtime(receiver.stopped_at))
            if receiver.stopped_there:
                return _("Stopped by whoever reads there, %(at)s") % {"at": at}
            return _("Stopped here, %(at)s") % {"at": at}
        return _("In use") if receiver.confirmed_at else _("Not confirmed yet: nothing is sent")

    @admin.display(description=gettext_lazy("Key to check signatures with"))
    def shown_secret(self, receiver):
        sentence = _("Give it to whoever writes the program, and to nobody else. docs/clinics.md says how it is used.")
        return format_html('<code>{}</code><div class="help">{}</div>', receiver.secret, sentence)

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["clinic", "way", "address", "language"]
        secret = ["shown_secret"] if obj.way == Way.WEBHOOK and self.has_change_permission(request, obj) else []
        language = ["language"] if obj.way == Way.MAIL else []
        again = ["again"] if not (obj.confirmed_at or obj.stopped_at) else []
        stop = ["stop"] if obj.stopped_at is None else []
        return ["clinic", "way", "address", *language, "state", *secret, *again, *stop]

    def get_readonly_fields(self, request, obj=None):
        return ["clinic", "way", "address", "state", "shown_secret"] if obj else []

    def get_changeform_initial_data(self, request):
        mine = list(Clinic.objects.kept_by(request.user)[:2])
        return {"clinic": mine[0].pk, "language": mine[0].language} if len(mine) == 1 else {}

    def formfield_for_foreignkey(self, field, request, **options):
        if field.name == "clinic":
            options["queryset"] = Clinic.objects.kept_by(request.user)
        return super().formfield_for_foreignkey(field, request, **options)

    def save_model(self, request, receiver, form, change):
        now = timezone.now()
        if change:
            receiver.save(update_fields=["language"])  # whoever reads there may have agreed or ended it meanwhile
            if form.cleaned_data.get("stop"):
                stop(receiver, at=now, there=False)
            receiver.refresh_from_db()
        else:
            receiver.registered_by, receiver.registered_at = request.user, now
            receiver.confirmed_at = now if receiver.way == Way.WEBHOOK else None
            receiver.save()
        is_asked = not change or form.cleaned_data.get("again")
        if is_asked and not (receiver.confirmed_at or receiver.stopped_at):
            transaction.on_commit(partial(self._ask, request, receiver))

    def _ask(self, request, receiver):
        words = {"address": receiver.address}
        try:
            ask_to_confirm(receiver)
        except NotAsked as fault:
            sentence = _("%(address)s was not asked to confirm, so nothing will be sent there yet.") % words
            messages.error(request, f"{sentence} {fault}")
        else:
            sentence = _("A mail went to %(address)s. Once whoever reads there has agreed, notices will come.") % words
            messages.info(request, sentence)


class DeliveryInline(admin.TabularInline):
    model = Delivery
    fields = readonly_fields = ["at", "has_arrived", "outcome"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Notice)
class NoticeAdmin(Unalterable, OfOwnClinics):
    clinic = "receiver__clinic"
    list_display = ["at", "news", "about", "receiver", "outcome"]
    list_display_links = ["at", "news"]
    list_select_related = ["edition", "version", "receiver"]
    fields = ["receiver", "news", "about", "at", "made_at", "due_at", "sent_at", "given_up_at"]
    inlines = [DeliveryInline]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, titled(self.opts, extra_context))

    @admin.display(description=gettext_lazy("about"))
    def about(self, notice):
        return notice.edition or notice.version

    @admin.display(description=gettext_lazy("outcome"))
    def outcome(self, notice):
        if notice.sent_at:
            return _("Arrived")
        return _("Given up") if notice.given_up_at else _("Waiting")
