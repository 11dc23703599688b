"""What an editor wrote, as plain data: stored already, or standing in a form that nobody has saved yet."""

from dataclasses import dataclass, field

from articles.models import plain_text


@dataclass(frozen=True)
class WrittenSection:
    kind: str
    heading: str = ""
    body: str = ""  # clean HTML
    has_picture: bool = False
    alt: str = ""
    is_decorative: bool = False
    risk: tuple[int, int] | None = None  # (how many, of how many)

    @property
    def is_empty(self):
        return not self.has_picture and not plain_text(self.body)


@dataclass(frozen=True)
class Written:
    language: str
    title: str
    summary: str = ""
    sections: list[WrittenSection] = field(default_factory=list)


def written(edition) -> Written:
    """The words of a stored edition, best asked for ``with_words()``."""
    sections = [
        WrittenSection(
            kind=section.kind,
            heading=section.heading,
            body=section.body,
            has_picture=section.image_id is not None,
            alt=section.alt,
            is_decorative=section.is_decorative,
            risk=section.risk,
        )
        for section in edition.sections.all()
    ]
    return Written(edition.article.language, edition.title, edition.summary, sections)
