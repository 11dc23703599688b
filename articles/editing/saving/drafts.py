"""Saving a draft: refused with a sentence and never with what was typed lost (promise 6)."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.models import Edition, ReleasedWordsNeverChange
from articles.releasing import Refused, draft_next_edition

from .clash import Clash, bring_back_removed, clash_of, take_theirs, version_of
from .keeping import BRING_BACK, bring_back, form_of

AS_NEXT = "_as_next_edition"  # the button that saves what was typed for a released edition as the next one


class NoLongerKept(Refused):
    """There is nothing to fill the form with."""


@dataclass(frozen=True)
class Refusal:
    sentence: str
    clash: Clash | None = None
    is_released: bool = False
    is_brought_back: bool = False  # nothing is wrong: somebody looks at what they typed earlier


def save(model_admin, request, edition, show):
    """What ``show`` answers to the posted form: it saves it, or shows it again with the refusal.

    show: takes an edition; looks at ``request.refusal``

    Raises NoLongerKept for a working copy that is gone.
    """
    looks_at_copy = brought_back(request, form_of(Edition, edition)) if BRING_BACK in request.POST else None
    try:
        with transaction.atomic():
            held = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
            if AS_NEXT in request.POST and not held.is_draft:
                held = _next_edition(model_admin, request, held)
            request.refusal = _refusal(model_admin, request, held) or looks_at_copy
            return show(held)
    except (Refused, ReleasedWordsNeverChange) as refusal:
        request.refusal = Refusal(str(refusal), is_released=not Edition.objects.get(pk=edition.pk).is_draft)
    except IntegrityError:
        request.refusal = Refusal(
            _("This could not be saved, because two things in it exclude each other. What you typed is still here.")
        )
    return show(edition)


def brought_back(request, form):
    """Puts the working copy that was asked for into the form, which is not saved by that.

    Raises NoLongerKept if there is none any more.
    """
    copy = bring_back(request, form)
    if copy is None:
        raise NoLongerKept(_("These words are no longer kept: they were saved or thrown away in another window."))
    facts = {"moment": formats.localize(timezone.localtime(copy.at))}
    return Refusal(_("You typed this on %(moment)s. Nothing of it is saved yet.") % facts, is_brought_back=True)


def _refusal(model_admin, request, edition):
    if not edition.is_draft:
        return Refusal(
            _(
                "This edition was released while you were writing, so it cannot change any more. "
                "What you typed is here and nowhere else yet: save it as the next edition."
            ),
            is_released=True,
        )
    take_theirs(model_admin, request, edition)
    clash = None
    if request.POST.get("version") != version_of(edition):
        clash = clash_of(model_admin, request, edition)
    bring_back_removed(model_admin, request, edition)
    if clash is None:
        return None
    return Refusal(
        _("Somebody else saved this draft while you were writing. Look at both and save again: nothing is saved yet."),
        clash,
    )


def _next_edition(model_admin, request, released):
    """The next draft, which what was typed is for from now on."""
    if released.article.editions.filter(number__gt=released.number).exists():
        raise Refused(_("Somebody has begun the next edition already. Open that one and copy your words there."))
    draft = draft_next_edition(released.article, by=request.user, at=timezone.now())
    typed = request.POST.copy()
    for formset, _inline in model_admin.get_formsets_with_inlines(request, draft):
        prefix, parts = formset.get_default_prefix(), formset.model.objects
        pairs = zip(parts.filter(edition=released), parts.filter(edition=draft), strict=True)
        copy_of = {str(old.pk): str(new.pk) for old, new in pairs}
        for name in [name for name in typed if name.startswith(f"{prefix}-")]:
            if name.endswith("-id"):
                typed[name] = copy_of.get(typed[name], "")
            elif name.endswith("-edition"):
                typed[name] = str(draft.pk)
    typed["version"] = version_of(draft)
    request.POST = typed
    return draft
