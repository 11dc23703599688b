from django.urls import include, path

from . import views
from .infobutton import views as infobutton
from .infobutton.builder import builder

app_name = "linking"

urlpatterns = [
    path("go/<str:code>/", views.short_link, name="short_link"),
    path("go/<str:code>/qr.svg", views.qr_code, {"kind": "svg"}, name="qr_code"),
    path("go/<str:code>/qr.png", views.qr_code, {"kind": "png"}, name="qr_code_png"),
    path("go/<str:code>/<int:number>/", views.copy, name="copy"),
    path("go/<str:code>/<int:number>/qr.svg", views.qr_code_of_copy, {"kind": "svg"}, name="qr_code_of_copy"),
    path("go/<str:code>/<int:number>/qr.png", views.qr_code_of_copy, {"kind": "png"}, name="qr_code_of_copy_png"),
    path("go/<str:code>/<int:number>/words.json", views.words, name="words"),
    path("packs/<str:code>/qr.svg", views.qr_code_of_pack, {"kind": "svg"}, name="pack_qr_code"),
    path("packs/<str:code>/qr.png", views.qr_code_of_pack, {"kind": "png"}, name="pack_qr_code_png"),
    path("packs/<str:code>/<int:number>/copy/<str:editions>/", views.pack_copy, name="pack_copy"),
    path("packs/<str:code>/<int:number>/receipt/", views.pack_receipt, name="pack_receipt"),
    path("receiver/<str:token>/", views.confirm_receiver, name="confirm_receiver"),
    path("receiver/<str:token>/stop/", views.stop_receiver, name="stop_receiver"),
    path("embed/<slug:clinic>/<str:code>/", views.embed, name="embed"),
    path("oembed/", views.oembed, name="oembed"),
    path("connect/", builder, name="connect"),
    path("go/<str:code>/<int:number>/receipt/", views.receipt, name="receipt"),
    path("connect/service", infobutton.service, name="connect_service"),
    path("connect/application", infobutton.application, name="connect_application"),
    path("api/v1/", include("articles.linking.api.urls")),
]
