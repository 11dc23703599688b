"""The comments on an edition, gathered by the section they are about, each with a box for one more."""

import re
from dataclasses import dataclass, field

from django.forms.boundfield import BoundField

from articles.models import Comment, Verdict

BOX = "about-"  # what the names of comment boxes begin with; the mark of the section follows
WHOLE_PAGE = ""
_ANCHOR = re.compile(rf"{BOX}([-\w]{{1,100}})")


@dataclass
class Talk:
    """heading: as the section is called, or was called when it was spoken of"""

    anchor: str
    heading: str
    comments: list[Comment] = field(default_factory=list)
    box: BoundField | None = None


@dataclass
class Talks:
    whole_page: Talk
    sections: dict[str, Talk]
    gone: list[Talk]  # about sections that are not there any more
    may_be_answered: bool = False

    def is_about_any(self, sections):
        """Whether somebody said something of one of them, or began to."""
        talks = filter(None, map(self.about, sections))
        return any(talk.comments or (talk.box and talk.box.value()) for talk in talks)

    def about(self, section) -> Talk | None:
        return self.sections.get(section.mark) if section else None


def talks_about(edition, form=None) -> Talks:
    """form: an ApproveForm, whose boxes are offered"""
    talks = {WHOLE_PAGE: Talk(WHOLE_PAGE, "")}
    here = {section.mark: str(section) for section in edition.sections.all()}
    for anchor, heading in here.items():
        talks[anchor] = Talk(anchor, heading)
    for comment in edition.comments.select_related("by", "answer__by"):
        talks.setdefault(comment.anchor, Talk(comment.anchor, comment.heading)).comments.append(comment)
    for anchor in typed_anchors(form.data) if form else ():
        talks.setdefault(anchor, Talk(anchor, anchor))
    for talk in talks.values():
        if form and BOX + talk.anchor in form.fields:
            talk.box = form[BOX + talk.anchor]
    gone = [talk for anchor, talk in talks.items() if anchor not in here and anchor != WHOLE_PAGE]
    return Talks(talks[WHOLE_PAGE], {anchor: talks[anchor] for anchor in here}, gone)


def verdicts_on(edition):
    """Of each expert the newest, the newest first."""
    verdicts = Verdict.objects.filter(link__edition=edition).order_by("at", "pk")
    return list({verdict.link_id: verdict for verdict in verdicts}.values())[::-1]


def anchors_of(edition):
    return [section.mark for section in edition.sections.all()]


def typed_anchors(data):
    """Those that were written about in a form, also if their sections have gone since."""
    found = ((_ANCHOR.fullmatch(name), words) for name, words in data.items())
    return [anchor[1] for anchor, words in found if anchor and words.strip()]
