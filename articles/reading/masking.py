"""What could tell who somebody is, taken out of what they wrote before anything is kept.

A mask can miss a name; the form therefore asks for none. It takes out what a rule can know: e-mail addresses, web
addresses, and every run of six or more digits with what people put between them, which is how telephone, hospital and
insurance numbers and dates of birth are written.
"""

import re

from django.utils.translation import gettext as _

SHORTEST_NUMBER = 6  # digits
LONGEST_SEARCH = 80  # characters
MOST_WORDS = 12  # of a search: what is longer tells a story, and a story tells whose it is

# Signs that people put between the digits of one number, and signs that nobody sees.
_BETWEEN = r"[\s()./\\:_,+*#|\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2066-\u2069\ufeff-]{0,4}"
_NUMBER = re.compile(
    rf"(?:\b[^\W\d_]{{1,4}})?[+(]{{0,2}}\d(?:{_BETWEEN}\d){{{SHORTEST_NUMBER - 1},}}(?:[^\W\d_]{{1,2}}\b)?"
)
# What follows a word that says whose it is, or when somebody was born. The word itself stays.
_THEIR_NUMBER = re.compile(r"(\b(?:MRN|NHS|CHI|DNI|NIE|NSS|SSN)\b[^\d\n]{0,12})\d[\d -]{1,19}\d", re.IGNORECASE)
_BIRTH = re.compile(
    r"(\b(?:dob|born|birthday|birth|nac[ií]\w{0,4}|nacimiento)\b[^\d\n]{0,12}?)"
    r"(?:\d{1,2}[^\W\d_]{0,2}\W{1,3}(?:of |de )?[^\W\d_]{3,10}|[^\W\d_]{3,10} \d{1,2}[^\W\d_]{0,2})"
    r"\W{1,3}(?:de )?\d{2,4}\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"()\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_SPELT_EMAIL = re.compile(
    r"\S{1,60} ?[\[(] ?at ?[\])] ?\S{1,60}(?: (?:dot|\[dot\]|\(dot\)) \w{1,20}){0,3}", re.IGNORECASE
)
# One letter or two and five digits in one word: how many hospitals number people.
_HOSPITAL_NUMBER = re.compile(r"\b[^\W\d_]{1,3}[-/]?\d{5}\b")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_WEB = re.compile(
    r"\b(?:https?://|www\.)\S+"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[a-z]{2,}/\S*"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|org|net|edu|gov|uk|eu)\b",
    re.IGNORECASE,
)


def masked(words: str) -> str:
    """``words`` with what could identify a person replaced, and everything else as it was."""
    words = _EMAIL.sub(_("[e-mail address removed]"), _SPELT_EMAIL.sub(_("[e-mail address removed]"), words))
    words = _WEB.sub(_("[web address removed]"), words)
    number = _("[number removed]")
    words = _HOSPITAL_NUMBER.sub(number, _NUMBER.sub(number, words))
    for told in (_THEIR_NUMBER, _BIRTH, _POSTCODE):
        words = told.sub(rf"\1{number}", words)
    return words


# How people say who they are, or who somebody else is, in the languages of the portal.
_WAYS_TO_SAY_WHO = [
    r"@|\d{4}|(?:\d.*){6}",
    r"\b(?:my|his|her|their|our)(?: \w+)? names?\b|\bnames? (?:is|are|was)\b|\bi(?:['’]?m| am) called\b",
    r"\bborn (?:on|in)\b|\b(?:dob|birth ?date|birthday|date of birth)\b|\bi live (?:in|at|on)\b",
    r"\b(?:mrs|dr|prof)\b\.? \w|\bmr\b\.? (?!scan|imag|angio|enterogr)\w",
    r"\b\d+ \w+ (?:street|st|road|rd|avenue|ave|lane|drive|close)\b|\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b",
    r"\bme llamo\b|\bmi(?: \w+)? se llama\b|\b(?:mi|su) nombre\b|\b(?:sra?|dra?|señora?|don|doña)\b\.? \w",
    r"\bnac[ií] (?:en|el)\b|\bfecha de nacimiento\b|\b(?:dni|nie|nss)\b|\bvivo en\b|\b(?:calle|avenida) \w",
    r"\bاسم(?:ي|ه|ها)\b|\bالسيدة? \w|\bالدكتورة? \w|\bتاريخ (?:الميلاد|ميلادي)\b|\bمواليد\b|\b[أا]سكن في\b",
]
_WHO = re.compile("|".join(_WAYS_TO_SAY_WHO), re.IGNORECASE)


def may_tell_who(words: str) -> bool:
    """Whether a search could tell who somebody is. A name alone no rule knows: few enough ask for the same one."""
    is_long = len(words) > LONGEST_SEARCH or len(words.split()) > MOST_WORDS
    return is_long or masked(words) != words or bool(_WHO.search(words))
