"""The steps of an edition at the desk: each a page that says what stands in the way, asks, and does it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.entering import to_confirm
from articles.models import Edition, State, TakenAway
from articles.releasing import (
    DraftInTheWay,
    Refused,
    approve,
    approved_by,
    comment,
    lift,
    obstacles_to_approval,
    obstacles_to_release,
    open_request,
    record_review,
    release,
    send_back,
    send_for_approval,
    unschedule,
    withdraw,
)
from articles.watching import affected_by

from ..approving.talks import talks_about, verdicts_on
from ..approving.what_to_approve import what_to_approve
from ..pages import page, page_url
from ..saving.drafts import NoLongerKept, brought_back
from ..saving.keeping import BRING_BACK, form_of_step, let_go, told_of_keeping
from .checks import panel_of
from .step_forms import ApproveForm, LiftForm, ReleaseForm, ReviewForm, SendForm, WithdrawForm


@dataclass(frozen=True)
class Step:
    name: str  # the last part of its address
    label: str
    permission: str
    states: tuple  # in which it makes sense
    form: type | None
    do: Callable  # of (edition, cleaned data, by, now); returns the sentence to tell

    @property
    def kept_as(self):
        """By what name its words are kept: those beside the text are the same whatever is decided."""
        return "comments" if self.form is ApproveForm else self.name


def _send(edition, data, by, now):
    send_for_approval(edition, by=by, at=now, to=data["to"], note=data["note"])
    if data["to"]:
        return _("Sent. It waits on the first page of %(person)s.") % {"person": data["to"]}
    return _("Sent. It waits on the first page of everybody who may approve it.")


def _approve(edition, data, by, now):
    approve(edition, by=by, at=now, seen=data["seen"], note=data["comments"])
    _keep_remarks(edition, data, by, now)
    return _("You have approved these words.")


def _return(edition, data, by, now):
    remarks = any(words.strip() for words in data["remarks"].values())
    why = data["comments"].strip() or (_("See the comments on the sections.") if remarks else "")
    send_back(edition, by=by, at=now, seen=data["seen"], comments=str(why))
    _keep_remarks(edition, data, by, now)
    return _("Returned. The editor sees your comments on the draft.")


def _comment(edition, data, by, now):
    comment(edition, by=by, at=now, remarks={"": data["comments"], **data["remarks"]})
    return _("Your comments are kept. The editor sees them on the draft.")


def _keep_remarks(edition, data, by, now):
    if any(words.strip() for words in data["remarks"].values()):
        comment(edition, by=by, at=now, remarks=data["remarks"])


def _release(edition, data, by, now):
    at = data["at"] or now
    release(edition, by=by, at=at, now=now, urgent_reason=data.get("urgent_reason", ""))
    if at <= now:
        return _("Patients read it now.")
    return _("Patients will read it from %(moment)s on.") % {"moment": formats.localize(timezone.localtime(at))}


def _unschedule(edition, _data, by, now):
    unschedule(edition, by=by, now=now)
    return _("It is a draft again.")


def _withdraw(edition, data, by, now):
    also = data.get("also", ()) if data["kind"] == TakenAway.RECALLED else ()
    facts = {"kind": data["kind"], "reason": data["reason"], "replacement": data["replacement"]}
    withdraw(edition, **facts, by=by, at=now, now=now, also=also)
    return _("It has been taken away.")


def _lift(edition, data, by, now):
    lift(edition.withdrawal_at(now), by=by, at=now, reason=data["reason"])
    return _("Patients can read it again.")


def _review(edition, data, by, now):
    record_review(edition, by=by, now=now, **data)
    return _("The review is recorded. Patients see the new dates.")


PUBLIC = (State.LIVE, State.SUPERSEDED)
AWAY = (State.WITHDRAWN, State.RECALLED)
COMMENTABLE = (State.DRAFT, State.SCHEDULED, *PUBLIC)
TAKEABLE = (*PUBLIC, State.WITHDRAWN)  # what was withdrawn as out of date may turn out to be unsafe

STEPS = {
    step.name: step
    for step in (
        Step("send", _("Send for approval"), "articles.change_edition", (State.DRAFT,), SendForm, _send),
        Step("approve", _("Approve"), "articles.approve_edition", (State.DRAFT, *PUBLIC), ApproveForm, _approve),
        Step("return", _("Return with comments"), "articles.approve_edition", (State.DRAFT,), ApproveForm, _return),
        Step("comment", _("Read and comment"), "articles.add_comment", COMMENTABLE, ApproveForm, _comment),
        Step("release", _("Release"), "articles.release_edition", (State.DRAFT,), ReleaseForm, _release),
        Step("unschedule", _("Unschedule"), "articles.release_edition", (State.SCHEDULED,), None, _unschedule),
        Step("review", _("Reviewed, no change needed"), "articles.approve_edition", (State.LIVE,), ReviewForm, _review),
        Step("withdraw", _("Withdraw or recall"), "articles.withdraw_edition", TAKEABLE, WithdrawForm, _withdraw),
        Step("lift", _("Let patients read it again"), "articles.withdraw_edition", AWAY, LiftForm, _lift),
    )
}
TO_CONFIRM = {"release", "withdraw", "lift"}  # what patients read changes at once
OBSTACLES = {"send": obstacles_to_approval, "release": obstacles_to_release}


def steps_for(edition, user, now):
    """The steps that make sense for ``edition`` now and that ``user`` may take. To return it is a part of approving."""
    state = edition.state_at(now)
    steps = {name: step for name, step in STEPS.items() if state in step.states and user.has_perm(step.permission)}
    hidden = {"return"}
    if (not edition.is_draft and not edition.urgent_reason) or approved_by(edition):
        hidden |= {"send", "approve"}
    if "approve" in steps.keys() - hidden:
        hidden.add("comment")  # the same page
    return [step for name, step in steps.items() if name not in hidden]


def step_urls(model_admin):
    return [page_url(model_admin, name, partial(take_step, step=step)) for name, step in STEPS.items()]


def take_step(request, model_admin, edition, step):
    edition, now = Edition.objects.with_words().get(pk=edition.pk), timezone.now()
    if not request.user.has_perm(step.permission):
        raise PermissionDenied
    back = reverse("admin:articles_edition_change", args=[edition.pk])
    state = edition.state_at(now)
    if state not in step.states:  # mostly a second press of the same button, whose first one did it
        sentence = _("Nothing is left to do here: this edition is now “%(state)s”.")
        messages.info(request, sentence % {"state": State(state).label})
        return HttpResponseRedirect(back)
    is_only_looked_at = BRING_BACK in request.POST
    if step.name in TO_CONFIRM and not is_only_looked_at and (asked := to_confirm(request)):
        return asked
    try:
        request.refusal = brought_back(request, form_of_step(edition, step.kept_as)) if is_only_looked_at else None
    except NoLongerKept as refusal:
        messages.error(request, refusal)
        return HttpResponseRedirect(request.path)
    form = _form(step, edition, request)
    if request.method == "POST" and not request.refusal and (form is None or form.is_valid()):
        refusals = _do(step, model_admin, request, edition, form, now)
        if not refusals:
            return HttpResponseRedirect(back)
    else:
        refusals = []
    return _page(model_admin, request, edition, step, form, refusals, now)


def _form(step, edition, request):
    if step.form is None:
        return None
    typed = request.POST if request.method == "POST" else None
    return step.form(typed, edition=edition, is_asked=not request.refusal)


def _do(step, model_admin, request, edition, form, now):
    """Take the step; returns the sentences that refuse it."""
    try:
        with transaction.atomic():
            sentence = step.do(edition, form.cleaned_data if form else {}, request.user, now)
    except DraftInTheWay as refusal:
        address = reverse("admin:articles_edition_change", args=[refusal.draft.pk])
        return [format_html('{} <a href="{}">{}</a>', refusal, address, refusal.draft)]
    except Refused as refusal:
        return getattr(refusal, "obstacles", None) or [str(refusal)]
    let_go(request)
    model_admin.log_change(request, edition, str(step.label))
    messages.success(request, sentence)
    return []


def _page(model_admin, request, edition, step, form, refusals, now):
    template = "approve" if step.form is ApproveForm else "step"
    in_the_way = OBSTACLES.get(step.name)
    told = {
        "edition": edition,
        "step": step,
        "form": form,
        "refusals": refusals,
        "obstacles": in_the_way(edition, now) if in_the_way and not refusals else [],
        "affected": affected_by(edition, now) if step.name == "withdraw" else [],
        "approval": approved_by(edition),
        "seal": edition.current_seal(),
        "checks": _checks(model_admin, request, edition, step, now),
        "refusal": request.refusal,
        "media": model_admin.media + (form.media if form else model_admin.media),
    }
    if step.form:
        told |= told_of_keeping(request, form_of_step(edition, step.kept_as), is_open=True)
    if step.form is ApproveForm:
        told |= {
            "asked": what_to_approve(edition, now),
            "talks": talks_about(edition, form if request.user.has_perm("articles.add_comment") else None),
            "request_for_approval": open_request(edition),
            "verdicts": verdicts_on(edition),
            "is_writer": edition.words_changed_by_id == request.user.pk,
        }
    return page(request, model_admin, template, title=step.label, about=edition, **told)


def _checks(model_admin, request, edition, step, now):
    """What the checks say, to those who decide. The page tells the obstacles itself."""
    if step.name not in {"send", "approve", "return", "comment", "release"}:
        return None
    may_change = model_admin.has_change_permission(request, edition)
    address = reverse("admin:articles_edition_change", args=[edition.pk]) if may_change else None
    panel = panel_of(edition, now, form_address=address)
    return replace(panel, obstacles=[])
