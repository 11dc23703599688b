from django.urls import path

from . import views

app_name = "feeds"

urlpatterns = [
    path("updates.atom", views.updates, name="updates"),
    path("topics/<slug:slug>.atom", views.of_topic, name="topic"),
    path("articles/<slug:slug>.atom", views.of_article, name="article"),
]
