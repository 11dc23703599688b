"""Addresses in each language of the portal."""

from django.urls import path

from . import views

app_name = "clinics"

urlpatterns = [path("verify/", views.verifying, name="verify")]
