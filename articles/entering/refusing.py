"""The page for whoever was not signed in, and what to do instead."""

from django.contrib import admin
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_signed_in(request, sentence):
    context = {**admin.site.each_context(request), "title": _("Not signed in"), "sentence": sentence}
    return render(request, "admin/entering/not_signed_in.html", context, status=403)
