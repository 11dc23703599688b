"""Packs: one address each, in whatever language the pack is."""

from django.urls import path

from . import views

app_name = "packs"

urlpatterns = [
    path("<str:code>/", views.pack, name="pack"),
    path("<str:code>/booklet.pdf", views.booklet, name="booklet"),
    path("<str:code>/on/", views.pack_on_asked_day, name="on_asked_day"),
    path("<str:code>/on/<day:day>/", views.pack_on_day, name="on_day"),
    path("<str:code>/versions/", views.pack_versions, name="versions"),
    path("<str:code>/versions/<int:number>/", views.pack_version, name="version"),
    path("<str:code>/versions/<int:number>/booklet.pdf", views.version_booklet, name="version_booklet"),
]
