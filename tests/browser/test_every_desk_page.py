"""Every page of the desk is for everybody who works there, whatever they see and whatever they use (promise 7)."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests.browser.barriers import barriers_at_the_desk, bring_axe_along
from tests.browser.desk import sign_in
from tests.browser.full_desk import make_desk
from tests.house.test_doors import desk

# Beside the lists and forms of models, by what stands in the address.
PAGES = {
    "": "index calendar broken_links as_of password_change password_change_done articles_edition_upload "
    "my_sign_in add_app",
    "owner": "auth_user_password_change",
    "article": "articles_article_timeline articles_article_compare",
    "draft": "articles_edition_send articles_edition_approve articles_edition_release articles_edition_preview "
    "articles_edition_expert articles_edition_uploaded articles_edition_delete articles_edition_history",
    "live": "articles_edition_change articles_edition_comment articles_edition_review articles_edition_withdraw",
    "scheduled": "articles_edition_change articles_edition_unschedule",
    "away": "articles_edition_lift",
    "pack": "articles_informationpack_retire",
    "moment": "as_of_home",
}
LOUD = {"error", "warning"}
IN_TEST_SIGNING_IN = {"login", "logout", "second_step", "by_link", "add_passkey", "new_codes"}
# Each model has these: a page as that of editions, which has the longest, or none.
OF_EVERY_MODEL = ("_delete", "_history", "_keep", "_keep_new", "_throw_away", "_throw_away_new")
WITHOUT_A_PAGE = {
    *("autocomplete", "jsi18n", "view_on_site", "nothing", "calendar_feed", "articles_article_next_edition"),
    *("articles_recorded_export", "articles_edition_keep_step", "articles_edition_throw_away_step"),
    *("remove_factor", "sign_out_place", "ask_hospital", "back_from_hospital"),
    *("articles_edition_checks", "articles_edition_return"),  # the latter is the page of approving
    *("as_of_page", "app_list"),  # a page of patients, and one that leads to the first page
}


def lists(_things):
    return [reverse(f"admin:{name}_changelist") for name in _models()]


def forms(things):
    asked = RequestFactory().get("/")
    asked.user = things["owner"]
    for name, model in _models().items():
        one = model.model.objects.last()
        assert one, f"make_desk makes no {name}"
        yield reverse(f"admin:{name}_change", args=[one.pk])
        if model.has_add_permission(asked) and model.get_fieldsets(asked) != model.get_fieldsets(asked, one):
            yield reverse(f"admin:{name}_add")  # otherwise it has the same boxes


def other_pages(things):
    for of, names in PAGES.items():
        for name in names.split():
            yield reverse(f"admin:{name}", args=[getattr(things[of], "pk", things[of])] if of else [])


def _models():
    return {f"{model._meta.app_label}_{model._meta.model_name}": one for model, one in admin.site._registry.items()}


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("addresses", [lists, forms, other_pages])
def test_no_page_of_the_desk_has_a_barrier_a_jump_of_the_focus_or_a_word_in_the_console(page, live_server, addresses):
    things = make_desk(timezone.now())
    sign_in(page, live_server, "owner")
    bring_axe_along(page)
    told, found, jumped, seen = [], [], [], ()
    page.on("console", lambda line: told.append((page.url, line.text)) if line.type in LOUD else None)

    for address in addresses(things):
        assert page.goto(live_server.url + address).status == 200, address
        if not page.evaluate("document.activeElement === document.body"):
            jumped.append(address)  # past the skip link
        found += barriers_at_the_desk(page, without=seen)
        seen = ["#nav-sidebar", "#header"]

    assert not found
    assert not jumped
    assert not told


def test_no_page_of_the_desk_is_forgotten():
    own = {name.removeprefix("admin:") for name, _address in desk()}
    of_models = {f"{name}_{page}" for name in _models() for page in ("changelist", "add", "change")}
    named = {name for names in PAGES.values() for name in names.split()} | IN_TEST_SIGNING_IN | WITHOUT_A_PAGE

    assert {name for name in own - of_models - named if not name.endswith(OF_EVERY_MODEL)} == set()
    assert named <= own  # nor is one named that is gone
