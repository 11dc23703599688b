from django.urls import path, re_path

from . import about, articles, changes, links, shelves

app_name = "api"

urlpatterns = [
    path("", about.about, name="about"),
    path("openapi.json", about.openapi, name="openapi"),
    path("docs", about.docs, name="docs"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<str:article>/", articles.article, name="article"),
    path("articles/<str:article>/editions/", articles.editions, name="editions"),
    path("articles/<str:article>/editions/<int:number>/", articles.edition, name="edition"),
    path("topics/", shelves.topics, name="topics"),
    path("glossary/", shelves.glossary, name="glossary"),
    path("changes/", changes.changes, name="changes"),
    path("links/check", links.links, name="links"),
    re_path(r"^[\s\S]+/\Z", about.nothing),  # whatever stands in it, a line break too
]
