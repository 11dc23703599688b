"""Pages of the desk about one thing that it keeps, beside Django's own lists and forms."""

from django.contrib.admin.utils import unquote
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path


def page_url(model_admin, address, view, name=""):
    """Where ``view`` of (request, model_admin, what it is about) stands, below the form of that."""

    def asked(request, pk):
        about = model_admin.get_object(request, unquote(pk))
        if about is None:
            raise Http404
        return view(request, model_admin, about)

    name = name or address.replace("-", "_")
    full_name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_{name}"
    return path(f"<path:pk>/{address}/", model_admin.admin_site.admin_view(asked), name=full_name)


def page(request, model_admin, template, *, title, about=None, **told):
    """``templates/admin/page.html`` tells the way back from it."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": about,
        "opts": model_admin.opts,
        **told,
    }
    return TemplateResponse(request, f"admin/articles/{model_admin.opts.model_name}/{template}.html", context)
