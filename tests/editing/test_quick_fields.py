"""A draft of a hundred sections is written quickly, and as Django would have written it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.contrib.admin.helpers import Fieldset
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string

from articles.editing.editions.sections import SectionForm, SectionInline
from articles.models import Edition, Section
from articles.templatetags.desk import lines_of

FIELDS = [one for one in SectionInline.fields if one not in SectionInline.readonly_fields]
TYPED = {
    "s-kind": "warning",
    "s-heading": "\"Rest\" & <b>sleep</b> 'well'",
    "s-body": "<p>a &amp; b</p>\n</textarea>",
    "s-is_decorative": "on",
    "s-risk_count": "-1",
}


def as_nodes(markup):
    """What a browser makes of it, but for blanks between elements."""
    soup = BeautifulSoup(markup, "html.parser")
    for words in soup.find_all(string=lambda words: not words.strip()):
        words.extract()
    for words in soup.find_all(string=True):
        if words.parent.name != "textarea":
            words.replace_with(words.strip())
    return [(one.name, one.attrs, one.string) for one in soup.find_all(True)]


@pytest.mark.parametrize("typed", [None, TYPED])
def test_the_fields_of_a_section_are_written_as_django_writes_them(typed, monkeypatch):
    form = SectionForm(typed, prefix="s", instance=Section(kind="text", heading="Rest"))
    monkeypatch.setattr(form, "_post_clean", lambda: None)  # only that asks the database
    if typed:
        form.is_valid()
        form.add_error("alt", "Say what it <shows>.")
        form.add_error("heading", "Too long.")
    fieldset = Fieldset(form, fields=FIELDS, model_admin=SectionInline(Edition, admin.site))

    ours = lines_of(fieldset)
    monkeypatch.setattr(form, "renderer", DjangoTemplates())
    theirs = BeautifulSoup(render_to_string("admin/includes/fieldset.html", {"fieldset": fieldset}), "html.parser")

    assert as_nodes(ours) == as_nodes(theirs.fieldset.decode_contents())
