"""Every form of the desk keeps what is typed into it, and tells whoever saves second what stands there (promise 6).

The form of a draft says more, and has addresses of its own: editions.py, writing.py.
"""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .clash import bring_back_removed, clash_of, take_theirs, version_of
from .drafts import NoLongerKept, Refusal, brought_back
from .keeping import BRING_BACK, CHANGED, VERSION, answer, form_of, keep, kept_at, let_go, throw_away, told_of_keeping
from .typed import not_saved


class RefusedForm:
    """Shows what was typed instead of saving it."""

    def clean(self):
        raise forms.ValidationError(self.refusal.sentence)

    def full_clean(self):
        """Of what is only brought back, nobody has asked yet whether it is right."""
        super().full_clean()
        for name in [name for name in self.errors if self.refusal.is_brought_back and name != NON_FIELD_ERRORS]:
            del self.errors[name]


class KeptForms:
    """For a ModelAdmin whose forms people type words into."""

    change_form_template = "admin/articles/kept_form.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"

        def view(does):
            return self.admin_site.admin_view(lambda request, pk=None: does(self, request, pk))

        return [
            path("add/keep/", view(_keep), name=f"{name}_keep_new"),
            path("add/throw-away/", view(_throw_away), name=f"{name}_throw_away_new"),
            path("<path:pk>/keep/", view(_keep), name=f"{name}_keep"),
            path("<path:pk>/throw-away/", view(_throw_away), name=f"{name}_throw_away"),
            *super().get_urls(),
        ]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        one = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and one is None and request.method == "POST" and self.has_view_permission(request):
            sentence = _("What you were writing about was deleted meanwhile, so nothing was saved.")
            return not_saved(request, sentence, may_resend=False)
        if not may_write(self, request, one, object_id):
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                request.refusal = _refusal(self, request, one)
                told = {**_told(self, request, one), **(extra_context or {})}
                return super().changeform_view(request, object_id, form_url or request.path, told)
        except NoLongerKept as refusal:
            self.message_user(request, refusal, messages.ERROR)
            return HttpResponseRedirect(request.path)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return type(form)(form.__name__, (RefusedForm, form), {"refusal": refusal}) if refusal else form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        let_go(request)


def may_write(model_admin, request, one, pk):
    if one is None:
        return not pk and model_admin.has_add_permission(request)
    return model_admin.has_change_permission(request, one)


def thrown_away(request, form, back):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    throw_away(request, form)
    messages.success(request, _("Thrown away. The form shows what is saved."))
    return HttpResponseRedirect(back)


def _refusal(model_admin, request, one):
    """Why what was sent is shown again instead of saved, or None. Whoever saves holds what they change."""
    if request.method != "POST":
        return None
    model = model_admin.model
    looks_at_copy = brought_back(request, form_of(model, one)) if BRING_BACK in request.POST else None
    if one and VERSION in request.POST:
        model._base_manager.select_for_update(of=("self",)).filter(pk=one.pk).first()
        take_theirs(model_admin, request, one)
        clash = clash_of(model_admin, request, one) if request.POST[VERSION] != version_of(one) else None
        bring_back_removed(model_admin, request, one)
        if clash and (clash.differences or clash.added or clash.removed):
            sentence = _(
                "Somebody else saved this while you were writing. Look at both and save again: nothing is saved yet."
            )
            return Refusal(sentence, clash)
    return looks_at_copy


def _told(model_admin, request, one):
    """What the template needs."""
    refusal = request.refusal
    is_popup = "_popup" in request.GET or "_popup" in request.POST
    told = {"refusal": refusal, **told_of_keeping(request, form_of(model_admin.model, one), is_open=not is_popup)}
    if one:
        told["version"] = version_of(one)
    return told | ({"errors": None} if refusal else {})  # what is refused is told once, above


def _asked_for(model_admin, request, pk):
    """What the form is of. Raises PermissionDenied for whoever may not save it, and tells of what is gone."""
    one = model_admin.get_object(request, unquote(pk)) if pk else None
    if not may_write(model_admin, request, one, None if one is None else pk):
        raise PermissionDenied
    return one


def _keep(model_admin, request, pk):
    one = _asked_for(model_admin, request, pk)
    if pk and one is None:
        gone = _("This was deleted meanwhile. What you typed is still in this window: copy it from here.")
        return JsonResponse({"fault": gone}, status=410)
    if request.method != "POST" or CHANGED not in request.POST:
        return answer(request=request)
    now = timezone.now()
    keep(request, form_of(model_admin.model, one), now)
    return answer(kept_at(now), request=request)


def _throw_away(model_admin, request, pk):
    one = _asked_for(model_admin, request, pk)
    name = f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    back = reverse(f"{name}_change", args=[one.pk]) if one else reverse(f"{name}_add")
    return thrown_away(request, form_of(model_admin.model, one), back)
