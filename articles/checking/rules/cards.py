"""Care cards: when to get help, where and how fast. Somebody may read nothing else."""

import re

from django.utils.translation import gettext as _

from articles.models import Kind

CARE = (Kind.NON_URGENT, Kind.URGENT, Kind.EMERGENCY)
MOST_SENTENCES_WITHOUT_A_LIST = 2
_VERBS = {
    "en": r"call|phone|ring|go|see|ask|contact|tell|get|make|book|dial|visit|speak|talk|use|take|text",
    "es": r"llame|vaya|acuda|pida|consulte|hable|avise|contacte|busque|póngase|diga|marque|visite|llamar|ir|pedir",
    "ar": r"يرجى|حجز|طلب|الاتصال|التوجه|الذهاب|مراجعة|اتصل\w*|اذهب\w*|توجه\w*|توجّه\w*|اطلب\w*|راجع\w*"
    r"|أخبر\w*|احجز\w*|استشر\w*|تواصل\w*|تحدث\w*|تحدّث\w*",
}
_DOES = {language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in _VERBS.items()}
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")  # which Arabic mostly leaves out
_EMERGENCY = re.compile(
    r"\b(?:(?:call|dial|phone|ring|llame al|llama al|marque el) (?:999|911|112|061)"
    r"|emergency (?:number|department|room)"
    r"|ambulance|A&E|ambulancia|número de emergencias?)\b"
    r"|(?:رقم|قسم) الطوارئ|سيارة (?:ال)?إسعاف",
    re.IGNORECASE,
)


def emergencies_stand_in_a_card(page):
    if page.sections(Kind.EMERGENCY):
        return
    for passage in page.prose:
        found = _EMERGENCY.search(passage.text)
        if found:
            sentence = _(
                "Say when to get help at once in a section of the kind “Care card: get help now”, so that nobody"
                " misses it."
            )
            yield passage.check(sentence, found[0])
            return


def care_cards_say_what_to_do(page):
    does = _DOES.get(page.language)
    if does is None:
        return
    for number, _section in page.sections(*CARE):
        if not any(does.search(_VOWEL_SIGNS.sub("", passage.text)) for passage in page.passages_of(number)):
            yield page.check(_("Say on the card what to do: whom to call, or where to go."), "heading", number)


def care_cards_list_the_signs(page):
    for number, _section in page.sections(*CARE):
        passages = page.passages_of(number)
        has_list = any(passage.tag == "li" for passage in passages)
        count = sum(len(passage.sentences) for passage in passages if passage.is_prose)
        if not has_list and count > MOST_SENTENCES_WITHOUT_A_LIST:
            yield page.check(_("Write the signs as a list: in a hurry it is read faster."), "body", number)


def care_cards_of_one_kind_are_one(page):
    before = None
    for number, section in page.sections():
        if section.kind == before and section.kind in CARE:
            yield page.check(
                _("Join this card with the one right before it: both say how fast in the same words."), "kind", number
            )
        before = section.kind
