"""What editors tell the search."""

from django.db import connections, models, router
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .article import Article
from .constraints import not_blank
from .fields import CleanHTMLField, language_field
from .plain_words import PlainWords


class SearchSynonym(models.Model):
    """Other words for the same, in every page of a language: what people type, and what our pages say."""

    language = language_field()
    words = models.CharField(_("people search for"), max_length=100, help_text=_("For example: sugar disease"))
    means = models.CharField(_("our pages say"), max_length=100, help_text=_("For example: diabetes"))

    class Meta:
        verbose_name = _("search synonym")
        verbose_name_plural = _("search synonyms")
        ordering = ["language", "words"]
        constraints = [
            UniqueConstraint(fields=["language", "words", "means"], name="search_synonym_once"),
            not_blank("words"),
            not_blank("means"),
        ]

    def __str__(self):
        return f"{self.words} → {self.means}"


class SearchPin(models.Model):
    """An article that stands first when somebody searches for a phrase."""

    language = language_field()
    phrase = models.CharField(_("phrase"), max_length=100, help_text=_("The search that must contain these words."))
    article = models.ForeignKey(Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="pins")

    class Meta:
        verbose_name = _("pinned page")
        verbose_name_plural = _("pinned pages")
        ordering = ["language", "phrase", "pk"]
        constraints = [
            UniqueConstraint(fields=["language", "phrase", "article"], name="search_pin_once"),
            not_blank("phrase"),
        ]

    def __str__(self):
        return f"{self.phrase} → {self.article}"


class EmergencyAnswer(PlainWords, models.Model):
    """A card that stands above all results when a search may come from an emergency."""

    language = language_field()
    heading = models.CharField(_("heading"), max_length=120)
    body = CleanHTMLField(_("what to do"))
    phrases = models.TextField(
        _("phrases"), help_text=_("One on each line. The card is shown when a search contains all words of a line.")
    )
    is_gentle = models.BooleanField(
        _("gentle"),
        default=False,
        help_text=_("Shown in calm colours and without an alarm sign: for people in despair."),
    )

    class Meta:
        verbose_name = _("emergency answer")
        verbose_name_plural = _("emergency answers")
        ordering = ["language", "pk"]
        constraints = [not_blank("heading"), not_blank("body"), not_blank("phrases")]

    def __str__(self):
        return self.heading


class SearchKnowledge(models.Model):
    """Its one row holds another version after each change of what editors tell the search: here and in the glossary.

    Triggers see to that (migrations), in the transaction of the change, however it was made. A version is drawn by
    lot and never comes again, so whoever remembers what held with it need not know how a transaction ended.
    """

    version = models.CharField(max_length=40)

    def __str__(self):
        return self.version

    @classmethod
    def current(cls) -> str:
        with connections[router.db_for_read(cls)].cursor() as cursor:
            cursor.execute("SELECT version FROM articles_searchknowledge")
            row = cursor.fetchone()
        return row[0] if row else ""
