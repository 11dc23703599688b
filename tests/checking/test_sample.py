"""What we ship to show how it is done keeps the rules itself."""

import pytest

from articles.checking import Page, WrittenSection, checks_on
from articles.importing.sample import FOLDER
from articles.importing.understanding.markdown import read_sections
from tests.checking.pages import TODAY, page

FILES = sorted((FOLDER / "en").glob("*/*.md")) + sorted((FOLDER / "es").glob("*/*.md"))


def written(file):
    _nothing, _facts, words = file.read_text("utf-8").split("---\n", 2)
    _title, sections = read_sections(words, picture_at=lambda path: b"")
    return page(*map(as_written, sections), language=file.parts[-3])


def as_written(section):
    picture = section.picture
    return WrittenSection(
        kind=section.kind,
        heading=section.heading,
        body=section.body,
        has_picture=picture is not None,
        alt=picture.alt if picture else "",
        is_decorative=bool(picture and picture.is_decorative),
        risk=section.risk,
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_sample_can_be_released_is_read_with_ease_and_needs_little_advice(file):
    looked_at = Page(written(file), on=TODAY)
    told = checks_on(looked_at)

    assert [check.sentence for check in told if check.is_obstacle] == []
    assert len([check for check in told if check.rule != "medical_words_are_explained"]) < 5
    assert looked_at.measure.age <= 9 if looked_at.language == "en" else looked_at.measure.inflesz >= 80
