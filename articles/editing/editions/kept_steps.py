"""What is typed at a step of an edition, such as a note or a reason, is kept until the step is taken (promise 6)."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..saving.keeping import CHANGED, answer, form_of_step, keep, kept_at
from ..saving.kept_forms import thrown_away
from .steps import STEPS


def kept_step_urls(model_admin):
    def view(does):
        return model_admin.admin_site.admin_view(
            lambda request, pk, step: _at_step(does, model_admin, request, pk, step)
        )

    return [
        path("<path:pk>/<slug:step>/keep/", view(_keep), name="articles_edition_keep_step"),
        path("<path:pk>/<slug:step>/throw-away/", view(_throw_away), name="articles_edition_throw_away_step"),
    ]


def _at_step(does, model_admin, request, pk, name):
    edition, step = model_admin.get_object(request, unquote(pk)), STEPS.get(name)
    if edition is None or step is None or step.form is None:
        raise Http404
    if not request.user.has_perm(step.permission):
        raise PermissionDenied
    return does(request, edition, step)


def _keep(request, edition, step):
    if request.method != "POST" or CHANGED not in request.POST:
        return answer(request=request)
    now = timezone.now()
    if edition.state_at(now) not in step.states:
        gone = _("Somebody else was quicker: this step is not open any more. What you typed is still in this window.")
        return JsonResponse({"fault": gone}, status=409)
    keep(request, form_of_step(edition, step.kept_as), now)
    return answer(kept_at(now), request=request)


def _throw_away(request, edition, step):
    back = reverse(f"admin:articles_edition_{step.name}", args=[edition.pk])
    return thrown_away(request, form_of_step(edition, step.kept_as), back)
