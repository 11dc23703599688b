"""Links for experts without an account, made and taken back at a draft."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from articles.models import LONGEST_NAME, ExpertLink
from articles.releasing import Refused, invite_expert, revoke

from ..pages import page, page_url

DAYS, MOST_DAYS = 14, 90


class InviteForm(forms.Form):
    for_whom = forms.CharField(
        label=_("For whom"),
        max_length=LONGEST_NAME,
        help_text=_("The name of the one person who gets the link. It stands on the page."),
        widget=forms.TextInput(attrs={"size": 40}),
    )
    days = forms.IntegerField(label=_("Days until it ends"), min_value=1, max_value=MOST_DAYS, initial=DAYS)


def expert_url(model_admin):
    return page_url(model_admin, "expert", experts)


def experts(request, model_admin, edition):
    if not request.user.has_perm("articles.add_expertlink"):
        raise PermissionDenied
    now = timezone.now()
    if edition.release_at and edition.release_at <= now:
        messages.error(request, _("This has been released, so there is nothing left to ask an expert about."))
        return HttpResponseRedirect(reverse("admin:articles_edition_change", args=[edition.pk]))
    if "revoke" in request.POST:
        return _revoke(model_admin, request, edition, now)
    form, address = InviteForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        address = _invite(model_admin, request, edition, form, now)
        form = InviteForm() if address else form
    return _page(model_admin, request, edition, form, address, now)


def _invite(model_admin, request, edition, form, now):
    """The address, which is told this once; None if it was refused."""
    facts = form.cleaned_data
    until = now + timedelta(days=facts["days"])
    try:
        link, token = invite_expert(edition, by=request.user, at=now, for_whom=facts["for_whom"], expires_at=until)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    model_admin.log_change(request, edition, str(_("Link for %(name)s") % {"name": link.for_whom}))
    with translation.override(edition.article.language):
        return request.build_absolute_uri(reverse("reading:opinion", args=[token]))


def _revoke(model_admin, request, edition, now):
    asked = request.POST["revoke"]
    link = get_object_or_404(ExpertLink, edition=edition, pk=asked if asked.isdecimal() and len(asked) < 18 else 0)
    revoke(link, by=request.user, at=now)
    model_admin.log_change(request, edition, str(_("Link for %(name)s taken back") % {"name": link.for_whom}))
    messages.success(request, _("The link of %(name)s opens nothing any more.") % {"name": link.for_whom})
    return HttpResponseRedirect(request.path)


def _page(model_admin, request, edition, form, address, now):
    links = edition.expert_links.select_related("by", "revoked_by").prefetch_related("verdicts", "comments")
    open_links = set(ExpertLink.objects.open_at(now).filter(edition=edition).values_list("pk", flat=True))
    told = {
        "edition": edition,
        "form": form,
        "address": address,
        "links": [(link, link.pk in open_links) for link in links.order_by("-at", "-pk")],
    }
    response = page(request, model_admin, "expert", title=_("Ask an outside expert"), about=edition, **told)
    response.headers["Cache-Control"] = "private, no-store"
    return response
