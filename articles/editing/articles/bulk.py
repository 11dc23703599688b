"""What is done to many articles at once: asked on a page that says to how many, and done to each that takes it.

Each action is one of ``ACTIONS``. What one article refuses, the others do not suffer from.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Article
from articles.releasing import Refused

from ..pages import page
from .bulk_forms import ExportForm, InChargeForm, ReviewDateForm, TopicForm
from .bulk_verbs import add_topic, export, put_in_charge, set_review_date

SHOWN, TOLD = 20, 10
MOST = 1000  # more take longer than somebody waits for a page


@dataclass(frozen=True)
class BulkAction:
    """do: of (article, cleaned data, by, now), raises Refused; or answer: of (articles), which is all there is to do"""

    name: str
    label: Promise
    advice: Promise
    permission: str
    form: type
    do: Callable | None = None
    answer: Callable | None = None


ACTIONS = [
    BulkAction(
        "put_in_charge",
        _("Put somebody in charge"),
        _("Whoever is in charge is reminded first when a review is due."),
        "articles.change_article",
        InChargeForm,
        put_in_charge,
    ),
    BulkAction(
        "set_review_date",
        _("Set the review date"),
        _(
            "A draft simply gets the date. What patients read keeps its date until somebody has looked again: "
            "there it is recorded as a review of each page, which only those who may approve can do."
        ),
        "articles.change_article",
        ReviewDateForm,
        set_review_date,
    ),
    BulkAction(
        "add_topic",
        _("Add a topic"),
        _("The pages keep the topics that they have. Patients find them on this one too, at once."),
        "articles.change_article",
        TopicForm,
        add_topic,
    ),
    BulkAction(
        "export",
        _("Export as files"),
        _("All editions as Markdown with their pictures, in one .zip: the format that the import reads."),
        "articles.view_article",
        ExportForm,
        answer=export,
    ),
]


def bulk_actions_for(user, model_admin):
    """As Django's list of articles wants them: by name (function, name, description)."""
    open_to = [action for action in ACTIONS if user.has_perm(action.permission)]
    # Recording a review is a clinician's, who changes no article.
    if not user.has_perm("articles.change_article") and user.has_perm("articles.approve_edition"):
        open_to = [action for action in ACTIONS if action.name == "set_review_date" or action in open_to]
    return {action.name: (_asking(action), action.name, action.label) for action in open_to}


def _asking(action):
    def ask(model_admin, request, articles):
        return _ask(action, model_admin, request, articles)

    return ask


def _ask(action, model_admin, request, articles):
    articles = Article.objects.filter(pk__in=articles.values("pk")).order_by("slug", "pk")
    count = articles.count()
    if count > MOST:
        sentence = _("%(count)s pages are too many at once: choose at most %(most)s.")
        messages.error(request, sentence % {"count": count, "most": MOST})
        return None
    is_sent = "apply" in request.POST
    form = action.form(request.POST if is_sent else None, articles=articles, by=request.user, now=timezone.now())
    if is_sent and form.is_valid():
        if action.answer:
            return action.answer(articles)
        _do(action, model_admin, request, articles, form.cleaned_data)
        return HttpResponseRedirect(request.get_full_path())
    first = list(articles.values_list("pk", flat=True)[:SHOWN])
    told = {
        "above": request.get_full_path(),
        "action": action,
        "form": form,
        "count": count,
        "articles": model_admin.get_queryset(request).filter(pk__in=first),
        "more": count - SHOWN,
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
        "media": model_admin.media + form.media,
    }
    return page(request, model_admin, "bulk", title=action.label, **told)


def _do(action, model_admin, request, articles, data):
    done, refusals, now = 0, [], timezone.now()
    for article in articles:
        try:
            with transaction.atomic():
                action.do(article, data, request.user, now)
                model_admin.log_change(request, article, str(action.label))
        except Refused as refusal:
            refusals.append(str(refusal))
        else:
            done += 1
    if done:
        sentence = ngettext("%(label)s: done for %(count)s page.", "%(label)s: done for %(count)s pages.", done)
        messages.success(request, sentence % {"label": action.label, "count": done})
    for refusal in refusals[:TOLD]:
        messages.warning(request, refusal)
    if more := len(refusals[TOLD:]):
        sentence = ngettext("And %(count)s more was left as it is.", "And %(count)s more were left as they are.", more)
        messages.warning(request, sentence % {"count": more})
