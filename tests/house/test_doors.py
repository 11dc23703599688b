"""Every address is for everybody, and is named here, or it asks who is there."""

import re

import pytest
from django.urls import URLPattern, get_resolver

from tests.makers import make_user

# An address that is neither below /admin/ nor here fails the test: whoever adds one decides whom it is for.
FOR_EVERYBODY = {
    "clinics": "verify",
    "feeds": "article topic updates",
    "linking": "connect connect_application connect_service copy embed oembed pack_copy pack_qr_code pack_qr_code_png "
    "pack_receipt qr_code qr_code_of_copy qr_code_of_copy_png qr_code_png receipt short_link words",
    "linking:api": "about article articles changes docs edition editions glossary links nothing openapi topics",
    "packs": "booklet on_asked_day on_day pack version version_booklet versions",
    "plain": "csp_reports image robots service_worker sitemap sitemap_page security_txt",
    "reading": "a_to_z about article changes components edition edition_leaflet feedback feedback_thanks glossary "
    "history home leaflet missing missing_thanks my_pages on_asked_day on_day search suggestions timegate timemap "
    "topic topics",
}
# Below the addresses of readers, and still not for everybody: each has a test of its own that says who may.
ASKS_BY_ITSELF = {"reading:preview", "reading:opinion", "linking:confirm_receiver", "linking:stop_receiver"}
# Below /admin/, and open: the door itself, and a calendar whose address is a secret.
OPEN_AT_THE_DESK = {"admin:login", "admin:calendar_feed"}
# What everybody who may sign in finds there.
FOR_WHOEVER_SIGNED_IN = {
    *("admin:index", "admin:logout", "admin:password_change", "admin:password_change_done", "admin:jsi18n"),
    *("admin:calendar", "admin:broken_links"),
    *("admin:my_sign_in", "admin:add_app", "admin:add_passkey"),
}


def addresses(patterns=None, route="", spaces=()):
    """(name, path) of each address, with something in the place of what stands open."""
    for one in patterns or get_resolver().url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield ":".join([*spaces, one.name or "nothing"]), "/" + filled(here)
        else:
            yield from addresses(one.url_patterns, here, [*spaces, one.namespace] if one.namespace else spaces)


def filled(route):
    route = re.sub(r"<int:\w+>", "1", re.sub(r"<(path|str|slug|uuid):\w+>", "x", route))
    return re.sub(r"\(\?P<\w+>(\w*)[^)]*\)", lambda group: group[1] or "x", route.replace("^", "").replace("$", ""))


def desk():
    return [(name, path) for name, path in addresses() if path.startswith("/admin/")]


def test_an_address_for_everybody_is_named_as_one():
    known = {f"{space}:{name}" for space, names in FOR_EVERYBODY.items() for name in names.split()}
    outside = {name for name, path in addresses() if not path.startswith("/admin/")}

    assert outside == known | ASKS_BY_ITSELF


def test_a_door_that_is_named_here_is_there():
    """Whoever builds one with the name of one that is gone decides anew whom it is for."""
    assert {name for name, _path in desk()} >= OPEN_AT_THE_DESK | FOR_WHOEVER_SIGNED_IN


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_to_the_desk_without_signing_in(client, method):
    for name, path in desk():
        answer = getattr(client, method)(path)
        is_sent_away = answer.status_code in {302, 403, 404, 405} and "/articles/x" not in answer.get("Location", "")
        assert is_sent_away or name in OPEN_AT_THE_DESK, f"{name} answers {method.upper()} {path}"


@pytest.mark.django_db
def test_whoever_has_no_rights_finds_only_the_first_page(client):
    client.force_login(make_user(is_staff=True))
    for name, path in desk():
        is_open = client.get(path).status_code == 200
        assert not is_open or name in OPEN_AT_THE_DESK | FOR_WHOEVER_SIGNED_IN, f"{name} shows {path}"
