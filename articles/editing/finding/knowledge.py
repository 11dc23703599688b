"""What editors tell the search: other words for the same, pages that stand first, and what to do in an emergency."""

import re

from django import forms
from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.models import EmergencyAnswer, SearchPin, SearchSynonym, plain_text

from ..body import BodyWidget, WithBody
from ..saving.kept_forms import KeptForms

_LETTER = re.compile(r"[^\W\d_]")
FEWEST_LETTERS = 3  # of a phrase: less would bring the card to almost every search


class SearchSynonymForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        words, means = cleaned.get("words", ""), cleaned.get("means", "")
        if words and words.casefold() == means.casefold():
            raise forms.ValidationError(_("Both boxes hold the same words. Write what our pages say instead."))
        return cleaned


@admin.register(SearchSynonym)
class SearchSynonymAdmin(KeptForms, admin.ModelAdmin):
    form = SearchSynonymForm
    list_display = ["words", "means", "language"]
    list_filter = ["language"]
    search_fields = ["words", "means"]
    fieldsets = [
        (
            None,
            {
                "fields": ["language", "words", "means"],
                "description": _(
                    "People who search for the first also find pages that say the second, from the next search on. "
                    "A name for one page alone belongs to that page’s “names people use”."
                ),
            },
        )
    ]


class SearchPinForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        article, language = cleaned.get("article"), cleaned.get("language")
        if article and language and article.language != language:
            raise forms.ValidationError(
                _("“%(page)s” is a page in %(language)s. Choose that language, or another page."),
                params={"page": article.slug, "language": article.get_language_display()},
            )
        return cleaned


@admin.register(SearchPin)
class SearchPinAdmin(KeptForms, admin.ModelAdmin):
    form = SearchPinForm
    list_display = ["phrase", "article", "language"]
    list_filter = ["language"]
    list_select_related = ["article"]
    search_fields = ["phrase", "article__slug"]
    autocomplete_fields = ["article"]
    fieldsets = [
        (
            None,
            {
                "fields": ["language", "phrase", "article"],
                "description": _(
                    "The page stands first whenever a search contains all words of the phrase, as long as patients "
                    "can read it. Use it for what people ask most, and look from time to time whether it still helps."
                ),
            },
        )
    ]


class EmergencyAnswerForm(forms.ModelForm):
    class Meta:
        model = EmergencyAnswer
        fields = ["language", "heading", "body", "phrases", "is_gentle"]
        widgets = {
            "heading": forms.TextInput(attrs={"size": 70, "dir": "auto"}),
            "body": BodyWidget(),
            "phrases": forms.Textarea(attrs={"rows": 14, "cols": 40, "dir": "auto"}),
        }
        help_texts = {
            "phrases": _(
                "One on each line. The card is shown when a search contains all words of a line near one another. "
                "“/” parts words of which one is enough: “tight/heavy chest”. “…” stands for many words: "
                "“chemo … fever”. A line that begins with “-” is harmless as it stands: “- brush stroke”."
            ),
        }

    def clean_body(self):
        if not plain_text(self.cleaned_data["body"]):
            raise forms.ValidationError(_("Say what to do: somebody may read this in an emergency."))
        return self.cleaned_data["body"]

    def clean_phrases(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["phrases"].splitlines()]
        lines = list(dict.fromkeys(line for line in lines if line))
        for line in lines:
            shortest = "".join(min(word.split("/"), key=len) for word in line.split())
            if len(_LETTER.findall(shortest)) < FEWEST_LETTERS:
                raise forms.ValidationError(
                    _("“%(line)s” is too short: the card would be shown for almost every search."),
                    params={"line": line},
                )
        if all(line.startswith("-") for line in lines):
            raise forms.ValidationError(_("Write at least one line without “-”: this card would never be shown."))
        return "\n".join(lines)


@admin.register(EmergencyAnswer)
class EmergencyAnswerAdmin(WithBody, KeptForms, admin.ModelAdmin):
    form = EmergencyAnswerForm
    list_display = ["heading", "language", "shown_for"]
    list_filter = ["language"]
    search_fields = ["heading", "phrases"]
    fieldsets = [
        (
            None,
            {
                "fields": ["language", "heading", "body", "phrases", "is_gentle"],
                "description": _(
                    "This card stands above all results when a search may come from an emergency. Put your own "
                    "emergency and crisis numbers first: you know where your readers are. Let a clinician check every "
                    "change. Changes hold at once, and what you delete does not come back."
                ),
            },
        )
    ]

    @admin.display(description=_("shown for"))
    def shown_for(self, answer):
        return Truncator(", ".join(answer.phrases.splitlines())).chars(90)
