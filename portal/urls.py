"""One line for each face of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.reading.plain_urls")),
    path("packs/", include("articles.reading.pack_urls")),
    path("", include("articles.linking.urls")),
    *i18n_patterns(
        path("feeds/", include("articles.linking.feeds.urls")),
        path("", include("articles.linking.page_urls")),
        path("", include("articles.reading.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "articles.reading.views.nowhere"
handler500 = "articles.reading.passing.away.fault"
