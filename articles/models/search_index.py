"""What the search looks in: made from released words, and made anew by `manage.py rebuild_search`. Never shown."""

from django.db import models
from django.db.models import UniqueConstraint

from .edition import Edition
from .fields import language_field


class SearchDocument(models.Model):
    """The stems of an edition that patients read, or will read, parted by blanks; field by field.

    ``headings`` and ``body`` have a line for each section. ``keys`` holds what the page says most often, first things
    first. The engines of both databases index these very columns (migrations), and what is live is asked at the moment
    of a search.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="+")
    language = language_field()
    title = models.TextField()
    names = models.TextField(blank=True)  # a line for each name people use
    headings = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    labels = models.TextField(blank=True)  # of topics and clinical codes, and words written in one that we keep in two
    keys = models.TextField(blank=True)
    body = models.TextField(blank=True)
    length = models.PositiveIntegerField()  # stems in the body

    def __str__(self):
        return f"{self.edition_id}: {self.title}"


class SearchWord(models.Model):
    """A stem, in how many documents of a language it stands, and in how many of their titles and names."""

    language = language_field()
    stem = models.CharField(max_length=40, db_index=True)
    backwards = models.CharField(max_length=40, db_index=True)  # the stem, to be found by its end
    word = models.CharField(max_length=40)  # one way in which it is written out
    pages = models.IntegerField()
    titles = models.IntegerField()

    class Meta:
        constraints = [UniqueConstraint(fields=["language", "stem"], name="search_word_once")]

    def __str__(self):
        return self.word


class SearchBeginning(models.Model):
    """What somebody may begin to type: a title or a name people use, from its first word on or from a later one."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    language = language_field()
    beginning = models.CharField(max_length=200, db_index=True)
    words = models.CharField(max_length=200)  # the whole name as it is shown
    rank = models.PositiveSmallIntegerField()  # 0 for a title from its first word on; more for what is further off

    def __str__(self):
        return self.beginning
