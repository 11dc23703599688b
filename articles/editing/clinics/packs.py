"""The packs of a clinic at the desk: made, changed and retired by the clinic's own managers."""

import re

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from articles.models import Clinic, InformationPack, packs_to_look_at
from articles.releasing import MadeMeanwhile, Refused, put_together, retire

from ..pages import page, page_url
from ..saving.drafts import NoLongerKept, brought_back
from ..saving.keeping import BRING_BACK, form_of, let_go, told_of_keeping
from ..saving.kept_forms import KeptForms
from .clinics import OfOwnClinics
from .packing import PackForm, Packing


class LookFilter(admin.SimpleListFilter):
    title = _("needs a look")
    parameter_name = "look"

    def lookups(self, request, model_admin):
        return [("yes", _("Needs a look")), ("no", _("In order"))]

    def queryset(self, request, packs):
        return packs.filter(needs_a_look=self.value() == "yes") if self.value() in {"yes", "no"} else packs


@admin.register(InformationPack)
class InformationPackAdmin(KeptForms, OfOwnClinics):
    clinic = "clinic"
    list_display = ["title", "of_clinic", "language", "spoken_code", "state"]
    list_filter = [LookFilter, "language"]
    search_fields = ["versions__title", "code", "clinic__name"]
    actions = None

    def get_queryset(self, request):
        look = packs_to_look_at(timezone.now()).filter(pk=OuterRef("pk"))
        packs = super().get_queryset(request).annotate(needs_a_look=Exists(look))
        return packs.select_related("clinic").prefetch_related("versions").order_by("retired_at", "clinic__name", "pk")

    @admin.display(description=_("title"))
    def title(self, pack):
        return str(pack)

    @admin.display(description=_("clinic"), ordering="clinic__name")
    def of_clinic(self, pack):
        return pack.clinic.name

    @admin.display(description=_("code"))
    def spoken_code(self, pack):
        return pack.spoken_code

    @admin.display(description=_("state"))
    def state(self, pack):
        if pack.retired_at:
            return _("Retired")
        return _("Needs a look") if pack.needs_a_look else _("In order")

    def has_delete_permission(self, request, obj=None):
        """Its code stands on paper. A pack is retired, not deleted."""
        return False

    def get_urls(self):
        return [page_url(self, "retire", _retire), *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        clinics = Clinic.objects.kept_by(request.user)
        if not clinics.exists():
            sentence = _("You look after no clinic yet. An administrator can say which one is yours.")
            self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:index"))
        return self._packing(request, InformationPack(), clinics)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        pack = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, pack):
            raise PermissionDenied
        return self._packing(request, pack, Clinic.objects.kept_by(request.user))

    def _packing(self, request, pack, clinics):
        try:
            kept = form_of(InformationPack, pack if pack.pk else None)
            request.refusal = brought_back(request, kept) if BRING_BACK in request.POST else None
        except NoLongerKept as refusal:
            self.message_user(request, refusal, messages.ERROR)
            return HttpResponseRedirect(request.path)
        data = request.POST if request.method == "POST" else None
        packing = Packing(pack, data, timezone.now())
        form = PackForm(data if _wants_all(data) else None, pack, clinics)
        if data is not None and not form.is_bound:
            packing.step()
            form.initial = {name: data.get(name, "") for name in form.fields}
        elif data is not None and form.is_valid():
            if "_preview" in data:
                return self._preview(request, packing, form.cleaned_data)
            if not packing.faults and (version := self._save(request, packing, form)):
                self.message_user(
                    request, _("Saved. Patients get version %(number)s now.") % {"number": version.number}
                )
                return HttpResponseRedirect(reverse("admin:articles_informationpack_change", args=[version.pack.pk]))
        return self._show(request, packing, form)

    def _save(self, request, packing, form):
        """The new version; or None, and the form says why not."""
        told, seen = form.cleaned_data, str(packing.seen)
        try:
            with transaction.atomic():
                pack = packing.pack
                if not pack.pk:
                    pack = InformationPack.objects.create(clinic=told["clinic"], language=told["language"])
                facts = {"title": told["title"], "note": told["note"], "pages": packing.pages}
                begun_with = int(seen) if re.fullmatch("[0-9]{1,6}", seen) else None
                version = put_together(pack, **facts, by=request.user, at=packing.moment, seen=begun_with)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, MadeMeanwhile):
                packing.seen = refusal.version.number
            return None
        let_go(request)
        change = [{"changed": {"fields": [_("version %(number)s") % {"number": version.number}]}}]
        (self.log_change if packing.pack.pk else self.log_addition)(request, version.pack, change)
        return version

    def _preview(self, request, packing, told):
        """The page of patients, with what stands in the form."""
        version = packing.unsaved
        version.title, version.note = told["title"], told["note"]
        if not packing.pack.pk:
            packing.pack.clinic, packing.pack.language = told["clinic"], told["language"]
        context = {"pack": packing.pack, "clinic": packing.pack.clinic, "version": version, "newest": version}
        with translation.override(packing.pack.language):
            return render(request, "reading/pack.html", {**context, "pages": packing.met, "is_preview": True})

    def _show(self, request, packing, form):
        pack, kept = packing.pack, form_of(InformationPack, packing.pack if packing.pack.pk else None)
        found, nothing_found = packing.found()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change a pack") if pack.pk else _("Put a pack together"),
            "subtitle": str(pack) if pack.pk else None,
            "opts": self.opts,
            "pack": pack,
            "form": form,
            "faults": [*packing.faults, *form.non_field_errors()],
            "rows": list(packing.rows()),
            "found": found,
            "nothing_found": nothing_found,
            "words": (packing.data or {}).get("q", ""),
            "seen": packing.seen,
            "newest": packing.newest,
            "refusal": request.refusal,
            **told_of_keeping(request, kept, is_open=not pack.retired_at),
            "address": request.build_absolute_uri(pack.get_absolute_url()) if pack.pk else "",
        }
        return TemplateResponse(request, "admin/articles/informationpack/change_form.html", context)


def _retire(request, model_admin, pack):
    if not model_admin.has_change_permission(request, pack):
        raise PermissionDenied
    if request.method != "POST":
        return page(request, model_admin, "retire", title=_("Retire a pack"), about=pack, pack=pack)
    try:
        retire(pack, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, _("Retired. Whoever opens its address is told so."))
    return HttpResponseRedirect(reverse("admin:articles_informationpack_change", args=[pack.pk]))


def _wants_all(data):
    """Whether the whole form is meant, and not one of its small buttons."""
    return data is not None and bool({"_save", "_preview"} & data.keys())
