from django.urls import path

from . import views

app_name = "reading"

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("articles/<slug:slug>/leaflet.pdf", views.leaflet, name="leaflet"),
    path("articles/<slug:slug>/editions/", views.history, name="history"),
    path("articles/<slug:slug>/editions/<int:number>/", views.edition, name="edition"),
    path("articles/<slug:slug>/editions/<int:number>/leaflet.pdf", views.edition_leaflet, name="edition_leaflet"),
    path("articles/<slug:slug>/editions/<int:number>/preview/", views.preview, name="preview"),
    path("articles/<slug:slug>/editions/<int:number>/changes/", views.changes, name="changes"),
    path("articles/<slug:slug>/timegate/", views.timegate, name="timegate"),
    path("articles/<slug:slug>/timemap/", views.timemap, name="timemap"),
    path("articles/<slug:slug>/on/", views.on_asked_day, name="on_asked_day"),
    path("articles/<slug:slug>/on/<day:day>/", views.on_day, name="on_day"),
    path("articles/<slug:slug>/feedback/", views.feedback, name="feedback"),
    path("articles/<slug:slug>/feedback/thanks/", views.feedback_thanks, name="feedback_thanks"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("a-z/", views.a_to_z, name="a_to_z"),
    path("glossary/", views.glossary, name="glossary"),
    path("search/", views.search, name="search"),
    path("search/missing/", views.missing, name="missing"),
    path("search/missing/thanks/", views.missing_thanks, name="missing_thanks"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("opinion/<slug:token>/", views.opinion, name="opinion"),
    path("my-pages/", views.my_pages, name="my_pages"),
    path("about/components/", views.components, name="components"),
    path("about/<slug:slug>/", views.about, name="about"),
]
