"""A file from somebody's computer becomes a draft, with a report of what was kept and what needs a look."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.importing import MAX_UPLOAD, BadFile, keep_upload, read_upload
from articles.models import Article, Edition

from ..choosing import FoundByTyping, is_number
from ..pages import page, page_url
from .checks import panel_of


class ArticleOrNone(FoundByTyping):
    """Says what no choice means, which is also all that somebody hears who comes to it unseen."""

    def build_attrs(self, *args, **kwargs):
        return super().build_attrs(*args, **kwargs) | {"data-placeholder": _("None: it is a new page")}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=500,
        widget=forms.FileInput(attrs={"accept": ".docx,.md,.txt"}),
        help_text=_("Word (.docx) up to 10 MB, Markdown (.md) or plain text (.txt) up to 500 KB."),
        error_messages={"empty": _("The file is empty.")},
    )
    article = forms.ModelChoiceField(
        label=_("The next edition of"),
        queryset=Article.objects.all(),
        required=False,
        widget=ArticleOrNone(Edition._meta.get_field("article"), site),
        help_text=_("Leave this empty for a new page."),
    )
    language = forms.ChoiceField(
        label=_("Language of a new page"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD:
            raise forms.ValidationError(
                _("The file has more than 10 MB. Make its pictures smaller, or leave them out.")
            )
        return file


def upload_urls(model_admin):
    """Beside the editions: an address for the form, and one for the report on a draft."""
    form = model_admin.admin_site.admin_view(lambda request: upload(model_admin, request))
    return [
        path("upload/", form, name="articles_edition_upload"),
        page_url(model_admin, "upload", report, name="uploaded"),
    ]


def upload(model_admin, request):
    may_begin = request.user.has_perm("articles.add_article")
    if not request.user.has_perm("articles.add_edition"):
        raise PermissionDenied
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, initial={"article": _article_asked_for(request)})
    if not may_begin:
        form.fields["article"].required = True
        del form.fields["language"]
    if posted and form.is_valid():
        edition = _keep(request, form)
        if edition:
            model_admin.log_addition(request, edition, str(_("Uploaded")))
            messages.success(request, _("The file has become a draft. This is what came along."))
            return HttpResponseRedirect(reverse("admin:articles_edition_uploaded", args=[edition.pk]))
    media = model_admin.media + form.media
    return page(request, model_admin, "upload", title=_("Upload a file"), form=form, media=media)


def _article_asked_for(request):
    asked = request.GET.get("article", "")
    return Article.objects.filter(pk=asked).first() if is_number(asked) else None


def _keep(request, form):
    """The draft, or None with what is wrong on the form."""
    data = form.cleaned_data
    try:
        file = read_upload(data["file"].name, data["file"].read())
        return keep_upload(
            file,
            article=data["article"],
            language=data.get("language", ""),
            by=request.user,
            now=timezone.now(),
        )
    except BadFile as fault:
        sentence = _("Line %(line)s: %(fault)s") % {"line": fault.line, "fault": fault} if fault.line else str(fault)
        if fault.edition:  # sent twice, by a double click even: the way goes on from what came first
            address = reverse("admin:articles_edition_change", args=[fault.edition.pk])
            sentence = format_html('{} <a href="{}">{}</a>', sentence, address, _("Open it"))
        form.add_error("file", sentence)
    except IntegrityError:
        form.add_error("file", _("Somebody else stored the same at this moment, so nothing was kept. Try again."))
    return None


def report(request, model_admin, edition):
    file = edition.importedfile_set.exclude(told={}).order_by("-pk").first()
    if file is None:
        raise Http404
    if not model_admin.has_view_permission(request, edition):
        raise PermissionDenied
    now, address = timezone.now(), reverse("admin:articles_edition_change", args=[edition.pk])
    checks = panel_of(Edition.objects.with_words().get(pk=edition.pk), now, form_address=address)
    told = {"edition": edition, "file": file, "checks": checks}
    return page(request, model_admin, "uploaded", title=_("What came along"), about=edition, **told)
