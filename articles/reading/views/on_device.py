"""Pages and scripts for what readers keep on their own device. The portal learns nothing of it."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def my_pages(request):
    return render(request, "reading/my_pages.html")


@require_safe
def service_worker(request):
    """At the root, because a worker answers only for what is below it. Not cached, so that it can be mended."""
    script = Path(finders.find("js/service_worker.js")).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
