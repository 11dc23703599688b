from django.urls import path

from . import views

app_name = "linking"

urlpatterns = [
    path("go/<str:code>/", views.short_link, name="short_link"),
]
