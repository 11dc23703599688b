"""The links that a clinic uses. Managers see those of their own clinics."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.following import BadList, lines_of, register_links, standings
from articles.models import Clinic, RegisteredLink

from ..pages import page
from .clinics import OfOwnClinics

MOST_BYTES = 2 * 1024 * 1024
MOST_SHOWN = 20


class LinksForm(forms.Form):
    clinic = forms.ModelChoiceField(label=gettext_lazy("Clinic"), queryset=Clinic.objects.none())
    file = forms.FileField(
        label=gettext_lazy("List"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv"}),
        help_text=gettext_lazy("A text file, or a table saved as CSV. Which column they stand in does not matter."),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )
    written = forms.CharField(
        label=gettext_lazy("Or write them here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 70, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One address or code of a page or a pack on each line, such as K52-V6XC or /articles/biopsy/."
        ),
    )
    leave_out = forms.BooleanField(label=gettext_lazy("Leave out lines that are no page of ours"), required=False)

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Clinic.objects.kept_by(user)
        self.fields["clinic"].queryset = mine
        if len(first := mine[:2]) == 1:
            self.fields["clinic"].initial = first[0]

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file has more than 2 MB. Split it into several lists."))
        cleaned["text"] = "\n".join(filter(None, [file and lines_of(file.read()), cleaned.get("written")]))
        if not cleaned["text"].strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file, or write at least one address or code."))
        return cleaned


@admin.register(RegisteredLink)
class RegisteredLinkAdmin(OfOwnClinics):
    clinic = "clinic"
    list_display = ["written", "stands", "clinic", "registered_at"]
    list_display_links = None
    list_filter = ["clinic"]
    search_fields = ["written", "article__editions__title"]
    list_select_related = ["clinic"]

    def get_list_filter(self, request):
        return self.list_filter if request.user.has_perm("articles.keep_every_clinic") else []

    def get_changelist_instance(self, request):
        """Where all links of the page stand, looked up at once."""
        changelist = super().get_changelist_instance(request)
        links = list(changelist.result_list)
        found = standings([link.written for link in links], timezone.now())
        for link, standing in zip(links, found, strict=True):
            link.standing = standing
        changelist.result_list = links
        return changelist

    @admin.display(description=gettext_lazy("now"))
    def stands(self, link):
        standing = link.standing
        is_right = standing.state == "live" and not standing.is_overdue
        sentence = format_html("{}" if is_right else "<strong>{}</strong>", sentence_about(standing))
        if standing.pack:
            return format_html(
                '{} · <a href="{}">{}</a>', sentence, standing.pack.get_absolute_url(), standing.version.title
            )
        shown = standing.newest or standing.instead
        if shown is None:
            return sentence
        address = shown.article.get_absolute_url()
        title = _("Instead: %(title)s") % {"title": shown.title} if standing.withdrawal else shown.title
        return format_html('{} · <a href="{}">{}</a>', sentence, address, title)

    def has_change_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, titled(self.opts, extra_context))

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = LinksForm(request.user, *posted)
        if posted and form.is_valid() and self._registered(request, form):
            return HttpResponseRedirect(reverse("admin:articles_registeredlink_changelist"))
        return page(request, self, "add", title=_("Register links"), form=form, media=self.media + form.media)

    def _registered(self, request, form):
        data = form.cleaned_data
        facts = {"by": request.user, "at": timezone.now(), "leave_out": data["leave_out"]}
        try:
            told = register_links(data["clinic"], data["text"], **facts)
        except BadList as fault:
            for sentence in fault.sentences[:MOST_SHOWN]:
                form.add_error(None, sentence)
            if more := len(fault.sentences[MOST_SHOWN:]):
                form.add_error(None, _("And %(count)s more lines. Nothing was registered.") % {"count": more})
            return False
        words = {"new": told.new, "known": told.known, "left_out": told.left_out}
        sentence = _("Links registered: %(new)s. There already: %(known)s. Lines left out: %(left_out)s.") % words
        messages.success(request, sentence)
        return True


def titled(opts, context):
    """Of lists that are more read than altered."""
    return {"title": capfirst(opts.verbose_name_plural), **(context or {})}


def sentence_about(standing) -> str:
    if standing.withdrawal:
        recalled = standing.withdrawal.kind == "recalled"
        return _("Recalled as unsafe: stop using it") if recalled else _("Withdrawn as out of date")
    if standing.pack and standing.state != "live":
        return _sentence_about_pack(standing)
    if standing.state == "outdated":
        changed = _("Not the newest edition, and safety has changed")
        return changed if standing.is_safety_change else _("Not the newest edition")
    if standing.is_overdue:
        return _("The check of a page in it is overdue") if standing.pack else _("Its check is overdue")
    return {"live": _("Right"), "moved": _("It has another address now")}.get(standing.state, _("Leads nowhere"))


def _sentence_about_pack(standing) -> str:
    recalled = [one for one in standing.pages if one.withdrawal and one.withdrawal.kind == "recalled"]
    if recalled:
        return _("A page in it was recalled as unsafe: stop using it")
    if standing.state == "gone":
        return _("This pack is handed out no more")
    if any(one.withdrawal for one in standing.pages):
        return _("A page in it was withdrawn as out of date")
    changed = _("Not what is handed out now, and safety has changed")
    return changed if standing.is_safety_change else _("Not what is handed out now")
