"""What each kind of section is for, said beside the field in which it is chosen."""

from django.utils.translation import gettext_lazy as _

from articles.models import Kind

HINTS = {
    Kind.TEXT: _("Most of a page. One thought for each paragraph."),
    Kind.KEY_POINTS: _("Three to five short lines near the top, for those who read nothing else."),
    Kind.NON_URGENT: _("When to see someone in the next days, and whom. Write the signs as a list."),
    Kind.URGENT: _("When to get help today, and where. Write the signs as a list; say what to do."),
    Kind.EMERGENCY: _("When to get help now. Write the signs as a list, and the number to call."),
    Kind.DO: _("A list of things to do. Each line begins with what to do."),
    Kind.DONT: _("A list of things not to do. The page says “don't” already: write “lift heavy things”."),
    Kind.WARNING: _("One thing that must not be missed. One or two sentences."),
    Kind.DETAILS: _("What only some readers want: the heading says what they will find when they open it."),
    Kind.QUESTIONS: _("A list of questions to ask at a visit. On paper each has lines to write on."),
    Kind.IMAGE: _("Choose a picture, and say in the alt text what it tells. The text becomes the caption."),
    Kind.RISK: _("How likely something is, in two numbers. Say in the text of whom, and in what time."),
}
