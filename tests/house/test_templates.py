import re

import pytest
from django.contrib.staticfiles import finders

from tests.house.tree import ROOT, lines_that_match, templates

TAG = re.compile(r"<[a-z](?:[^<>{]|\{\{.*?\}\}|\{%.*?%\})*>", re.IGNORECASE | re.DOTALL)
DJANGO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
DATA = re.compile(r"""type=["']application/(ld\+)?json["']""")


def tags(template):
    """Tags as they stand in a template, whose own tags may hold the sign for “greater than”."""
    return [DJANGO.sub("", tag) for tag in TAG.findall(template.read_text("utf-8"))]


def shown(template):
    return str(template.relative_to(ROOT / "templates"))


def test_the_first_line_of_each_part_says_what_it_needs():
    silent = [
        shown(part)
        for part in sorted((ROOT / "templates" / "parts").rglob("*.html"))
        if not re.match(r"\{# \S.* #\}\n", part.read_text("utf-8"))
    ]

    assert silent == []


def test_a_part_is_included_with_nothing_but_what_it_is_given():
    include = re.compile(r"""\{% include (?:"parts/|section\.template_name)(?!.*\bonly %\})""")

    # The base hands its header and footer the whole page.
    others = [template for template in templates() if template.name != "base.html"]
    assert lines_that_match(include, others) == []


@pytest.mark.parametrize("template", templates(), ids=shown)
def test_no_template_holds_script_or_style_that_the_security_policy_would_stop(template):
    for tag in tags(template):
        assert not re.search(r"\sstyle\s*=", tag, re.IGNORECASE), tag
        assert not re.search(r"\son[a-z]+\s*=", tag, re.IGNORECASE), tag
        assert not re.match(r"<style\b", tag, re.IGNORECASE), tag
        assert not re.search(r"javascript:", tag, re.IGNORECASE), tag
        if re.match(r"<script\b", tag, re.IGNORECASE):
            assert re.search(r"\ssrc=", tag) or DATA.search(tag), tag


def test_every_static_file_that_a_template_asks_for_is_there():
    asked = re.compile(r"""\{% static ["']([^"']+)["']""")
    missing = [
        f"{shown(template)}: {path}"
        for template in templates()
        for path in asked.findall(template.read_text("utf-8"))
        if not finders.find(path)
    ]

    assert missing == []


def test_no_template_asks_another_site_for_anything():
    elsewhere = re.compile(
        r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\s(?:src|srcset)=["'](?:https?:)?//"""
        r"""|<link\b(?=[^>]*rel=["'](?:stylesheet|preload|icon|preconnect))[^>]*href=["'](?:https?:)?//"""
    )

    assert lines_that_match(elsewhere, templates()) == []
