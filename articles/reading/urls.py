from django.urls import path, register_converter

from . import views
from .day import Day

app_name = "reading"

register_converter(Day, "day")

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("articles/<slug:slug>/editions/", views.history, name="history"),
    path("articles/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path("articles/<slug:slug>/on/<day:day>/", views.on_day, name="on_day"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("a-z/", views.a_to_z, name="a_to_z"),
    path("glossary/", views.glossary, name="glossary"),
]
