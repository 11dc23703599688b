"""Addresses without a language: pictures, and what only machines ask for."""

from django.urls import path, re_path

from . import views

app_name = "plain"

urlpatterns = [
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_page, name="sitemap_page"),
    path("reports/csp", views.csp_reports, name="csp_reports"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots, name="robots"),
    re_path(r"^media/images/(?P<sha256>[0-9a-f]{64})(?:-(?P<width>480|800))?\.webp$", views.image, name="image"),
]
