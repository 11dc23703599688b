from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import AboutPage


@require_safe
def about(request, slug):
    if slug not in AboutPage.Slug.values:
        raise Http404
    page = AboutPage.objects.words_of(request.LANGUAGE_CODE, slug)
    return render(request, "reading/about.html", {"page": page, "contact": settings.CONTACT})
