"""What of an edition is looked in: its words as stems, field by field."""

from collections import Counter

from articles.models import SearchBeginning, SearchDocument, plain_text

from .letters import joined_words, words_of
from .stems import small_words, stem_of

MOST_KEYS = 60
LONGEST_BODY = 600_000  # characters of stems: PostgreSQL cannot index much more
LONGEST_BEGINNING = 200


class Writing:
    """Turns the texts of one language into stems, and remembers one way in which each was written out."""

    def __init__(self, language):
        self.language, self.small, self.known = language, small_words(language), {}

    def stems(self, words):
        for word in dict.fromkeys(words):
            if word not in self.known:
                self.known[word] = stem_of(word, self.language)
        return [self.known[word] for word in words]

    @property
    def written(self):
        """By stem, the first word that was written so."""
        return {stem: word for word, stem in reversed(self.known.items())}

    def all_of(self, text):
        return " ".join(self.stems(words_of(text)))

    def telling(self, text):
        return " ".join(stem for stem in self.stems(words_of(text)) if stem not in self.small)

    def joined(self, texts):
        return " ".join(self.stems([word for text in texts for word in joined_words(text)]))


def document_of(edition) -> tuple[SearchDocument, dict[str, str]]:
    """The document, and by stem a way in which it is written out, in title and names first.

    edition: with its sections, and its article with other names, topics and clinical codes
    """
    article, sections = edition.article, list(edition.sections.all())
    names = [name.name for name in article.other_names.all()]
    labels = [topic.name for topic in article.topics.all()] + [code.name for code in article.clinical_codes.all()]
    hyphened = [edition.title, *names, *(section.heading for section in sections)]
    writing = Writing(article.language)
    document = SearchDocument(edition=edition, language=article.language)
    document.title = writing.all_of(edition.title)
    document.names = "\n".join(writing.all_of(name) for name in names)
    document.headings = "\n".join(writing.telling(section.heading) for section in sections)
    document.summary = writing.telling(edition.summary)
    document.labels = f"{writing.joined(hyphened)} {writing.telling(' '.join(labels))}".strip()
    body = "\n".join(writing.telling(f"{plain_text(section.body)} {section.alt}") for section in sections)
    document.body, counts = body[:LONGEST_BODY], Counter(body.split())
    document.keys = " ".join(stem for stem, _count in counts.most_common(MOST_KEYS))
    document.length = counts.total()
    return document, writing.written


def beginnings_of(edition) -> list[SearchBeginning]:
    """Each title and name from its first word on, and from every later word that says something."""
    language, found = edition.article.language, {}
    names = [edition.title, *(name.name for name in edition.article.other_names.all())]
    for name in names:
        words = words_of(name)
        for at, word in enumerate(words):
            if at and (len(word) < 3 or stem_of(word, language) in small_words(language)):
                continue
            beginning = " ".join(words[at:])[:LONGEST_BEGINNING]
            rank = 2 * (at > 0) + (name is not names[0])
            found.setdefault(
                beginning,
                SearchBeginning(edition=edition, language=language, beginning=beginning, words=name, rank=rank),
            )
    return list(found.values())
