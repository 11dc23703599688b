"""Pictures, at addresses without a language."""

from django.urls import re_path

from . import views

app_name = "media"

urlpatterns = [
    re_path(r"^media/images/(?P<sha256>[0-9a-f]{64})\.webp$", views.image, name="image"),
]
