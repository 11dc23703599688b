"""The editors' own admin: its first page says what needs them today."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.entering import (
    OwnPassword,
    OwnPasswordForm,
    SignIn,
    entering_urls,
    hospital_name,
    not_signed_in,
    note_place,
    sign_out_elsewhere,
)
from articles.limiting import page, take
from articles.models import Comment, Edition, Feedback
from articles.watching import Pile, piles_for

from .accountable import accountable
from .as_of import as_of_urls
from .calendar import calendar_urls
from .choosing import Finding, FindsByTyping, NarrowedAsOffered, chosen_by_number
from .clinics.packs_on_desk import packs_on_desk
from .everything import grouped
from .from_the_top import FromTheTop
from .links import link_urls
from .unsaved import unsaved_by

SHOWN = 5
KEPT_BY_LIBRARIES = {"account", "axes", "mfa", "usersessions"}


@dataclass(frozen=True)
class PileOnDesk:
    """The first few of a pile, the most pressing first, and how many there are."""

    pile: Pile
    count: int
    editions: list[Edition]

    @property
    def address(self):
        if self.pile.page:
            return reverse(f"admin:{self.pile.page}")
        return f"{reverse('admin:articles_edition_changelist')}?pile={self.pile.name}"


class SignInForm(FromTheTop, AdminAuthenticationForm):
    pass


class NewPasswordOfOnesOwn(FromTheTop, OwnPasswordForm):
    pass


class Desk(AdminSite):
    index_title = _("Today")

    def register(self, model_or_iterable, admin_class=None, **options):
        """What libraries keep of signing in holds secrets, and is looked after on pages of our own."""
        admin_class = admin_class or ModelAdmin
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        ours = [model for model in models if model._meta.app_label not in KEPT_BY_LIBRARIES]
        bases = (NarrowedAsOffered, FindsByTyping, admin_class)
        careful = type(admin_class.__name__, bases, {"__module__": admin_class.__module__})
        super().register(ours, careful, **options)

    def get_app_list(self, request, app_label=None):
        return grouped(super().get_app_list(request, app_label))

    def app_index(self, request, app_label, extra_context=None):
        """All lists stand on the first page."""
        return HttpResponseRedirect(f"{reverse('admin:index')}#everything")

    def get_urls(self):
        show = self.admin_view(self.show_to_readers)
        return [
            *entering_urls(self),
            *calendar_urls(self),
            *link_urls(self),
            *as_of_urls(self),
            path("r/<int:content_type_id>/<path:object_id>/", show, name="view_on_site"),
            *super().get_urls(),
        ]

    def admin_view(self, view, cacheable=False):
        return super().admin_view(accountable(chosen_by_number(view)), cacheable)

    def autocomplete_view(self, request):
        return Finding.as_view(admin_site=self)(request)

    def show_to_readers(self, request, content_type_id, object_id):
        """The page of one thing that they may look at. Django tells anybody at the desk the address of anything."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        model_admin = kind and self._registry.get(kind.model_class())
        one = model_admin and model_admin.get_object(request, unquote(object_id))
        if not hasattr(one, "get_absolute_url") or not model_admin.has_view_permission(request, one):
            raise Http404
        return HttpResponseRedirect(one.get_absolute_url())

    def login(self, request, extra_context=None):
        """Passwords cannot be tried without end: each try is counted, and looked at only while few have come."""
        if request.method == "POST" and settings.SSO_ONLY:
            return not_signed_in(request, _("No password opens this desk. Sign in with your hospital’s own sign-in."))
        if request.method == "POST":
            taken = take(request, "sign-in", timezone.now())
            if taken.is_too_much:
                return taken.tell(page(request, taken.sentence))
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = {
            **self.each_context(request),
            "title": _("Sign in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "hospital": hospital_name() if settings.SSO_ISSUER else "",
            "is_only_way": settings.SSO_ONLY,
            **(extra_context or {}),
        }
        sign_in = SignIn.as_view(
            extra_context=context, authentication_form=SignInForm, template_name="admin/login.html"
        )
        return sign_in(request)

    def password_change(self, request, extra_context=None):
        """Whoever knew the old one is signed out: Django sees to that. Here their places are forgotten too."""
        if settings.SSO_ONLY:
            messages.info(request, _("No password opens this desk, so there is none to change."))
            return HttpResponseRedirect(reverse("admin:my_sign_in"))
        context = {**self.each_context(request), **(extra_context or {})}
        done = reverse("admin:password_change_done")
        change = OwnPassword.as_view(form_class=NewPasswordOfOnesOwn, success_url=done, extra_context=context)
        response = change(request)
        if response.status_code == 302:
            note_place(request, request.user)
            sign_out_elsewhere(request.user, but=request.session.session_key)
        return response

    def index(self, request, extra_context=None):
        now = timezone.now()
        context = {
            "piles": list(_piles(request.user, now)),
            "feedback": _feedback_to_answer(request.user, now),
            "comments": _comments_to_answer(request.user),
            "unsaved": unsaved_by(request.user),
            "packs": packs_on_desk(request.user, now),
        }
        return super().index(request, {**context, **(extra_context or {})})


def _piles(user, moment):
    for pile in piles_for(user):
        editions = pile.editions(user, moment).select_related("article", "words_changed_by")
        if count := editions.count():
            first = list(editions.order_by(pile.day or "-words_changed_at", "pk")[:SHOWN])
            for edition in first:
                edition.day = getattr(edition, pile.day) if pile.day else None
                edition.next_page = reverse(f"admin:articles_edition_{pile.step or 'change'}", args=[edition.pk])
            yield PileOnDesk(pile, count, first)


def _feedback_to_answer(user, moment):
    """The number of answers that readers wrote words in and nobody has dealt with."""
    if not user.has_perm("articles.view_feedback"):
        return 0
    return Feedback.objects.kept_at(moment).filter(answered_at=None).exclude(words="").count()


def _comments_to_answer(user):
    """The number of comments on editions that nobody has dealt with."""
    return Comment.objects.unanswered().count() if user.has_perm("articles.change_comment") else 0
